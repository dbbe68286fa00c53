package dev.muster.dashboard;

import dev.muster.directory.Role;
import dev.muster.directory.RolePolicy;
import java.util.List;
import java.util.UUID;

/**
 * The roles of an environment and how they are given.
 *
 * @param roles the highest priority first
 */
record RoleShelf(List<Role> roles, RolePolicy policy) {

    public boolean isDefault(UUID role) {
        return role.equals(policy.defaultRoleId());
    }
}
