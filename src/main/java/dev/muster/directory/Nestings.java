package dev.muster.directory;

import dev.muster.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;

/** Groups inside groups (RFC 7643 section 4.2). No events: WorkOS's memberships are of people. */
@ApplicationScoped
class Nestings {

    private static final String CYCLE = """
            with recursive below as (
              select unnest(?::uuid[]) as top, unnest(?::uuid[]) as id
              union
              select b.top, n.member_group_id from below b
                join group_nesting n on n.environment_id = ? and n.directory_id = ? and n.group_id = b.id)
            select top from below where id = ? limit 1
            """;

    private final Sql sql;

    Nestings(Sql sql) {
        this.sql = sql;
    }

    /** The one of the members that already contains the group, or is it. Keeps other nestings of the directory waiting. */
    Optional<UUID> cycle(DirectoryGroup group, Collection<UUID> members) {
        if (members.isEmpty()) {
            return Optional.empty();
        }
        sql.exists(
                "select pg_advisory_xact_lock(hashtextextended(?, 1))",
                group.directoryId().toString());
        UUID[] ids = members.toArray(UUID[]::new);
        return sql.first(
                CYCLE, row -> row.uuid("top"), ids, ids, group.environmentId(), group.directoryId(), group.id());
    }

    /** Number of groups that were not in yet; ids that are no group of this directory are skipped. */
    int add(DirectoryGroup group, Collection<UUID> members) {
        if (members.isEmpty()) {
            return 0;
        }
        return sql.update("""
                insert into group_nesting (environment_id, directory_id, group_id, member_group_id)
                select environment_id, directory_id, ?, id from directory_group
                 where environment_id = ? and directory_id = ? and id = any(?) and removed_at is null
                 order by id for key share
                on conflict do nothing
                """, group.id(), group.environmentId(), group.directoryId(), members.toArray(UUID[]::new));
    }

    int remove(DirectoryGroup group, Collection<UUID> members) {
        return members.isEmpty() ? 0 : delete(group, "member_group_id = any(?)", members);
    }

    int removeOthers(DirectoryGroup group, Collection<UUID> members) {
        return delete(group, "not member_group_id = any(?)", members);
    }

    private int delete(DirectoryGroup group, String which, Collection<UUID> members) {
        return sql.update(
                "delete from group_nesting where environment_id = ? and directory_id = ? and group_id = ? and " + which,
                group.environmentId(),
                group.directoryId(),
                group.id(),
                members.toArray(UUID[]::new));
    }
}
