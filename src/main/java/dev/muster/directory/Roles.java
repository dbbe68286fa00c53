package dev.muster.directory;

import dev.muster.event.EventLog;
import dev.muster.event.EventScope;
import dev.muster.event.EventType;
import dev.muster.event.NewEvent;
import dev.muster.id.IdType;
import dev.muster.id.Ulids;
import dev.muster.sql.Sql;
import dev.muster.tenant.AuditLog;
import dev.muster.tenant.CurrentEnvironment;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The roles of the current environment. Methods join a running transaction; changes of roles wait for each other. */
@ApplicationScoped
public class Roles implements PanacheRepositoryBase<Role, UUID> {

    /** An id that nothing has. */
    private static final UUID NOBODY = new UUID(0, 0);

    private final Sql sql;
    private final CurrentEnvironment environment;
    private final RolePolicies policies;
    private final RoleMappings mappings;
    private final UserRewrites rewrites;
    private final EventLog events;
    private final AuditLog audit;

    Roles(
            Sql sql,
            CurrentEnvironment environment,
            RolePolicies policies,
            RoleMappings mappings,
            UserRewrites rewrites,
            EventLog events,
            AuditLog audit) {
        this.sql = sql;
        this.environment = environment;
        this.policies = policies;
        this.mappings = mappings;
        this.rewrites = rewrites;
        this.events = events;
        this.audit = audit;
    }

    /**
     * What a new role is made of.
     *
     * @param slug        as {@link Role#SLUG} wants it
     * @param description may be null
     */
    public record Draft(String slug, String name, String description) {}

    /** The highest priority first. */
    public List<Role> all() {
        return list("environmentId = ?1 order by priority, id", environment.id());
    }

    /** @param word slug or printed id */
    public Optional<Role> named(String word) {
        UUID id = IdType.ROLE.parse(word).orElse(NOBODY);
        return find("environmentId = ?1 and (slug = ?2 or id = ?3)", environment.id(), word, id)
                .firstResultOptional();
    }

    /**
     * A new role, of the lowest priority; nobody has it yet.
     *
     * @return empty when the slug is taken
     */
    public Optional<Role> create(Draft draft) {
        policies.lock();
        if (named(draft.slug()).isPresent()) {
            return Optional.empty();
        }
        UUID id = Ulids.next();
        int lowest = all().stream().mapToInt(Role::priority).max().orElse(0);
        var role = new Role(environment.id(), id, draft, lowest + 1, Ulids.instant(id));
        persistAndFlush(role);
        tell(EventType.ROLE_CREATED, "role.created", role);
        return Optional.of(role);
    }

    /** @return empty when there is no such role */
    public Optional<Role> describe(String word, String name, String description) {
        policies.lock();
        Optional<Role> role = named(word);
        role.filter(found -> found.describe(name, description, Instant.now().truncatedTo(ChronoUnit.MILLIS)))
                .ifPresent(changed -> {
                    flush();
                    tell(EventType.ROLE_UPDATED, "role.updated", changed);
                });
        return role;
    }

    /**
     * Gone at once, with the mappings to it and as the default; who had it gets what is left in the background.
     *
     * @return false when there is no such role
     */
    public boolean deleteNamed(String word) {
        policies.lock();
        Role role = named(word).orElse(null);
        if (role == null) {
            return false;
        }
        // Before the groups: a mapping under way holds the role and then locks the group.
        sql.exists("select from role where environment_id = ? and id = ? for update", role.environmentId(), role.id());
        Set<UUID> directories = mappings.forget(role);
        if (role.id().equals(policies.current().defaultRoleId())) {
            policies.change(null, policies.current().multipleRoles());
        }
        delete(role);
        flush();
        tell(EventType.ROLE_DELETED, "role.deleted", role);
        rewrites.request(directories);
        return true;
    }

    /**
     * Says which role wins over which.
     *
     * @param words slug or printed id of every role once, the highest priority first
     * @return false when it is anything else
     */
    public boolean order(List<String> words) {
        policies.lock();
        List<Role> roles = all();
        List<Role> order = words.stream()
                .flatMap(word -> roles.stream().filter(role -> role.isNamed(word)))
                .distinct()
                .toList();
        if (order.size() != roles.size() || words.size() != roles.size()) {
            return false;
        }
        if (!order.equals(roles)) {
            for (int i = 0; i < order.size(); i++) {
                order.get(i).rank(i + 1);
            }
            flush();
            policies.audit();
            rewrites.request(mappings.directories());
        }
        return true;
    }

    /**
     * Whoever's groups give no role has this one from now on; people follow in the background.
     *
     * @param word slug or printed id; null: no role
     * @return false when there is no such role
     */
    public boolean makeDefault(String word) {
        policies.lock();
        Role role = word == null ? null : named(word).orElse(null);
        if (role == null && word != null) {
            return false;
        }
        policies.change(role == null ? null : role.id(), policies.current().multipleRoles());
        return true;
    }

    private void tell(EventType type, String action, Role role) {
        var event = NewEvent.ofRole(type, role.id(), role.payload().json());
        events.append(new EventScope(environment.id(), null, null), List.of(event));
        audit.append(action, IdType.ROLE, role.id(), Map.of("slug", role.slug()));
    }
}
