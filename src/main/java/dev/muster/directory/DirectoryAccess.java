package dev.muster.directory;

import dev.muster.event.EventScope;
import java.time.Instant;
import java.util.UUID;

/**
 * What a presented token opens: the directory a SCIM request acts in. Kept in memory for up to a second, so it holds only
 * what every request needs.
 *
 * @param schemaExtensions the schemas declared for the directory, a JSON array; null: none, or not asked for
 * @param tokenId          null when the directory was reached through the API or the dashboard
 */
public record DirectoryAccess(
        UUID environmentId,
        UUID organizationId,
        UUID directoryId,
        String externalKey,
        String label,
        String type,
        Directory.State state,
        Directory.Deprovisioning deprovisioning,
        String schemaExtensions,
        UUID tokenId,
        Instant tokenExpiresAt) {

    /** For changes by hand, on our side. */
    public static DirectoryAccess of(Directory directory) {
        return new DirectoryAccess(
                directory.environmentId(),
                directory.organizationId(),
                directory.id(),
                directory.externalKey(),
                directory.label(),
                directory.type(),
                directory.state(),
                directory.deprovisioning(),
                null,
                null,
                null);
    }

    /** Both the random key and the developer's label name the directory in a SCIM address. */
    boolean opens(String endpointKey) {
        return endpointKey.equals(externalKey) || endpointKey.equals(label);
    }

    EventScope scope() {
        return new EventScope(environmentId, organizationId, directoryId);
    }
}
