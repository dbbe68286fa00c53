package dev.muster.organization;

import dev.muster.event.payload.OrganizationDomainPayload;
import dev.muster.sql.Row;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * A mail domain of an organization.
 *
 * @param domain    lower case, as DNS has it
 * @param token     what the TXT record must carry; null when nothing has to be proven
 * @param prefix    null when nothing has to be proven
 * @param soughtSince when the search for the TXT record began
 */
public record OrganizationDomain(
        UUID environmentId,
        UUID id,
        UUID organizationId,
        String domain,
        State state,
        Strategy strategy,
        String token,
        String prefix,
        Instant soughtSince,
        Instant createdAt,
        Instant updatedAt) {

    /** Legacy verified: said to be theirs by the old {@code domains} field, without any proof. */
    public enum State {
        FAILED,
        LEGACY_VERIFIED,
        PENDING,
        UNVERIFIED,
        VERIFIED;

        public String column() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String column) {
            return valueOf(column.toUpperCase(Locale.ROOT));
        }
    }

    /** By a TXT record, or by the developer's word. */
    public enum Strategy {
        DNS,
        MANUAL;

        String column() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Strategy of(String column) {
            return valueOf(column.toUpperCase(Locale.ROOT));
        }
    }

    public boolean verified() {
        return state == State.VERIFIED || state == State.LEGACY_VERIFIED;
    }

    public OrganizationDomainPayload payload() {
        return new OrganizationDomainPayload(
                id, organizationId, domain, state.column(), strategy.column(), token, prefix, createdAt, updatedAt);
    }

    static OrganizationDomain map(Row row) throws SQLException {
        return new OrganizationDomain(
                row.uuid("environment_id"),
                row.uuid("id"),
                row.uuid("organization_id"),
                row.text("domain"),
                State.of(row.text("state")),
                Strategy.of(row.text("verification_strategy")),
                row.text("verification_token"),
                row.text("verification_prefix"),
                row.instant("sought_since"),
                row.instant("created_at"),
                row.instant("updated_at"));
    }
}
