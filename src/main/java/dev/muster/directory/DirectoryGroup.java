package dev.muster.directory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.event.payload.GroupPayload;
import java.time.Instant;
import java.util.UUID;

/**
 * One group, without its members.
 *
 * @param resource the normalized SCIM attributes, without id, meta, schemas and members
 * @param idpId    the provider's id of the group: externalId, or the first name it had
 * @param version  counts changes of attributes and members; the ETag
 * @param aliasOf  for a removed group whose name was taken by a new one: that group
 * @param roleId   the role its members are given; null: none
 */
public record DirectoryGroup(
        UUID environmentId,
        UUID organizationId,
        UUID directoryId,
        UUID id,
        String idpId,
        ObjectNode resource,
        long version,
        Instant createdAt,
        Instant updatedAt,
        boolean removed,
        UUID aliasOf,
        UUID roleId) {

    public String displayName() {
        return resource.path("displayName").asText();
    }

    public String externalId() {
        return resource.path("externalId").asText(null);
    }

    public GroupPayload payload() {
        return new GroupPayload(id, directoryId, organizationId, idpId, displayName(), createdAt, updatedAt);
    }
}
