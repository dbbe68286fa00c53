package dev.muster.directory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.event.EventLog;
import dev.muster.event.EventType;
import dev.muster.event.NewEvent;
import dev.muster.event.payload.DirectoryPayload;
import dev.muster.id.IdType;
import dev.muster.id.Ulids;
import dev.muster.sql.Row;
import dev.muster.sql.Sql;
import dev.muster.sql.SqlFailure;
import dev.muster.tenant.AuditLog;
import dev.muster.tenant.CurrentEnvironment;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** The directories of the current environment. One that is being deleted counts as gone. Methods join a running transaction. */
@ApplicationScoped
public class Directories {

    static final String COLUMNS = """
            d.environment_id, d.id, d.organization_id, d.external_key, d.label, d.type, d.name, d.domain, d.state,
            d.deprovisioning, d.created_at, d.updated_at
            """;

    private static final String UNIQUE_LABEL = "directory_label_key";

    private static final String INSERT = """
            insert into directory (environment_id, id, organization_id, external_key, label, type, name, domain, state,
                                   deprovisioning, created_at, updated_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String CHANGE = """
            update directory d
               set name = coalesce(?, d.name), label = coalesce(?, d.label), deprovisioning = coalesce(?, d.deprovisioning),
                   state = case when ?::boolean then 'paused'
                                when not ?::boolean and d.state = 'paused'
                                then case when d.activated_at is null then 'unlinked' else 'linked' end
                                else d.state end,
                   updated_at = now()
             where d.environment_id = ? and d.id = ? and d.state <> 'deleting'
            returning %s
            """.formatted(COLUMNS);

    private static final String KEY_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Sql sql;
    private final CurrentEnvironment environment;
    private final EventLog events;
    private final DirectoryTokens tokens;
    private final AuditLog audit;

    Directories(Sql sql, CurrentEnvironment environment, EventLog events, DirectoryTokens tokens, AuditLog audit) {
        this.sql = sql;
        this.environment = environment;
        this.events = events;
        this.tokens = tokens;
        this.audit = audit;
    }

    /**
     * What a new directory is made of.
     *
     * @param label  optional word for the SCIM address instead of the random key; unique across all environments
     * @param domain optional
     */
    public record Draft(
            UUID organizationId,
            String name,
            String type,
            String label,
            String domain,
            Directory.Deprovisioning deprovisioning) {}

    /** @throws LabelTaken when another directory has the label */
    public Directory create(Draft draft) {
        UUID id = Ulids.next();
        Instant now = Ulids.instant(id);
        var directory = new Directory(
                environment.id(),
                id,
                draft.organizationId(),
                randomKey(),
                draft.label(),
                draft.type(),
                draft.name(),
                draft.domain(),
                Directory.State.UNLINKED,
                draft.deprovisioning(),
                now,
                now);
        sql.exists("select hold_rules(?)", environment.id()); // whoever changes them will see this directory
        labelled(() -> sql.update(
                INSERT,
                directory.environmentId(),
                directory.id(),
                directory.organizationId(),
                directory.externalKey(),
                directory.label(),
                directory.type(),
                directory.name(),
                directory.domain(),
                directory.state().column(),
                directory.deprovisioning().column(),
                now,
                now));
        audit("directory.created", directory);
        return directory;
    }

    public Optional<Directory> get(UUID id) {
        return sql.first(
                "select " + COLUMNS
                        + " from directory d where d.environment_id = ? and d.id = ? and d.state <> 'deleting'",
                Directories::map,
                environment.id(),
                id);
    }

    /** All of one organization, oldest first. */
    public List<Directory> ofOrganization(UUID organization) {
        return sql.list(
                "select " + COLUMNS
                        + " from directory d where d.environment_id = ? and d.organization_id = ? and d.state <> 'deleting' order by d.id",
                Directories::map,
                environment.id(),
                organization);
    }

    /** The provider has spoken for the first time: the directory is linked, and applications hear of it. */
    public void link(UUID id) {
        sql.first(
                        "update directory d set state = 'linked', activated_at = coalesce(activated_at, now()), updated_at = now() where d.environment_id = ? and d.id = ? and d.state = 'unlinked' returning "
                                + COLUMNS,
                        Directories::map,
                        environment.id(),
                        id)
                .ifPresent(directory -> append(
                        directory,
                        EventType.DSYNC_ACTIVATED,
                        directory.payload("active", domainsOf(directory)).activatedJson()));
        tokens.forget();
    }

    /**
     * Gone for everybody from now on; its rows are cleared away in the background. Applications drop its users and groups
     * on the one event {@code dsync.deleted}.
     *
     * @return false when there is no such directory
     */
    public boolean delete(UUID id) {
        Optional<Directory> deleted = sql.first(
                "update directory d set state = 'deleting', label = null, updated_at = now() where d.environment_id = ? and d.id = ? and d.state <> 'deleting' returning "
                        + COLUMNS,
                Directories::map,
                environment.id(),
                id);
        tokens.forget();
        deleted.ifPresent(directory -> append(
                directory,
                EventType.DSYNC_DELETED,
                directory.payload("deleting", List.of()).deletedJson()));
        deleted.ifPresent(directory -> audit("directory.deleted", directory));
        return deleted.isPresent();
    }

    private void audit(String action, Directory directory) {
        audit.append(action, IdType.DIRECTORY, directory.id(), Map.of("name", directory.name()));
    }

    /**
     * What the developer changes of a directory; null leaves a value as it is.
     *
     * @param paused whether the provider's requests are turned away for now
     */
    public record Change(String name, String label, Directory.Deprovisioning deprovisioning, Boolean paused) {}

    /**
     * Applies it, and is obeyed by the next request of the provider. A directory that is no longer paused is what it was
     * before: linked, or still waiting for the provider's first request.
     *
     * @return empty when there is no such directory
     * @throws LabelTaken when another directory has the label
     */
    public Optional<Directory> change(UUID id, Change change) {
        Optional<Directory> changed = labelled(() -> sql.first(
                CHANGE,
                Directories::map,
                change.name(),
                change.label(),
                change.deprovisioning() == null ? null : change.deprovisioning().column(),
                change.paused(),
                change.paused(),
                environment.id(),
                id));
        tokens.forget();
        changed.ifPresent(directory -> audit("directory.updated", directory));
        return changed;
    }

    private static <T> T labelled(Supplier<T> write) {
        try {
            return write.get();
        } catch (SqlFailure e) {
            throw e.duplicateOf().filter(UNIQUE_LABEL::equals).isPresent() ? new LabelTaken(e) : e;
        }
    }

    /**
     * Another identity provider takes over. All tokens of the one before stop working; people and groups stay.
     *
     * @param type WorkOS's word for the new provider
     */
    public void handOver(Directory directory, String type) {
        tokens.list(directory).forEach(token -> tokens.revoke(directory, token.id()));
        sql.update(
                "update directory set type = ?, updated_at = now() where environment_id = ? and id = ? and state <> 'deleting'",
                type,
                directory.environmentId(),
                directory.id());
        audit.append(
                "directory.provider_changed",
                IdType.DIRECTORY,
                directory.id(),
                Map.of("from", directory.type(), "to", type));
    }

    private void append(Directory directory, EventType type, ObjectNode data) {
        events.append(directory.scope(), List.of(NewEvent.ofDirectory(type, directory.id(), data)));
    }

    private List<DirectoryPayload.Domain> domainsOf(Directory directory) {
        return sql.list(
                "select id, domain from organization_domain where environment_id = ? and organization_id = ? order by id",
                row -> new DirectoryPayload.Domain(row.uuid("id"), row.text("domain")),
                directory.environmentId(),
                directory.organizationId());
    }

    static Directory map(Row row) throws SQLException {
        return new Directory(
                row.uuid("environment_id"),
                row.uuid("id"),
                row.uuid("organization_id"),
                row.text("external_key"),
                row.text("label"),
                row.text("type"),
                row.text("name"),
                row.text("domain"),
                Directory.State.of(row.text("state")),
                Directory.Deprovisioning.of(row.text("deprovisioning")),
                row.instant("created_at"),
                row.instant("updated_at"));
    }

    private static String randomKey() {
        return RANDOM.ints(16, 0, KEY_LETTERS.length())
                .mapToObj(index -> String.valueOf(KEY_LETTERS.charAt(index)))
                .reduce("", String::concat);
    }
}
