package dev.muster.directory;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Objects;
import java.util.UUID;

/** How an environment gives roles. */
@Entity
@Table(name = "role_policy")
public class RolePolicy {

    @Id
    @Column(name = "environment_id")
    private UUID environmentId;

    @Column(name = "default_role_id")
    private UUID defaultRoleId;

    @Column(name = "multiple_roles")
    private boolean multipleRoles;

    @Column(name = "portal_mapping")
    private boolean portalMapping;

    protected RolePolicy() {}

    RolePolicy(UUID environmentId) {
        this.environmentId = environmentId;
    }

    /** What everybody has whose groups give no role; null: nothing. */
    public UUID defaultRoleId() {
        return defaultRoleId;
    }

    /** Whether a person has the roles of all their groups, or only the one of highest priority. */
    public boolean multipleRoles() {
        return multipleRoles;
    }

    /** Whether customers' administrators may say in the portal which groups give which role. */
    public boolean portalMapping() {
        return portalMapping;
    }

    void allowPortalMapping(boolean allowed) {
        portalMapping = allowed;
    }

    /** Whether anything is different from now on. */
    boolean become(UUID role, boolean multiple) {
        boolean different = multiple != multipleRoles || !Objects.equals(role, defaultRoleId);
        defaultRoleId = role;
        multipleRoles = multiple;
        return different;
    }
}
