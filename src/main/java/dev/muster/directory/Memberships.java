package dev.muster.directory;

import dev.muster.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * Who is in which group. Only set statements that return what they really changed: a group's member list is never read to
 * be written, so a change costs the same in a group of ten and of a hundred thousand, and parallel changes lose nothing.
 */
@ApplicationScoped
class Memberships {

    /** How many people one statement takes out of a group when all have to go; bounds memory, not the group. */
    static final int BATCH = 1_000;

    // "for share" waits for a change of a user under way: who is deleted is left out instead of failing on the key, and
    // the event never shows a person older than an earlier event did.
    private static final String ADD = """
            with person as (
              select %s from directory_user u
               where u.environment_id = ? and u.directory_id = ? and u.id = any(?) and u.removed_at is null
               order by u.id for share),
            added as (
              insert into membership (environment_id, directory_id, group_id, user_id)
              select environment_id, directory_id, ?, id from person
              on conflict do nothing
              returning user_id)
            select u.* from person u join added on added.user_id = u.id
            """.formatted(DirectoryUsers.COLUMNS);

    // "offset 0" keeps the look-up a look-up: as a join the planner would rather compare each of the gone with each
    // person of
    // a directory it has no statistics about yet.
    private static final String REMOVED = """
            with gone as (
              delete from membership
               where environment_id = ? and directory_id = ? and group_id = ? and user_id = any(%s)
              returning user_id)
            select u.* from gone,
                   lateral (select %s from directory_user u
                             where u.environment_id = ? and u.directory_id = ? and u.id = gone.user_id offset 0) u
            """;
    private static final String REMOVE = REMOVED.formatted("?", DirectoryUsers.COLUMNS);
    private static final String REMOVE_SOME_OTHERS = REMOVED.formatted("""
            array(select user_id from membership
                   where environment_id = ? and directory_id = ? and group_id = ? and not user_id = any(?)
                   order by user_id limit %d)""".formatted(BATCH), DirectoryUsers.COLUMNS);

    private static final String GROUPS_OF = """
            select %s from membership m
              join directory_group g on (g.environment_id, g.directory_id, g.id) = (m.environment_id, m.directory_id, m.group_id)
             where m.environment_id = ? and m.directory_id = ? and m.user_id = ? order by g.id
            """.formatted(DirectoryGroups.COLUMNS);

    private final Sql sql;

    Memberships(Sql sql) {
        this.sql = sql;
    }

    /** Adds those who are people of this directory; returns only who was not in yet. */
    List<DirectoryUser> add(DirectoryGroup group, Collection<UUID> people) {
        if (people.isEmpty()) {
            return List.of();
        }
        return sql.list(ADD, DirectoryUsers::map, group.environmentId(), group.directoryId(), ids(people), group.id());
    }

    /** Removes those named; returns only who was in. */
    List<DirectoryUser> remove(DirectoryGroup group, Collection<UUID> people) {
        if (people.isEmpty()) {
            return List.of();
        }
        return sql.list(
                REMOVE,
                DirectoryUsers::map,
                group.environmentId(),
                group.directoryId(),
                group.id(),
                ids(people),
                group.environmentId(),
                group.directoryId());
    }

    /** Removes up to {@link #BATCH} of those not named; call again until nobody comes back. */
    List<DirectoryUser> removeSomeOthers(DirectoryGroup group, Collection<UUID> people) {
        return sql.list(
                REMOVE_SOME_OTHERS,
                DirectoryUsers::map,
                group.environmentId(),
                group.directoryId(),
                group.id(),
                group.environmentId(),
                group.directoryId(),
                group.id(),
                ids(people),
                group.environmentId(),
                group.directoryId());
    }

    List<DirectoryGroup> groupsOf(DirectoryUser user) {
        return sql.list(GROUPS_OF, DirectoryGroups::map, user.environmentId(), user.directoryId(), user.id());
    }

    /** Groups before users, groups by id: the order in which every transaction locks. */
    void lockGroupsOf(DirectoryAccess directory, UUID user) {
        sql.list(
                """
                select g.id from directory_group g
                 where g.environment_id = ? and g.directory_id = ?
                   and g.id in (select group_id from membership where environment_id = ? and directory_id = ? and user_id = ?)
                 order by g.id for no key update
                """,
                row -> row.uuid("id"),
                directory.environmentId(),
                directory.directoryId(),
                directory.environmentId(),
                directory.directoryId(),
                user);
    }

    /** A member who leaves with the account changes the groups, too: their versions move. */
    void touchGroupsOf(DirectoryUser user) {
        sql.update("""
                update directory_group set version = version + 1
                 where environment_id = ? and directory_id = ?
                   and id in (select group_id from membership where environment_id = ? and directory_id = ? and user_id = ?)
                """, user.environmentId(), user.directoryId(), user.environmentId(), user.directoryId(), user.id());
    }

    void removeAllOf(DirectoryUser user) {
        sql.update(
                "delete from membership where environment_id = ? and directory_id = ? and user_id = ?",
                user.environmentId(),
                user.directoryId(),
                user.id());
    }

    private static UUID[] ids(Collection<UUID> people) {
        return people.toArray(UUID[]::new);
    }
}
