package dev.muster.event.payload;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.id.IdType;
import java.time.Instant;
import java.util.UUID;

/**
 * A {@code directory_token} as events show it; the API tells more.
 *
 * @param suffix the token's last characters
 */
public record DirectoryTokenPayload(UUID id, UUID directoryId, UUID organizationId, String suffix, Instant createdAt) {

    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("object", "directory_token");
        json.put("id", IdType.DIRECTORY_TOKEN.print(id));
        json.put("directory_id", IdType.DIRECTORY.print(directoryId));
        json.put("organization_id", IdType.ORGANIZATION.print(organizationId));
        json.put("token_suffix", suffix);
        json.put("created_at", WireTime.print(createdAt));
        return json;
    }
}
