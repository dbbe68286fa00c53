package dev.muster.portal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.muster.event.EventSubject;
import dev.muster.event.EventType;
import dev.muster.event.StoredEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.UUID;

/**
 * Something that happened in the directory, in an administrator's words.
 *
 * @param what what happened
 * @param whom the person or group
 */
record Arrival(UUID id, String what, String whom, Instant at) {

    private static final JsonMapper JSON = new JsonMapper();

    static Arrival of(StoredEvent event) {
        JsonNode body = parsed(event.body());
        return new Arrival(
                event.eventId(),
                words(event.type()),
                EventSubject.of(body.path("data")),
                Instant.parse(body.path("created_at").asText()));
    }

    private static String words(String type) {
        return EventType.named(type)
                .map(known -> switch (known) {
                    case DSYNC_ACTIVATED -> "Connected";
                    case DSYNC_USER_CREATED -> "Person added";
                    case DSYNC_USER_UPDATED -> "Person changed";
                    case DSYNC_USER_DELETED -> "Person removed";
                    case DSYNC_GROUP_CREATED -> "Group added";
                    case DSYNC_GROUP_UPDATED -> "Group changed";
                    case DSYNC_GROUP_DELETED -> "Group removed";
                    case DSYNC_GROUP_USER_ADDED -> "Put into a group";
                    case DSYNC_GROUP_USER_REMOVED -> "Taken out of a group";
                    case DSYNC_TOKEN_CREATED -> "Token generated";
                    case DSYNC_TOKEN_REVOKED -> "Token revoked";
                    default -> type;
                })
                .orElse(type);
    }

    private static JsonNode parsed(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException("an event that we wrote ourselves", e);
        }
    }
}
