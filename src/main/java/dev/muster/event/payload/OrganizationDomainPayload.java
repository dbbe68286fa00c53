package dev.muster.event.payload;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.id.IdType;
import java.time.Instant;
import java.util.UUID;

/**
 * An {@code organization_domain}.
 *
 * @param state              failed, legacy_verified, pending, unverified or verified
 * @param strategy           dns or manual
 * @param verificationToken  what the TXT record must carry; null when nothing has to be proven
 * @param verificationPrefix null when nothing has to be proven
 */
public record OrganizationDomainPayload(
        UUID id,
        UUID organizationId,
        String domain,
        String state,
        String strategy,
        String verificationToken,
        String verificationPrefix,
        Instant createdAt,
        Instant updatedAt) {

    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("object", "organization_domain");
        json.put("id", IdType.ORGANIZATION_DOMAIN.print(id));
        json.put("organization_id", IdType.ORGANIZATION.print(organizationId));
        json.put("domain", domain);
        json.put("state", state);
        json.put("verification_strategy", strategy);
        putIfThere(json, "verification_token", verificationToken);
        putIfThere(json, "verification_prefix", verificationPrefix);
        json.put("created_at", WireTime.print(createdAt));
        json.put("updated_at", WireTime.print(updatedAt));
        return json;
    }

    /** For {@code organization_domain.verification_failed}: the record was looked for in vain for too long. */
    public ObjectNode givenUpJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("reason", "domain_verification_period_expired");
        json.set("organization_domain", json());
        return json;
    }

    /** Optional members are left out: SDKs type them as texts, not as texts or null. */
    private static void putIfThere(ObjectNode json, String name, String value) {
        if (value != null) {
            json.put(name, value);
        }
    }
}
