package dev.muster.directory;

import dev.muster.sql.Json;
import dev.muster.sql.Row;
import dev.muster.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** The rows of {@code directory_group}. Every statement names environment and directory. */
@ApplicationScoped
class DirectoryGroups {

    static final String COLUMNS = """
            g.environment_id, g.organization_id, g.directory_id, g.id, g.idp_id, g.resource, g.version, g.created_at, g.updated_at,
            g.removed_at is not null as removed, g.alias_of, g.role_id
            """;

    private static final String LOCK = "select " + COLUMNS
            + " from directory_group g where g.environment_id = ? and g.directory_id = ? and g.id = ? for no key update";

    // Late writes to a removed group of this name go to the new one from now on.
    private static final String INSERT = """
            with successor_of as (
              update directory_group set alias_of = ?
               where environment_id = ? and directory_id = ? and display_name_key = index_key(?) and removed_at is not null)
            insert into directory_group (environment_id, directory_id, id, organization_id, display_name, display_name_key,
                external_id, idp_id, resource, created_at, updated_at)
            values (?, ?, ?, ?, ?, index_key(?), ?, ?, ?, ?, ?)
            """;

    private static final String UPDATE = """
            update directory_group
               set display_name = ?, display_name_key = index_key(?), external_id = ?, resource = ?, version = ?, updated_at = ?,
                   removed_at = case when ? then coalesce(removed_at, now()) end, alias_of = ?
             where environment_id = ? and directory_id = ? and id = ?
            """;

    // Two different externalIds make two groups of one name; without both, the name is the identity. No index can say
    // that, so whoever wants a name first takes the lock on it.
    private static final String NAME_HOLDER = """
            select id from directory_group
             where environment_id = ? and directory_id = ? and display_name_key = index_key(?) and removed_at is null
               and id <> ? and (?::boolean or external_id is null or ?::text is null or external_id = ?)
             order by id limit 1
            """;

    private final Sql sql;

    DirectoryGroups(Sql sql) {
        this.sql = sql;
    }

    static String key(String displayName) {
        return displayName.toLowerCase(Locale.ROOT);
    }

    static DirectoryGroup map(Row row) throws SQLException {
        return new DirectoryGroup(
                row.uuid("environment_id"),
                row.uuid("organization_id"),
                row.uuid("directory_id"),
                row.uuid("id"),
                row.text("idp_id"),
                row.json("resource"),
                row.number("version"),
                row.instant("created_at"),
                row.instant("updated_at"),
                row.flag("removed"),
                row.uuid("alias_of"),
                row.uuid("role_id"));
    }

    /** The row, tombstones included, locked until the transaction ends. */
    Optional<DirectoryGroup> lock(DirectoryAccess directory, UUID id) {
        return sql.first(LOCK, DirectoryGroups::map, directory.environmentId(), directory.directoryId(), id);
    }

    /** Keeps everybody else from taking this name in this directory until the transaction ends. */
    void lockName(DirectoryAccess directory, String displayName) {
        sql.exists(
                "select pg_advisory_xact_lock(hashtextextended(?, 0))",
                directory.directoryId() + "/" + key(displayName));
    }

    /** The group that already has the name, in the sense of the directory's type. */
    Optional<UUID> nameHolder(DirectoryAccess directory, DirectoryGroup wanting, boolean nameIsIdentity) {
        return sql.first(
                NAME_HOLDER,
                row -> row.uuid("id"),
                directory.environmentId(),
                directory.directoryId(),
                key(wanting.displayName()),
                wanting.id(),
                nameIsIdentity,
                wanting.externalId(),
                wanting.externalId());
    }

    Optional<UUID> externalIdHolder(DirectoryAccess directory, String externalId) {
        return sql.first("""
                select id from directory_group
                 where environment_id = ? and directory_id = ? and external_id_key = index_key(?) and removed_at is null
                """, row -> row.uuid("id"), directory.environmentId(), directory.directoryId(), externalId);
    }

    void insert(DirectoryGroup group) {
        sql.later(
                INSERT,
                group.id(),
                group.environmentId(),
                group.directoryId(),
                key(group.displayName()),
                group.environmentId(),
                group.directoryId(),
                group.id(),
                group.organizationId(),
                group.displayName(),
                key(group.displayName()),
                group.externalId(),
                group.idpId(),
                Json.of(group.resource()),
                group.createdAt(),
                group.updatedAt());
    }

    void update(DirectoryGroup group) {
        sql.later(
                UPDATE,
                group.displayName(),
                key(group.displayName()),
                group.externalId(),
                Json.of(group.resource()),
                group.version(),
                group.updatedAt(),
                group.removed(),
                group.aliasOf(),
                group.environmentId(),
                group.directoryId(),
                group.id());
    }

    /** Only the members changed: the version moves and nothing else. */
    void touch(DirectoryGroup group) {
        sql.later("""
                update directory_group set version = ?, updated_at = ?
                 where environment_id = ? and directory_id = ? and id = ?
                """, group.version(), group.updatedAt(), group.environmentId(), group.directoryId(), group.id());
    }

    void delete(DirectoryGroup group) {
        sql.update(
                "delete from directory_group where environment_id = ? and directory_id = ? and id = ?",
                group.environmentId(),
                group.directoryId(),
                group.id());
    }
}
