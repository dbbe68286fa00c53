package dev.muster.webhook;

import static dev.muster.sql.Columns.numbers;
import static dev.muster.sql.Columns.texts;
import static dev.muster.sql.Columns.uuids;

import dev.muster.id.Ulids;
import dev.muster.sql.Condition;
import dev.muster.sql.Row;
import dev.muster.sql.Slice;
import dev.muster.sql.Sql;
import dev.muster.sql.Window;
import dev.muster.webhook.EventDeliveries.Try;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
                uuids(entries, Entry::environment),
                uuids(entries, Entry::endpoint),
                uuids(entries, entry -> entry.row().eventId()),
                texts(entries, entry -> entry.row().at()),
                texts(entries, entry -> entry.row().type()),
                numbers(entries, entry -> entry.row().n()),
                numbers(entries, entry -> entry.row().status()),
                numbers(entries, entry -> entry.row().millis()),
                texts(entries, entry -> entry.row().outcome()),
                texts(entries, entry -> entry.row().trigger().wireName()),
                texts(entries, entry -> entry.row().error()),
                texts(entries, entry -> entry.row().head()));
    }

    /** Whether there were enough attempts, on enough days, to call an endpoint broken. */
    boolean enoughSince(UUID environment, UUID endpoint, Instant time, int attempts, int days) {
        return sql.exists("""
                select from webhook_attempt
                 where environment_id = ? and endpoint_id = ? and at >= ?
                having count(*) >= ? and count(distinct date_trunc('day', at, 'UTC')) >= ?
                """, environment, endpoint, time, attempts, days);
    }

    /** An event that was tried at least once. */
    record Tried(UUID eventId, String type) {}

    Slice<Tried> events(UUID environment, UUID endpoint, Window window) {
        Condition where = Condition.of("environment_id = ? and endpoint_id = ?", environment, endpoint)
                .and(window.condition("event_id"));
        return window.slice(sql.list(
                "select event_id, max(type) as type from webhook_attempt where " + where.text() + " group by event_id"
                        + window.tail("event_id"),
                row -> new Tried(row.uuid("event_id"), row.text("type")),
                where.values().toArray()));
    }

    /**
     * Events whose attempts match, the newest first.
     *
     * @param from where to begin, the event itself included
     * @param past where to end, the event itself not included
     */
    List<Tried> find(UUID environment, UUID endpoint, DeliveryLog.Filter filter, UUID from, UUID past, int limit) {
        Condition where = Condition.of("environment_id = ? and endpoint_id = ?", environment, endpoint)
                .and(Condition.of("event_id <= ? and event_id > ?", from, past))
                .and(filter.failed() ? Condition.of("outcome <> 'delivered'") : Condition.TRUE)
                .andIfGiven("type = ?", filter.type());
        return sql.list(
                "select event_id, max(type) as type from webhook_attempt where " + where.text()
                        + " group by event_id order by event_id desc limit " + limit,
                row -> new Tried(row.uuid("event_id"), row.text("type")),
                where.values().toArray());
    }

    /** The event that lies so many attempts behind another one; empty when the log ends before. */
    Optional<UUID> behind(UUID environment, UUID endpoint, UUID from, int attempts) {
        return sql.first("""
                select event_id from webhook_attempt where environment_id = ? and endpoint_id = ? and event_id <= ?
                 order by event_id desc offset ? limit 1
                """, row -> row.uuid("event_id"), environment, endpoint, from, attempts);
    }

    /** Of the newest attempts for events made since then; tests do not count. */
    DeliveryStatistics statistics(UUID environment, UUID endpoint, Instant since, int most) {
        return sql.first(
                        """
                        select count(*) as attempts, count(*) filter (where outcome = 'delivered') as delivered,
                               percentile_disc(0.95) within group (order by duration_ms) as p95
                          from (select outcome, duration_ms from webhook_attempt
                                 where environment_id = ? and endpoint_id = ? and event_id >= ? and trigger <> 'test'
                                 order by event_id desc limit ?) newest
                        """,
                        row -> new DeliveryStatistics(
                                row.number("attempts"),
                                row.number("delivered"),
                                Optional.ofNullable(row.integer("p95"))),
                        environment,
                        endpoint,
                        Ulids.earliest(since),
                        most)
                .orElseThrow();
    }

    /** All attempts of these events, the oldest first. */
    Map<UUID, List<Try>> of(UUID environment, UUID endpoint, Collection<UUID> events) {
        var tries = new HashMap<UUID, List<Try>>();
        sql.list(
                """
                select event_id, n, at, status, outcome, duration_ms, trigger, error, answer_head from webhook_attempt
                 where environment_id = ? and endpoint_id = ? and event_id = any(?::uuid[]) order by at, n
                """,
                row -> tries.computeIfAbsent(row.uuid("event_id"), event -> new ArrayList<>())
                        .add(view(row)),
                environment,
                endpoint,
                events);
        return tries;
    }

    static Try view(AttemptRow row) {
        return new Try(
                row.n(),
                row.at(),
                Optional.ofNullable(row.status()),
                row.outcome(),
                row.millis(),
                row.trigger(),
                Optional.ofNullable(row.error()),
                Optional.ofNullable(row.head()));
    }

    private static Try view(Row row) throws SQLException {
        return new Try(
                (int) row.number("n"),
                row.instant("at"),
                Optional.ofNullable(row.integer("status")),
                row.text("outcome"),
                (int) row.number("duration_ms"),
                Trigger.of(row.text("trigger")),
                Optional.ofNullable(row.text("error")),
                Optional.ofNullable(row.text("answer_head")));
    }
}
