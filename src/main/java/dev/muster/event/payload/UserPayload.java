package dev.muster.event.payload;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.id.IdType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A {@code directory_user} without its groups, as in events.
 *
 * @param id     the id applications know, not the SCIM id
 * @param idpId  the provider's own id of the person: externalId, else userName
 * @param email  lower case, or null
 * @param roles  slugs, highest priority first; empty means no role is mapped
 */
public record UserPayload(
        UUID id,
        UUID directoryId,
        UUID organizationId,
        String idpId,
        String email,
        String firstName,
        String lastName,
        String name,
        boolean active,
        ObjectNode customAttributes,
        List<String> roles,
        Instant createdAt,
        Instant updatedAt) {

    /** A name to show, whatever is missing. */
    public String calledBy() {
        return name != null && !name.isBlank() ? name : idpId;
    }

    /** All keys are always there: SDKs of several majors fail on missing ones, even on deprecated ones. */
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("object", "directory_user");
        json.put("id", IdType.DIRECTORY_USER.print(id));
        json.put("directory_id", IdType.DIRECTORY.print(directoryId));
        json.put("organization_id", IdType.ORGANIZATION.print(organizationId));
        json.put("idp_id", idpId);
        json.put("email", email);
        json.put("first_name", firstName);
        json.put("last_name", lastName);
        json.put("name", name);
        json.put("state", active ? "active" : "inactive");
        json.putNull("job_title");
        json.putNull("username");
        json.putArray("emails");
        json.putObject("raw_attributes");
        json.set("custom_attributes", customAttributes.deepCopy());
        putRoles(json);
        json.put("created_at", WireTime.print(createdAt));
        json.put("updated_at", WireTime.print(updatedAt));
        return json;
    }

    private void putRoles(ObjectNode json) {
        if (roles.isEmpty()) {
            json.putNull("role");
        } else {
            json.putObject("role").put("slug", roles.getFirst());
        }
        var all = json.putArray("roles");
        roles.forEach(slug -> all.addObject().put("slug", slug));
    }
}
