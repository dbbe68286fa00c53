package dev.muster.webhook;

import dev.muster.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The log of attempts. Methods join a running transaction. */
@ApplicationScoped
class Attempts {

    private static final String INSERT = """
            insert into webhook_attempt (environment_id, endpoint_id, event_id, at, type, n, status, duration_ms, outcome,
                                         trigger, error, answer_head)
            select * from unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::timestamptz[], ?::text[], ?::smallint[],
                                 ?::smallint[], ?::int[], ?::text[], ?::text[], ?::text[], ?::text[])
            """;

    private final Sql sql;

    Attempts(Sql sql) {
        this.sql = sql;
    }

    /** An attempt with its lane. */
    record Entry(UUID environment, UUID endpoint, AttemptRow row) {}

    void add(List<Entry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        sql.update(
                INSERT,
                Columns.of(entries, Entry::environment, UUID[]::new),
                Columns.of(entries, Entry::endpoint, UUID[]::new),
                Columns.of(entries, entry -> entry.row().eventId(), UUID[]::new),
                Columns.of(entries, entry -> entry.row().at().toString(), String[]::new),
                Columns.of(entries, entry -> entry.row().type(), String[]::new),
                Columns.of(entries, entry -> (long) entry.row().n(), Long[]::new),
                Columns.of(entries, entry -> Columns.number(entry.row().status()), Long[]::new),
                Columns.of(entries, entry -> (long) entry.row().millis(), Long[]::new),
                Columns.of(entries, entry -> entry.row().outcome(), String[]::new),
                Columns.of(entries, entry -> entry.row().trigger().wireName(), String[]::new),
                Columns.of(entries, entry -> entry.row().error(), String[]::new),
                Columns.of(entries, entry -> entry.row().head(), String[]::new));
    }

    /** Whether there were enough attempts, on enough days, to call an endpoint broken. */
    boolean enoughSince(UUID environment, UUID endpoint, Instant time, int attempts, int days) {
        return sql.exists("""
                select from webhook_attempt
                 where environment_id = ? and endpoint_id = ? and at >= ?
                having count(*) >= ? and count(distinct date_trunc('day', at, 'UTC')) >= ?
                """, environment, endpoint, time, attempts, days);
    }
}
