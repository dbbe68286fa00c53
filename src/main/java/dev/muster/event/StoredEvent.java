package dev.muster.event;

import dev.muster.sql.Row;
import java.sql.SQLException;
import java.util.UUID;

/**
 * An event in its place.
 *
 * @param pos       1 for the first of its environment, without gaps
 * @param entityKey what consumers must see in order, see {@link NewEvent}
 * @param body      the exact UTF-8 bytes that are served, sent and signed; not to be changed
 */
public record StoredEvent(long pos, UUID eventId, String type, String entityKey, byte[] body) {

    static StoredEvent of(Row row) throws SQLException {
        return new StoredEvent(
                row.number("pos"), row.uuid("event_id"), row.text("type"), row.text("entity_key"), row.bytes("body"));
    }
}
