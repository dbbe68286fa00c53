package dev.muster.dashboard;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.directory.Directory;
import dev.muster.directory.DirectoryGroup;
import dev.muster.directory.DirectoryListing;
import dev.muster.directory.DirectoryToken;
import dev.muster.directory.DirectoryUser;
import dev.muster.directory.Role;
import dev.muster.directory.attribute.Readable;
import dev.muster.event.payload.OrganizationPayload;
import dev.muster.event.payload.UserPayload;
import dev.muster.id.IdType;
import dev.muster.tenant.ApiKey;
import dev.muster.tenant.Environment;
import dev.muster.tenant.Operator;
import dev.muster.webhook.Endpoint;
import dev.muster.webhook.EventDeliveries;
import io.quarkus.qute.TemplateExtension;
import java.util.List;
import java.util.Map;

/** How our objects look on pages; in templates as {@code value.word}. */
@TemplateExtension
final class Shown {

    private Shown() {}

    static String printedId(Environment environment) {
        return IdType.ENVIRONMENT.print(environment.id());
    }

    static String printedId(Operator operator) {
        return IdType.OPERATOR.print(operator.id());
    }

    static String printedId(ApiKey key) {
        return IdType.API_KEY.print(key.id());
    }

    static String printedId(OrganizationPayload organization) {
        return IdType.ORGANIZATION.print(organization.id());
    }

    static String printedId(Directory directory) {
        return IdType.DIRECTORY.print(directory.id());
    }

    static String printedId(DirectoryToken token) {
        return IdType.DIRECTORY_TOKEN.print(token.id());
    }

    static String printedId(UserPayload user) {
        return IdType.DIRECTORY_USER.print(user.id());
    }

    /** The id the provider knows; applications may know another. */
    static String scimId(DirectoryUser user) {
        return IdType.DIRECTORY_USER.print(user.id());
    }

    static String printedId(DirectoryGroup group) {
        return IdType.DIRECTORY_GROUP.print(group.id());
    }

    static String printedId(Role role) {
        return IdType.ROLE.print(role.id());
    }

    static String providerName(DirectoryListing.Counted counted) {
        return frame(counted).provider().displayName();
    }

    static String stateWord(DirectoryListing.Counted counted) {
        return frame(counted).stateWord();
    }

    static String stateTone(DirectoryListing.Counted counted) {
        return frame(counted).tone();
    }

    /** Members of a JSON object with their values as people read them. */
    static List<Map.Entry<String, String>> shownFields(ObjectNode object) {
        return object.properties().stream()
                .map(field -> Map.entry(field.getKey(), Readable.of(field.getValue())))
                .toList();
    }

    private static DirectoryFrame frame(DirectoryListing.Counted counted) {
        return new DirectoryFrame(counted, null, "", null);
    }

    static String printedId(Endpoint endpoint) {
        return IdType.WEBHOOK_ENDPOINT.print(endpoint.id());
    }

    static String printedId(EventDeliveries deliveries) {
        return IdType.EVENT.print(deliveries.eventId());
    }

    static String stateWord(EventDeliveries deliveries) {
        return switch (deliveries.state()) {
            case DELIVERED -> "Delivered";
            case RETRYING -> "Retrying";
            case WAITING -> "Waiting";
            case DEAD -> deliveries.isTest() ? "Failed" : "Given up";
        };
    }

    static EventDeliveries.Try last(EventDeliveries deliveries) {
        return deliveries.attempts().getLast();
    }

    static String tone(EventDeliveries deliveries) {
        return switch (deliveries.state()) {
            case DELIVERED -> "good";
            case RETRYING, WAITING -> "warn";
            case DEAD -> "bad";
        };
    }

    private static String failure(String error) {
        return switch (error) {
            case "dns" -> "Name not found";
            case "connect" -> "No connection";
            case "tls" -> "TLS failed";
            case "timeout" -> "Too slow";
            case "reset" -> "Connection broke";
            case "protocol" -> "Not HTTP";
            default -> error;
        };
    }

    static String why(EventDeliveries.Try attempt) {
        return switch (attempt.trigger()) {
            case EVENT -> "The event was new";
            case SCHEDULE -> "Retry by schedule";
            case REPLAY -> "Sent once more by hand";
            case TEST -> "Test";
        };
    }

    static String tone(EventDeliveries.Try attempt) {
        return attempt.outcome().equals("delivered") ? "good" : "bad";
    }

    /** The status, or what came instead of an answer. */
    static String answer(EventDeliveries.Try attempt) {
        return attempt.status()
                .map(status -> "HTTP " + status)
                .or(() -> attempt.error().map(Shown::failure))
                .orElse(attempt.outcome());
    }
}
