package dev.muster.directory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.event.payload.UserPayload;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/**
 * One person in a directory, as stored.
 *
 * @param id               the SCIM id
 * @param apiId            the id applications see; null while hidden from them
 * @param resource         the normalized SCIM attributes, without id, meta, schemas and groups; never changed in place
 * @param customAttributes what the attribute mapping makes of the resource
 * @param version          counts changes; the ETag
 */
public record DirectoryUser(
        UUID environmentId,
        UUID organizationId,
        UUID directoryId,
        UUID id,
        UUID apiId,
        ObjectNode resource,
        ObjectNode customAttributes,
        List<String> roles,
        long version,
        Instant createdAt,
        Instant updatedAt,
        boolean removed) {

    public boolean active() {
        return resource.path("active").asBoolean(true);
    }

    /** Whether applications can see this user. */
    public boolean visible() {
        return apiId != null && !removed;
    }

    public String userName() {
        return resource.path("userName").asText();
    }

    public String externalId() {
        return resource.path("externalId").asText(null);
    }

    /** The same person, seen otherwise by applications. */
    DirectoryUser seenAs(ObjectNode attributes, List<String> mappedRoles) {
        return with(attributes, mappedRoles, version, updatedAt);
    }

    /** The same person, one change later. */
    DirectoryUser next() {
        return with(customAttributes, roles, version + 1, Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }

    private DirectoryUser with(ObjectNode attributes, List<String> mappedRoles, long changes, Instant changedAt) {
        return new DirectoryUser(
                environmentId,
                organizationId,
                directoryId,
                id,
                apiId,
                resource,
                attributes,
                mappedRoles,
                changes,
                createdAt,
                changedAt,
                removed);
    }

    /** The event and API form; only for a visible user. */
    public UserPayload payload() {
        var profile = Profile.of(resource);
        return new UserPayload(
                apiId,
                directoryId,
                organizationId,
                profile.externalId() != null ? profile.externalId() : profile.userName(),
                profile.email(),
                profile.firstName(),
                profile.lastName(),
                profile.fullName(),
                active(),
                customAttributes,
                roles,
                createdAt,
                updatedAt);
    }
}
