package dev.muster.chaos;

import dev.muster.id.IdType;
import dev.muster.id.Ulids;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

/** Events of about 1 KB of 500 users, as the event log would write them, but all in one transaction. */
final class MadeUpEvents {

    private static final int USERS = 500;

    private MadeUpEvents() {}

    static void append(Connection database, UUID environment, int events) throws SQLException {
        database.setAutoCommit(false);
        try (var event = database.prepareStatement("""
                        insert into event (id, environment_id, event_id, body, created_at)
                        values (nextval('event_seq'), ?, ?, ?, to_timestamp(? / 1000.0)) returning id
                        """);
                var queued = database.prepareStatement("""
                        insert into event_new (id, environment_id, event_id, type, entity_key, created_at)
                        values (?, ?, ?, 'dsync.user.updated', ?, to_timestamp(? / 1000.0))
                        """)) {
            for (int i = 0; i < events; i++) {
                UUID id = Ulids.next();
                long millis = Ulids.instant(id).toEpochMilli();
                event.setObject(1, environment);
                event.setObject(2, id);
                event.setBytes(3, body(id));
                event.setLong(4, millis);
                try (var rows = event.executeQuery()) {
                    rows.next();
                    queued.setLong(1, rows.getLong(1));
                }
                queued.setObject(2, environment);
                queued.setObject(3, id);
                queued.setString(4, "u:" + i % USERS);
                queued.setLong(5, millis);
                queued.addBatch();
            }
            queued.executeBatch();
        }
        database.commit();
        database.setAutoCommit(true);
    }

    private static byte[] body(UUID id) {
        return "{\"object\":\"event\",\"id\":\"%s\",\"event\":\"dsync.user.updated\",\"data\":{\"object\":\"directory_user\",\"filler\":\"%s\"}}"
                .formatted(IdType.EVENT.print(id), "x".repeat(800))
                .getBytes(StandardCharsets.UTF_8);
    }
}
