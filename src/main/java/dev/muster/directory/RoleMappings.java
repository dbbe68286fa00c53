package dev.muster.directory;

import dev.muster.id.IdType;
import dev.muster.sql.Sql;
import dev.muster.tenant.AuditLog;
import dev.muster.tenant.CurrentEnvironment;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Which groups of a directory give their members a role; only direct members count. People follow in the background.
 * Methods join a running transaction.
 */
@ApplicationScoped
public class RoleMappings {

    private static final String OF_DIRECTORY = "select " + DirectoryGroups.COLUMNS + """
              from directory_group g
             where g.environment_id = ? and g.directory_id = ? and g.role_id is not null and g.removed_at is null
             order by g.id
            """;

    // Tombstones keep their role for the day they come back, so they lose it like the living.
    private static final String MAPPED =
            "select id from directory_group where environment_id = ? and directory_id = ? and role_id is not null";

    private static final String LOCK = """
            select id from directory_group where environment_id = ? and directory_id = ? and id = any(?)
             order by id for no key update
            """;

    private static final String WRITE = """
            update directory_group g set role_id = wanted.role_id
              from unnest(?::uuid[], ?::uuid[]) as wanted(id, role_id)
             where g.environment_id = ? and g.directory_id = ? and g.id = any(?) and g.id = wanted.id
               and g.role_id is distinct from wanted.role_id
            """;

    private static final String LOCK_OF_ROLE =
            "select id from directory_group where environment_id = ? and role_id = ? order by id for no key update";

    private static final String FORGET = """
            update directory_group set role_id = null where environment_id = ? and role_id = ? returning directory_id
            """;

    private final Sql sql;
    private final CurrentEnvironment environment;
    private final UserRewrites rewrites;
    private final AuditLog audit;

    RoleMappings(Sql sql, CurrentEnvironment environment, UserRewrites rewrites, AuditLog audit) {
        this.sql = sql;
        this.environment = environment;
        this.rewrites = rewrites;
        this.audit = audit;
    }

    /** The mapped groups, oldest first, without those that are gone. */
    public List<DirectoryGroup> of(UUID directory) {
        return sql.list(OF_DIRECTORY, DirectoryGroups::map, environment.id(), directory);
    }

    /** Which of these are no roles of the environment. The others cannot be deleted until the transaction ends. */
    public Set<UUID> unknownRoles(Collection<UUID> roles) {
        return missing(roles, """
                select id from role where environment_id = ? and id = any(?) order by id for key share
                """, environment.id(), roles);
    }

    /** Which of these are no groups of the directory. */
    public Set<UUID> unknownGroups(UUID directory, Collection<UUID> groups) {
        return missing(groups, """
                select id from directory_group
                 where environment_id = ? and directory_id = ? and id = any(?) and removed_at is null
                """, environment.id(), directory, groups);
    }

    private Set<UUID> missing(Collection<UUID> ids, String query, Object... values) {
        if (ids.isEmpty()) {
            return Set.of();
        }
        var found = Set.copyOf(sql.list(query, row -> row.uuid("id"), values));
        return ids.stream().filter(id -> !found.contains(id)).collect(Collectors.toSet());
    }

    /** Exactly these groups give a role from now on; {@link #unknownRoles} has been asked about the roles. */
    public void replace(UUID directory, Map<UUID, UUID> roleByGroup) {
        var wanted = new HashMap<>(roleByGroup);
        sql.list(MAPPED, row -> row.uuid("id"), environment.id(), directory)
                .forEach(group -> wanted.putIfAbsent(group, null));
        assign(directory, wanted);
    }

    /**
     * These groups give these roles from now on, null: none; the others stay as they are. {@link #unknownRoles} has been asked
     * about the roles.
     */
    public void assign(UUID directory, Map<UUID, UUID> roleByGroup) {
        UUID[] groups = roleByGroup.keySet().toArray(UUID[]::new);
        UUID[] roles = Arrays.stream(groups).map(roleByGroup::get).toArray(UUID[]::new);
        sql.list(LOCK, row -> row.uuid("id"), environment.id(), directory, groups);
        if (sql.update(WRITE, groups, roles, environment.id(), directory, groups) > 0) {
            audit.append("role_mappings.updated", IdType.DIRECTORY, directory);
            rewrites.request(directory);
        }
    }

    /** In which directories a group gives a role. */
    Set<UUID> directories() {
        return Set.copyOf(sql.list(
                "select distinct directory_id from directory_group where environment_id = ? and role_id is not null",
                row -> row.uuid("directory_id"),
                environment.id()));
    }

    /** No group gives this role any more. The caller holds the role. @return the directories in which one did */
    Set<UUID> forget(Role role) {
        sql.list(LOCK_OF_ROLE, row -> row.uuid("id"), role.environmentId(), role.id());
        return new HashSet<>(sql.list(FORGET, row -> row.uuid("directory_id"), role.environmentId(), role.id()));
    }
}
