package dev.muster.event.payload;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.id.IdType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A {@code directory} as events show it; the API's form differs and lives with the API.
 *
 * @param state active, validating, inactive or deleting: events use other words than the API
 */
public record DirectoryPayload(
        UUID id,
        UUID organizationId,
        String externalKey,
        String type,
        String state,
        String name,
        List<Domain> domains,
        Instant createdAt,
        Instant updatedAt) {

    /** A domain of the directory's organization. */
    public record Domain(UUID id, String name) {}

    /** For {@code dsync.activated}. */
    public ObjectNode activatedJson() {
        ObjectNode json = start();
        json.put("external_key", externalKey);
        finish(json);
        var list = json.putArray("domains");
        domains.forEach(domain -> list.addObject()
                .put("object", "organization_domain")
                .put("id", IdType.ORGANIZATION_DOMAIN.print(domain.id()))
                .put("domain", domain.name()));
        return json;
    }

    /** For {@code dsync.deleted}: without key and domains. */
    public ObjectNode deletedJson() {
        ObjectNode json = start();
        finish(json);
        return json;
    }

    private ObjectNode start() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("object", "directory");
        json.put("id", IdType.DIRECTORY.print(id));
        json.put("organization_id", IdType.ORGANIZATION.print(organizationId));
        json.put("type", type);
        json.put("state", state);
        json.put("name", name);
        return json;
    }

    private void finish(ObjectNode json) {
        json.put("created_at", WireTime.print(createdAt));
        json.put("updated_at", WireTime.print(updatedAt));
    }
}
