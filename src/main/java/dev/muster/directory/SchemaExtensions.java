package dev.muster.directory;

import dev.muster.id.IdType;
import dev.muster.sql.Sql;
import dev.muster.tenant.AuditLog;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The schema extensions of directories. Methods join a running transaction; changes reach the provider within a second. */
@ApplicationScoped
public class SchemaExtensions implements PanacheRepositoryBase<SchemaExtension, UUID> {

    /** They are read with each token, so a directory has few. */
    public static final int MOST = 20;

    private final Sql sql;
    private final DirectoryTokens tokens;
    private final AuditLog audit;

    SchemaExtensions(Sql sql, DirectoryTokens tokens, AuditLog audit) {
        this.sql = sql;
        this.tokens = tokens;
        this.audit = audit;
    }

    /** Oldest first. */
    public List<SchemaExtension> of(Directory directory) {
        return list("environmentId = ?1 and directoryId = ?2 order by id", directory.environmentId(), directory.id());
    }

    /** @param urn in any case */
    public Optional<SchemaExtension> find(Directory directory, String urn) {
        return find(
                        "environmentId = ?1 and directoryId = ?2 and urnKey = ?3",
                        directory.environmentId(),
                        directory.id(),
                        SchemaExtension.key(urn))
                .firstResultOptional();
    }

    /**
     * Declares a schema, or declares it anew. Values that were kept before and do not fit stay until the provider sends
     * others.
     *
     * @return empty when the directory has {@link #MOST} others already
     */
    public Optional<SchemaExtension> put(Directory directory, SchemaDefinition definition) {
        lock(directory);
        Optional<SchemaExtension> present = find(directory, definition.urn());
        if (present.isEmpty() && of(directory).size() >= MOST) {
            return Optional.empty();
        }
        present.ifPresent(extension -> extension.become(definition));
        SchemaExtension extension = present.orElseGet(() -> added(directory, definition));
        flush();
        changed("schema_extension.saved", directory, extension.urn());
        return Optional.of(extension);
    }

    /** Whether there was one; what its attributes held is kept as values no schema describes. */
    public boolean delete(Directory directory, String urn) {
        lock(directory);
        Optional<SchemaExtension> present = find(directory, urn);
        present.ifPresent(extension -> {
            delete(extension);
            flush();
            changed("schema_extension.deleted", directory, extension.urn());
        });
        return present.isPresent();
    }

    private SchemaExtension added(Directory directory, SchemaDefinition definition) {
        var extension = new SchemaExtension(directory, definition);
        persist(extension);
        return extension;
    }

    /** Two who declare the same schema at once come one after the other. */
    private void lock(Directory directory) {
        sql.first(
                "select id from directory where environment_id = ? and id = ? for update",
                row -> row.uuid("id"),
                directory.environmentId(),
                directory.id());
    }

    private void changed(String action, Directory directory, String urn) {
        tokens.forget();
        audit.append(action, IdType.DIRECTORY, directory.id(), Map.of("urn", urn));
    }
}
