package dev.muster.dashboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.muster.event.EventSubject;
import dev.muster.event.StoredEvent;
import dev.muster.id.IdType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/**
 * An event in a list: its type, and whom it is about in words.
 *
 * @param subject the person, group, directory or organization
 */
record EventRow(long pos, String id, String type, String subject, Instant at, JsonNode body) {

    private static final JsonMapper JSON = new JsonMapper();

    static EventRow of(StoredEvent event) {
        JsonNode body = parsed(event.body());
        return new EventRow(
                event.pos(),
                IdType.EVENT.print(event.eventId()),
                event.type(),
                EventSubject.of(body.path("data")),
                Instant.parse(body.path("created_at").asText()),
                body);
    }

    public String pretty() {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How the change reads in colour: something came, went, or became different. */
    public String tone() {
        if (type.endsWith("created") || type.endsWith("added") || type.endsWith("activated")) {
            return "good";
        }
        return type.endsWith("deleted") || type.endsWith("removed") || type.endsWith("revoked") ? "bad" : "";
    }

    private static JsonNode parsed(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException("an event that we wrote ourselves", e);
        }
    }
}
