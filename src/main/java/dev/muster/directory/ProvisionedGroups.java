package dev.muster.directory;

import dev.muster.sql.Row;
import dev.muster.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The groups of a directory as its provider sees them. Methods join a running transaction. In filters the row is called
 * {@code g}.
 */
@ApplicationScoped
public class ProvisionedGroups {

    private static final Listing<ProvisionedGroup> LISTING = new Listing<>(
            "directory_group g",
            "g",
            "g.id, g.resource, g.version, g.created_at, g.updated_at",
            ProvisionedGroups::map);

    // Names come by sub-selects and not by joins: about a directory that was filled a moment ago the planner knows
    // nothing,
    // takes it for one row, and would compare each member with each person of the directory.
    private static final String PEOPLE = """
            select m.group_id, m.user_id as id, false as is_group,
                   (select coalesce(u.display_name, u.user_name) from directory_user u
                     where (u.environment_id, u.directory_id, u.id) = (m.environment_id, m.directory_id, m.user_id)) as display
              from membership m
             where m.environment_id = ? and m.directory_id = ? and m.group_id = any(?) and (m.group_id, m.user_id) > (?, ?)
             order by m.group_id, m.user_id
             limit ?
            """;

    private static final String NESTED = """
            select n.group_id, n.member_group_id as id, true as is_group,
                   (select g.display_name from directory_group g
                     where (g.environment_id, g.directory_id, g.id) = (n.environment_id, n.directory_id, n.member_group_id)) as display
              from group_nesting n
             where n.environment_id = ? and n.directory_id = ? and n.group_id = any(?)
               and (select g.removed_at is null from directory_group g
                     where (g.environment_id, g.directory_id, g.id) = (n.environment_id, n.directory_id, n.member_group_id))
             order by n.group_id, n.member_group_id
            """;

    private final Sql sql;

    ProvisionedGroups(Sql sql) {
        this.sql = sql;
    }

    public Optional<ProvisionedGroup> find(DirectoryAccess directory, UUID id) {
        return LISTING.get(sql, directory, id).stream().findFirst();
    }

    public List<Listed<ProvisionedGroup>> list(DirectoryAccess directory, Search search, Slice slice) {
        return LISTING.read(sql, directory, search, slice);
    }

    /**
     * How many satisfy the search; looks at each.
     *
     * @throws dev.muster.sql.SqlFailure that {@code tookTooLong}
     */
    public long count(DirectoryAccess directory, Search search) {
        return LISTING.count(sql, directory, search);
    }

    /** How many there are; costs the same for ten and for a million. */
    public long total(DirectoryAccess directory) {
        return Tallies.total(sql, "groups", directory);
    }

    /**
     * People in these groups, by group and within it in the order of their creation.
     *
     * @param group  with {@code person}: begin behind this membership; the zero UUID twice for the start
     * @param limit  most rows to read; fewer mean that these were the last
     */
    public List<GroupMember> people(
            DirectoryAccess directory, Collection<UUID> groups, UUID group, UUID person, int limit) {
        return sql.list(
                PEOPLE,
                ProvisionedGroups::member,
                directory.environmentId(),
                directory.directoryId(),
                groups.toArray(UUID[]::new),
                group,
                person,
                limit);
    }

    /** Groups in these groups. */
    public List<GroupMember> nested(DirectoryAccess directory, Collection<UUID> groups) {
        return sql.list(
                NESTED,
                ProvisionedGroups::member,
                directory.environmentId(),
                directory.directoryId(),
                groups.toArray(UUID[]::new));
    }

    private static ProvisionedGroup map(Row row) throws SQLException {
        return new ProvisionedGroup(
                row.uuid("id"),
                row.json("resource"),
                row.number("version"),
                row.instant("created_at"),
                row.instant("updated_at"));
    }

    private static GroupMember member(Row row) throws SQLException {
        return new GroupMember(row.uuid("group_id"), row.uuid("id"), row.flag("is_group"), row.text("display"));
    }
}
