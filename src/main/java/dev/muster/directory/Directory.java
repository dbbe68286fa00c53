package dev.muster.directory;

import dev.muster.event.EventScope;
import dev.muster.event.payload.DirectoryPayload;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * One customer's directory.
 *
 * @param externalKey 16 random letters and digits; the part of the SCIM address that names this directory
 * @param label       the developer's own word for the address, or null
 * @param type        WorkOS's word for the provider, {@code onelogin scim v2.0}
 * @param domain      mail domain the developer noted, or null
 */
public record Directory(
        UUID environmentId,
        UUID id,
        UUID organizationId,
        String externalKey,
        String label,
        String type,
        String name,
        String domain,
        State state,
        Deprovisioning deprovisioning,
        Instant createdAt,
        Instant updatedAt) {

    private static final Pattern LABEL = Pattern.compile("[a-z0-9][a-z0-9-]{1,61}[a-z0-9]");

    /** Unlinked until the provider's first authenticated request; deleting while rows are cleared away. */
    public enum State {
        UNLINKED,
        LINKED,
        PAUSED,
        DELETING;

        public String column() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String column) {
            return valueOf(column.toUpperCase(Locale.ROOT));
        }
    }

    /** What {@code active: false} means to applications: the user stays, inactive; or is deleted (WorkOS's secure flow). */
    public enum Deprovisioning {
        SUSPEND,
        DELETE;

        public String column() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Deprovisioning of(String column) {
            return valueOf(column.toUpperCase(Locale.ROOT));
        }
    }

    /** Whether this can be a label: 3 to 63 lower-case letters, digits and inner hyphens. */
    public static boolean isLabel(String text) {
        return LABEL.matcher(text).matches();
    }

    /** The word that stands in the SCIM address. */
    public String endpointKey() {
        return label != null ? label : externalKey;
    }

    EventScope scope() {
        return new EventScope(environmentId, organizationId, id);
    }

    DirectoryPayload payload(String state, List<DirectoryPayload.Domain> domains) {
        return new DirectoryPayload(id, organizationId, externalKey, type, state, name, domains, createdAt, updatedAt);
    }
}
