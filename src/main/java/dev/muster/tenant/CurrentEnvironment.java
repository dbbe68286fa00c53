package dev.muster.tenant;

import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import java.util.UUID;

/**
 * The environment this request acts for: set once by whoever checked the credential (API key, directory token, dashboard
 * session), read by {@link TenantBinding} and by every statement. Unset, the database shows no row of any tenant.
 */
@RequestScoped
public class CurrentEnvironment {

    private UUID id;

    /** The environment's id; a request without one has no business at a tenant's rows. */
    public UUID id() {
        if (id == null) {
            throw new IllegalStateException("no environment is set for this request");
        }
        return id;
    }

    Optional<UUID> peek() {
        return Optional.ofNullable(id);
    }

    /** Fixes the environment of this request; a second, different one is a programming error. */
    public void enter(UUID environment) {
        if (id != null && !id.equals(environment)) {
            throw new IllegalStateException("this request already acts for another environment");
        }
        id = environment;
    }
}
