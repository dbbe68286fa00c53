package dev.muster.event.payload;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.id.IdType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * An {@code organization}, the same in API and events.
 *
 * @param externalId       the developer's own id of it, or null
 * @param stripeCustomerId or null
 */
public record OrganizationPayload(
        UUID id,
        String name,
        boolean allowProfilesOutsideOrganization,
        List<OrganizationDomainPayload> domains,
        String stripeCustomerId,
        String externalId,
        Map<String, String> metadata,
        Instant createdAt,
        Instant updatedAt) {

    /** All keys are always there: SDKs fail on missing ones. */
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("object", "organization");
        json.put("id", IdType.ORGANIZATION.print(id));
        json.put("name", name);
        json.put("allow_profiles_outside_organization", allowProfilesOutsideOrganization);
        var list = json.putArray("domains");
        domains.forEach(domain -> list.add(domain.json()));
        json.put("stripe_customer_id", stripeCustomerId);
        json.put("external_id", externalId);
        metadata.forEach(json.putObject("metadata")::put);
        json.put("created_at", WireTime.print(createdAt));
        json.put("updated_at", WireTime.print(updatedAt));
        return json;
    }
}
