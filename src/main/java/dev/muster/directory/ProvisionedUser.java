package dev.muster.directory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A person as the provider sees them.
 *
 * @param resource the normalized SCIM attributes
 * @param version  the ETag
 * @param groups   the groups they are in themselves, oldest first; empty when they were not asked for
 */
public record ProvisionedUser(
        UUID id, ObjectNode resource, long version, Instant createdAt, Instant updatedAt, List<GroupName> groups) {

    /** A group as its members list it. */
    public record GroupName(UUID id, String displayName) {}

    /** What a write left behind. */
    public static ProvisionedUser of(DirectoryUser user, List<GroupName> groups) {
        return new ProvisionedUser(
                user.id(), user.resource(), user.version(), user.createdAt(), user.updatedAt(), groups);
    }
}
