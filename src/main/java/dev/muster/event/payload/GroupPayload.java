package dev.muster.event.payload;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.id.IdType;
import java.time.Instant;
import java.util.UUID;

/**
 * A {@code directory_group}.
 *
 * @param idpId the provider's id of the group: externalId, or the first name it had
 */
public record GroupPayload(
        UUID id,
        UUID directoryId,
        UUID organizationId,
        String idpId,
        String name,
        Instant createdAt,
        Instant updatedAt) {

    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("object", "directory_group");
        json.put("id", IdType.DIRECTORY_GROUP.print(id));
        json.put("idp_id", idpId);
        json.put("directory_id", IdType.DIRECTORY.print(directoryId));
        json.put("organization_id", IdType.ORGANIZATION.print(organizationId));
        json.put("name", name);
        json.putObject("raw_attributes");
        json.put("created_at", WireTime.print(createdAt));
        json.put("updated_at", WireTime.print(updatedAt));
        return json;
    }
}
