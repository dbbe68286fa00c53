package dev.muster.directory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.UUID;

/**
 * A group as the provider sees it, without its members.
 *
 * @param resource the normalized SCIM attributes
 * @param version  the ETag; counts changes of members, too
 */
public record ProvisionedGroup(UUID id, ObjectNode resource, long version, Instant createdAt, Instant updatedAt) {

    /** What a write left behind. */
    public static ProvisionedGroup of(DirectoryGroup group) {
        return new ProvisionedGroup(
                group.id(), group.resource(), group.version(), group.createdAt(), group.updatedAt());
    }
}
