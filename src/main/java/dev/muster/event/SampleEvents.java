package dev.muster.event;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.event.payload.DirectoryPayload;
import dev.muster.event.payload.DirectoryTokenPayload;
import dev.muster.event.payload.GroupPayload;
import dev.muster.event.payload.MembershipPayload;
import dev.muster.event.payload.OrganizationDomainPayload;
import dev.muster.event.payload.OrganizationPayload;
import dev.muster.event.payload.RolePayload;
import dev.muster.event.payload.UserPayload;
import dev.muster.id.Ulids;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Made-up events, to see whether an endpoint takes them. They look like real ones of their type, about people and companies
 * that do not exist, and are never in the log.
 */
public final class SampleEvents {

    private final SplittableRandom random;
    private final Instant now;
    private final UUID organization;
    private final UUID directory;

    private SampleEvents(UUID id) {
        this.random = new SplittableRandom(id.getLeastSignificantBits());
        this.now = Ulids.instant(id);
        this.organization = made();
        this.directory = made();
    }

    /**
     * The whole body of a webhook, as bytes to sign and send: always the same ones for an id, so that they need not be kept.
     * Types that Muster never writes have empty data.
     */
    public static byte[] body(String type, UUID id) {
        return Stringify.utf8(EventLog.envelope(id, type, new SampleEvents(id).data(type)));
    }

    private ObjectNode data(String type) {
        return EventType.named(type).map(this::data).orElseGet(JsonNodeFactory.instance::objectNode);
    }

    private ObjectNode data(EventType type) {
        return switch (type) {
            case DSYNC_ACTIVATED -> directory("active").activatedJson();
            case DSYNC_DELETED -> directory("deleting").deletedJson();
            case DSYNC_USER_CREATED, DSYNC_USER_DELETED -> user().json();
            case DSYNC_USER_UPDATED -> changed(user().json(), "first_name", "Augusta");
            case DSYNC_GROUP_CREATED, DSYNC_GROUP_DELETED -> group().json();
            case DSYNC_GROUP_UPDATED -> changed(group().json(), "name", "Engines");
            case DSYNC_GROUP_USER_ADDED, DSYNC_GROUP_USER_REMOVED -> new MembershipPayload(user(), group()).json();
            case DSYNC_TOKEN_CREATED, DSYNC_TOKEN_REVOKED ->
                new DirectoryTokenPayload(made(), directory, organization, "x7Qz", now).json();
            case ORGANIZATION_CREATED, ORGANIZATION_UPDATED, ORGANIZATION_DELETED -> organization();
            case ORGANIZATION_DOMAIN_CREATED, ORGANIZATION_DOMAIN_UPDATED, ORGANIZATION_DOMAIN_DELETED ->
                domain("pending").json();
            case ORGANIZATION_DOMAIN_VERIFIED -> domain("verified").json();
            case ORGANIZATION_DOMAIN_VERIFICATION_FAILED -> domain("failed").givenUpJson();
            case ROLE_CREATED, ROLE_UPDATED, ROLE_DELETED -> role().json();
        };
    }

    private DirectoryPayload directory(String state) {
        var domain = new DirectoryPayload.Domain(made(), "example.com");
        return new DirectoryPayload(
                directory,
                organization,
                "sPa12dwRQYw0xXkZ",
                "okta scim v2.0",
                state,
                "Example Okta",
                List.of(domain),
                now,
                now);
    }

    private UserPayload user() {
        return new UserPayload(
                made(),
                directory,
                organization,
                "00u1sample",
                "ada@example.com",
                "Ada",
                "Lovelace",
                "Ada Lovelace",
                true,
                JsonNodeFactory.instance.objectNode().put("department_name", "Research"),
                List.of("member"),
                now,
                now);
    }

    private GroupPayload group() {
        return new GroupPayload(made(), directory, organization, "engineering", "Engineering", now, now);
    }

    private ObjectNode organization() {
        return new OrganizationPayload(organization, "Example", false, List.of(), null, null, Map.of(), now, now)
                .json();
    }

    private OrganizationDomainPayload domain(String state) {
        return new OrganizationDomainPayload(made(), organization, "example.com", state, "dns", null, null, now, now);
    }

    private RolePayload role() {
        return new RolePayload(made(), "member", "Member", "Reads and comments", now, now);
    }

    private UUID made() {
        return new UUID(Ulids.earliest(now).getMostSignificantBits(), random.nextLong());
    }

    private static ObjectNode changed(ObjectNode data, String property, String before) {
        data.putObject("previous_attributes").put(property, before);
        return data;
    }
}
