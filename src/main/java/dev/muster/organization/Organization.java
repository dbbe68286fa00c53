package dev.muster.organization;

import dev.muster.event.EventScope;
import dev.muster.event.payload.OrganizationPayload;
import dev.muster.sql.Row;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** A customer of the developer: owns directories and mail domains. */
public record Organization(UUID environmentId, UUID id, Details details, Instant createdAt, Instant updatedAt) {

    /**
     * What the developer says about a customer.
     *
     * @param externalId       the developer's own id of it, unique in the environment; or null
     * @param stripeCustomerId unique in the environment; or null
     */
    public record Details(
            String name,
            boolean allowProfilesOutsideOrganization,
            String stripeCustomerId,
            String externalId,
            Metadata metadata) {

        /** Nothing but a name. */
        public static Details named(String name) {
            return new Details(name, false, null, null, Metadata.NONE);
        }
    }

    public String name() {
        return details.name();
    }

    Organization with(Details newDetails, Instant now) {
        return new Organization(environmentId, id, newDetails, createdAt, now);
    }

    EventScope scope() {
        return new EventScope(environmentId, id, null);
    }

    OrganizationPayload payload(List<OrganizationDomain> domains) {
        return new OrganizationPayload(
                id,
                details.name(),
                details.allowProfilesOutsideOrganization(),
                domains.stream().map(OrganizationDomain::payload).toList(),
                details.stripeCustomerId(),
                details.externalId(),
                details.metadata().values(),
                createdAt,
                updatedAt);
    }

    static Organization map(Row row) throws SQLException {
        return new Organization(
                row.uuid("environment_id"),
                row.uuid("id"),
                new Details(
                        row.text("name"),
                        row.flag("allow_profiles_outside_organization"),
                        row.text("stripe_customer_id"),
                        row.text("external_id"),
                        metadata(row)),
                row.instant("created_at"),
                row.instant("updated_at"));
    }

    private static Metadata metadata(Row row) throws SQLException {
        Map<String, String> values = new TreeMap<>();
        row.json("metadata")
                .properties()
                .forEach(entry -> values.put(entry.getKey(), entry.getValue().asText()));
        return new Metadata(values);
    }
}
