package dev.muster.webhook;

import static dev.muster.sql.Columns.numbers;
import static dev.muster.sql.Columns.texts;
import static dev.muster.sql.Columns.uuids;

import dev.muster.event.StoredEvent;
import dev.muster.sql.Row;
import dev.muster.sql.Sql;
import dev.muster.webhook.RetryRow.State;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Events that could not be delivered at once. Methods join a running transaction. */
@ApplicationScoped
class Retries {

    static final String COLUMNS =
            "pos, event_id, type, entity_key, state, attempt, next_at, last_status, last_error, trigger";

    private static final String SAVE = """
            insert into webhook_retry (environment_id, endpoint_id, pos, event_id, type, entity_key, state, attempt, next_at,
                                       last_status, last_error, trigger)
            select * from unnest(?::uuid[], ?::uuid[], ?::bigint[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::smallint[],
                                 ?::timestamptz[], ?::smallint[], ?::text[], ?::text[])
            on conflict (environment_id, endpoint_id, pos) do update
               set state = excluded.state, attempt = excluded.attempt, next_at = excluded.next_at,
                   last_status = excluded.last_status, last_error = excluded.last_error
            """;

    private static final String REMOVE = """
            delete from webhook_retry r
             using unnest(?::uuid[], ?::uuid[], ?::bigint[]) as gone(environment_id, endpoint_id, pos)
             where (r.environment_id, r.endpoint_id, r.pos) = (gone.environment_id, gone.endpoint_id, gone.pos)
            """;

    // The first that waits behind, unless an earlier one of the entity is still to be tried.
    private static final String FREE = """
            update webhook_retry r set state = 'due', next_at = ?
              from (select f.environment_id, f.endpoint_id, n.pos
                      from unnest(?::uuid[], ?::uuid[], ?::text[]) as f(environment_id, endpoint_id, entity_key)
                     cross join lateral (
                           select pos, state from webhook_retry w
                            where (w.environment_id, w.endpoint_id, w.entity_key)
                                  = (f.environment_id, f.endpoint_id, f.entity_key) and w.state <> 'dead'
                            order by pos limit 1) n
                     where n.state = 'behind') first
             where (r.environment_id, r.endpoint_id, r.pos) = (first.environment_id, first.endpoint_id, first.pos)
            """;

    private static final String PARKED = """
            select r.environment_id, r.endpoint_id, r.entity_key, count(*) as n
              from webhook_retry r
              join unnest(?::uuid[], ?::uuid[]) as l(environment_id, endpoint_id)
                on (r.environment_id, r.endpoint_id) = (l.environment_id, l.endpoint_id)
             where r.state <> 'dead'
             group by r.environment_id, r.endpoint_id, r.entity_key
            """;

    private static final String CHAINS =
            "select r.* from unnest(?::text[]) as wanted(entity_key) cross join lateral (select " + COLUMNS + """
                      from webhook_retry w
                     where w.environment_id = ? and w.endpoint_id = ? and w.entity_key = wanted.entity_key
                       and w.state <> 'dead'
                     order by w.pos limit ?) r
                    """;

    private final Sql sql;

    Retries(Sql sql) {
        this.sql = sql;
    }

    /** A row with its lane. */
    record Entry(UUID environment, UUID endpoint, RetryRow row) {}

    record Place(UUID environment, UUID endpoint, long pos) {}

    record Entity(UUID environment, UUID endpoint, String key) {}

    void save(List<Entry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        sql.update(
                SAVE,
                uuids(entries, Entry::environment),
                uuids(entries, Entry::endpoint),
                numbers(entries, entry -> entry.row().pos()),
                uuids(entries, entry -> entry.row().eventId()),
                texts(entries, entry -> entry.row().type()),
                texts(entries, entry -> entry.row().entityKey()),
                texts(entries, entry -> entry.row().state().column()),
                numbers(entries, entry -> entry.row().failed()),
                texts(entries, entry -> entry.row().nextAt()),
                numbers(entries, entry -> entry.row().lastStatus()),
                texts(entries, entry -> entry.row().lastError()),
                texts(entries, entry -> entry.row().origin().wireName()));
    }

    void remove(List<Place> places) {
        if (!places.isEmpty()) {
            sql.update(
                    REMOVE,
                    uuids(places, Place::environment),
                    uuids(places, Place::endpoint),
                    numbers(places, Place::pos));
        }
    }

    void free(List<Entity> entities, Instant now) {
        if (!entities.isEmpty()) {
            sql.update(
                    FREE,
                    now,
                    uuids(entities, Entity::environment),
                    uuids(entities, Entity::endpoint),
                    texts(entities, Entity::key));
        }
    }

    /** The rows that come due first, those not due yet included: the time of the next one is worth knowing. */
    List<RetryRow> nextDue(Subscription lane, Collection<Long> except, int limit) {
        return sql.list(
                "select " + COLUMNS + """
                          from webhook_retry
                         where environment_id = ? and endpoint_id = ? and state = 'due' and pos <> all(?::bigint[])
                         order by next_at, pos limit ?
                        """,
                Retries::row,
                lane.environment(),
                lane.endpoint(),
                except.toArray(Long[]::new),
                limit);
    }

    /** The first rows of each of these entities that are not dead, in their order. */
    Map<String, List<RetryRow>> chains(Subscription lane, Collection<String> entities, int each) {
        return sql
                .list(CHAINS, Retries::row, entities.toArray(String[]::new), lane.environment(), lane.endpoint(), each)
                .stream()
                .sorted(Comparator.comparing(RetryRow::pos))
                .collect(Collectors.groupingBy(RetryRow::entityKey));
    }

    /** How many rows are not dead, by endpoint and entity. */
    Map<UUID, Map<String, Integer>> parked(List<Subscription> lanes) {
        var parked = new HashMap<UUID, Map<String, Integer>>();
        sql.list(
                PARKED,
                row -> parked.computeIfAbsent(row.uuid("endpoint_id"), endpoint -> new HashMap<>())
                        .put(row.text("entity_key"), (int) row.number("n")),
                uuids(lanes, Subscription::environment),
                uuids(lanes, Subscription::endpoint));
        return parked;
    }

    Map<UUID, RetryRow> of(UUID environment, UUID endpoint, Collection<UUID> events) {
        return sql
                .list(
                        "select " + COLUMNS
                                + " from webhook_retry where environment_id = ? and endpoint_id = ? and event_id = any(?::uuid[])",
                        Retries::row,
                        environment,
                        endpoint,
                        events)
                .stream()
                .collect(Collectors.toMap(RetryRow::eventId, Function.identity()));
    }

    /** Makes an event due now. One that waits behind another keeps its place. */
    void replay(UUID environment, UUID endpoint, StoredEvent event, Instant now) {
        sql.update("""
                insert into webhook_retry (environment_id, endpoint_id, pos, event_id, type, entity_key, state, next_at, trigger)
                values (?, ?, ?, ?, ?, ?, 'due', ?, 'replay')
                on conflict (environment_id, endpoint_id, pos) do update
                   set state = 'due', attempt = 0, next_at = excluded.next_at, trigger = 'replay'
                 where webhook_retry.state <> 'behind'
                """, environment, endpoint, event.pos(), event.eventId(), event.type(), event.entityKey(), now);
    }

    /** Starts over what is dead since then, and what is open: the first of each entity is due, the others wait behind. */
    int renew(UUID environment, UUID endpoint, Instant since, Instant now) {
        return sql.update("""
                update webhook_retry r
                   set state = case when o.nth = 1 or e.ordering = 'free' then 'due' else 'behind' end,
                       attempt = 0, next_at = ?, trigger = 'replay'
                  from (select pos, row_number() over (partition by entity_key order by pos) as nth from webhook_retry
                         where environment_id = ? and endpoint_id = ? and (state <> 'dead' or next_at >= ?)) o,
                       webhook_endpoint e
                 where r.environment_id = ? and r.endpoint_id = ? and r.pos = o.pos
                   and e.environment_id = r.environment_id and e.id = r.endpoint_id
                """, now, environment, endpoint, since, environment, endpoint);
    }

    /** How many {@link #renew} would start over. */
    long renewable(UUID environment, UUID endpoint, Instant since) {
        return sql.first("""
                        select count(*) as n from webhook_retry
                         where environment_id = ? and endpoint_id = ? and (state <> 'dead' or next_at >= ?)
                        """, row -> row.number("n"), environment, endpoint, since)
                .orElseThrow();
    }

    static RetryRow row(Row row) throws SQLException {
        return new RetryRow(
                row.number("pos"),
                row.uuid("event_id"),
                row.text("type"),
                row.text("entity_key"),
                State.valueOf(row.text("state").toUpperCase(Locale.ROOT)),
                (int) row.number("attempt"),
                row.instant("next_at"),
                row.integer("last_status"),
                row.text("last_error"),
                Trigger.of(row.text("trigger")));
    }
}
