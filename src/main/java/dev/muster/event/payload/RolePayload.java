package dev.muster.event.payload;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.id.IdType;
import java.time.Instant;
import java.util.UUID;

/**
 * A {@code role} of an environment, the same in API and events.
 *
 * @param description or null
 */
public record RolePayload(UUID id, String slug, String name, String description, Instant createdAt, Instant updatedAt) {

    /** WorkOS's members for what Muster has only one of, type and resource type, and for permissions, are there for its SDKs. */
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("object", "role");
        json.put("id", IdType.ROLE.print(id));
        json.put("slug", slug);
        json.put("name", name);
        json.put("description", description);
        json.put("type", "EnvironmentRole");
        json.put("resource_type_slug", "organization");
        json.putArray("permissions");
        json.put("created_at", WireTime.print(createdAt));
        json.put("updated_at", WireTime.print(updatedAt));
        return json;
    }
}
