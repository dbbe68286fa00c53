package dev.muster.directory;

import dev.muster.event.EventLog;
import dev.muster.event.EventScope;
import dev.muster.event.NewEvent;
import dev.muster.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Keeps the roles in the rows of people right when their groups change.
 *
 * <p>Roles are always computed by a statement that begins after the person's row was locked, and the lock stays until the
 * commit. So of two transactions that change one person's groups, or one that does and the rewrite after a change of the
 * rules, the later one sees all the earlier one did; no order of commits leaves a role behind that nothing gives any more.
 */
@ApplicationScoped
class UserRoles {

    // Who will really join or leave: the others of a long list are neither read nor locked.
    private static final String HOLD = """
            select u.id, u.roles from directory_user u
             where u.environment_id = ? and u.directory_id = ? and u.id = any(array(
                     select wanted.id from unnest(?::uuid[]) as wanted(id)
                      where not exists (select from membership
                                         where environment_id = ? and directory_id = ? and group_id = ? and user_id = wanted.id offset 0)
                     union all
                     select user_id from membership
                      where environment_id = ? and directory_id = ? and group_id = ? and user_id = any(?)
                     union all
                     select user_id from membership
                      where ?::boolean and environment_id = ? and directory_id = ? and group_id = ? and not user_id = any(?)))
             order by u.id for no key update
            """;

    private static final String MANY_LEAVING = """
            select from membership where environment_id = ? and directory_id = ? and group_id = ? offset ? limit 1
            """;

    // "offset 0" keeps the roles of each from being computed twice.
    private static final String SETTLE = """
            update directory_user u
               set roles = settled.roles, version = u.version + 1, updated_at = ?
              from (select person.id, roles_of(?, ?, person.id) as roles from unnest(?::uuid[]) as person(id) offset 0) settled
             where u.environment_id = ? and u.directory_id = ? and u.id = settled.id and u.removed_at is null
               and u.roles <> settled.roles
            returning %s
            """.formatted(DirectoryUsers.COLUMNS);

    private static final String ROLES =
            "select person.id, roles_of(?, ?, person.id) as roles from unnest(?::uuid[]) as person(id)";

    private final Sql sql;
    private final EventLog events;

    UserRoles(Sql sql, EventLog events) {
        this.sql = sql;
        this.events = events;
    }

    /** People whose rows are locked, in the order of their ids, with the roles they have so far. */
    record Held(Map<UUID, List<String>> roles) {

        static final Held NOBODY = new Held(Map.of());

        List<UUID> among(Collection<UUID> people) {
            return people.stream().filter(roles::containsKey).toList();
        }
    }

    /** Locks whom the delta will bring in or take out of the locked group. */
    Held hold(DirectoryGroup group, MemberDelta delta) {
        UUID[] add = delta.add().users().toArray(UUID[]::new);
        UUID[] remove = delta.remove().users().toArray(UUID[]::new);
        var held = new LinkedHashMap<UUID, List<String>>();
        sql.list(
                        HOLD,
                        row -> Map.entry(row.uuid("id"), List.of(row.texts("roles"))),
                        group.environmentId(),
                        group.directoryId(),
                        add,
                        group.environmentId(),
                        group.directoryId(),
                        group.id(),
                        group.environmentId(),
                        group.directoryId(),
                        group.id(),
                        remove,
                        delta.replaceAll(),
                        group.environmentId(),
                        group.directoryId(),
                        group.id(),
                        add)
                .forEach(person -> held.put(person.getKey(), person.getValue()));
        return new Held(held);
    }

    /**
     * Locks everybody in a group that is about to go, if it gives a role. Empty, and nobody is locked, when they are more
     * than a transaction should wait for: then they are to be settled in the background.
     */
    Optional<Held> holdLeaving(DirectoryGroup group) {
        if (group.roleId() == null) {
            return Optional.of(Held.NOBODY);
        }
        boolean many =
                sql.exists(MANY_LEAVING, group.environmentId(), group.directoryId(), group.id(), Memberships.BATCH);
        return many ? Optional.empty() : Optional.of(hold(group, MemberDelta.exactly(MemberDelta.Members.NONE)));
    }

    /** Gives those people the roles that follow from their groups now, and tells whose have changed. */
    void settle(DirectoryAccess directory, Held people) {
        var ids = List.copyOf(people.roles().keySet());
        for (int from = 0; from < ids.size(); from += Memberships.BATCH) {
            settle(directory, people, ids.subList(from, Math.min(ids.size(), from + Memberships.BATCH)));
        }
    }

    private void settle(DirectoryAccess directory, Held people, List<UUID> ids) {
        List<DirectoryUser> changed = sql.list(
                SETTLE,
                DirectoryUsers::map,
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                directory.environmentId(),
                directory.directoryId(),
                ids,
                directory.environmentId(),
                directory.directoryId());
        var news = new ArrayList<NewEvent>();
        for (DirectoryUser user : changed) {
            if (user.visible()) {
                news.add(UserEvents.updated(
                        user.seenAs(user.customAttributes(), people.roles().get(user.id())), user));
            }
        }
        events.append(directory.scope(), news);
    }

    /** What these people's groups give them now; their rows are locked. */
    Map<UUID, List<String>> of(EventScope directory, Collection<UUID> people) {
        return sql
                .list(
                        ROLES,
                        row -> Map.entry(row.uuid("id"), List.of(row.texts("roles"))),
                        directory.environmentId(),
                        directory.directoryId(),
                        people)
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
