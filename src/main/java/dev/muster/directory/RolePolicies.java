package dev.muster.directory;

import dev.muster.id.IdType;
import dev.muster.sql.Sql;
import dev.muster.tenant.AuditLog;
import dev.muster.tenant.CurrentEnvironment;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** How the current environment gives roles. Methods join a running transaction. */
@ApplicationScoped
public class RolePolicies implements PanacheRepositoryBase<RolePolicy, UUID> {

    private final Sql sql;
    private final CurrentEnvironment environment;
    private final UserRewrites rewrites;
    private final AuditLog audit;

    RolePolicies(Sql sql, CurrentEnvironment environment, UserRewrites rewrites, AuditLog audit) {
        this.sql = sql;
        this.environment = environment;
        this.rewrites = rewrites;
        this.audit = audit;
    }

    public RolePolicy current() {
        return findByIdOptional(environment.id()).orElseGet(() -> new RolePolicy(environment.id()));
    }

    /** Whether a person may have several roles; people follow in the background. */
    public void allowMultiple(boolean multiple) {
        lock();
        change(current().defaultRoleId(), multiple);
    }

    /** Whether customers' administrators may map groups to roles in the portal. What they mapped stays when they no longer may. */
    public void allowPortalMapping(boolean allowed) {
        lock();
        RolePolicy policy = current();
        if (policy.portalMapping() != allowed) {
            policy.allowPortalMapping(allowed);
            persistAndFlush(policy);
            audit();
        }
    }

    /** The caller holds the {@link #lock}. @param defaultRole null: none */
    void change(UUID defaultRole, boolean multiple) {
        RolePolicy policy = current();
        if (policy.become(defaultRole, multiple)) {
            persistAndFlush(policy);
            audit();
            rewrites.requestAll();
        }
    }

    void audit() {
        audit.append("role_settings.updated", IdType.ENVIRONMENT, environment.id());
    }

    /** Keeps everybody else from changing roles and policy of this environment until the transaction ends. */
    void lock() {
        sql.exists(
                "select pg_advisory_xact_lock(hashtextextended(?, 70))",
                environment.id().toString());
    }
}
