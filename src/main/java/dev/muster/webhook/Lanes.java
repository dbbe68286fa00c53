package dev.muster.webhook;

import static dev.muster.sql.Columns.numbers;
import static dev.muster.sql.Columns.texts;
import static dev.muster.sql.Columns.uuids;

import dev.muster.id.IdType;
import dev.muster.sql.Row;
import dev.muster.sql.Sql;
import dev.muster.vault.CannotOpen;
import dev.muster.webhook.EndpointChange.Resume;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.KeyPair;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** How far each endpoint has come in the log. Methods join a running transaction. */
@ApplicationScoped
class Lanes {

    private static final Logger LOG = Logger.getLogger(Lanes.class);

    private static final String OPEN = """
            insert into webhook_lane (environment_id, endpoint_id, shard, cursor_pos)
            select ?, ?, ?, coalesce((select pos from event_head where environment_id = ?), 0)
            """;

    private static final String VERSIONS = """
            select l.environment_id, l.endpoint_id, l.shard, l.changed_at
              from webhook_lane l
              join webhook_endpoint e on (e.environment_id, e.id) = (l.environment_id, l.endpoint_id)
             where l.shard = any(?::bigint[]) and e.status = 'enabled'
            """;

    private static final String LOAD = """
            select l.environment_id, l.endpoint_id, l.shard, l.cursor_pos, l.replay_until, l.frozen_since, l.failed_probes,
                   l.next_probe_at, l.first_failure_at, l.last_success_at, l.changed_at,
                   e.url, e.types, e.ordering, e.rate_per_second, e.timeout_ms, e.secret_sealed, e.previous_secret_sealed,
                   e.previous_secret_until, e.signing_key_sealed, v.kind
              from webhook_lane l
              join webhook_endpoint e on (e.environment_id, e.id) = (l.environment_id, l.endpoint_id)
              join environment v on v.id = l.environment_id
            """;

    private static final String LOAD_ENABLED = LOAD + """
             where e.status = 'enabled' and (l.environment_id, l.endpoint_id) in (select * from unnest(?::uuid[], ?::uuid[]))
            """;

    private static final String LOAD_ONE = LOAD + " where l.environment_id = ? and l.endpoint_id = ?";

    // A cursor that is not where this owner left it was moved by somebody on purpose, and stays.
    private static final String MOVE = """
            update webhook_lane l
               set cursor_pos = m.cursor_pos, frozen_since = m.frozen_since, failed_probes = m.failed_probes,
                   next_probe_at = m.next_probe_at, first_failure_at = m.first_failure_at,
                   last_success_at = m.last_success_at
              from unnest(?::uuid[], ?::uuid[], ?::bigint[], ?::bigint[], ?::timestamptz[], ?::int[], ?::timestamptz[],
                          ?::timestamptz[], ?::timestamptz[])
                   as m(environment_id, endpoint_id, expected_pos, cursor_pos, frozen_since, failed_probes, next_probe_at,
                        first_failure_at, last_success_at)
             where (l.environment_id, l.endpoint_id, l.cursor_pos) = (m.environment_id, m.endpoint_id, m.expected_pos)
            returning l.endpoint_id
            """;

    private static final String DISABLE = """
            with endpoint as (
              update webhook_endpoint set status = 'disabled', disabled_reason = ?, updated_at = ?
               where environment_id = ? and id = ? returning environment_id, id)
            update webhook_lane l set changed_at = clock_timestamp()
              from endpoint e where (l.environment_id, l.endpoint_id) = (e.environment_id, e.id)
            """;

    // Going on afresh: neither the breaker nor the days of failures count any more.
    private static final String RESUME = """
            update webhook_lane
               set frozen_since = null, failed_probes = 0, next_probe_at = null, first_failure_at = null,
                   cursor_pos = case when ? then coalesce((select h.pos from event_head h where h.environment_id = ?), 0)
                                     else cursor_pos end
             where environment_id = ? and endpoint_id = ?
            """;

    private final Sql sql;
    private final EndpointSecrets secrets;
    private final Retries retries;

    /** Endpoints about which it was complained already. */
    private final Set<UUID> unreadable = ConcurrentHashMap.newKeySet();

    Lanes(Sql sql, EndpointSecrets secrets, Retries retries) {
        this.sql = sql;
        this.secrets = secrets;
        this.retries = retries;
    }

    /** A lane that begins at the newest event. */
    void open(UUID environment, UUID endpoint) {
        int shard = Math.floorMod(endpoint.hashCode(), Shards.COUNT);
        sql.update(OPEN, environment, endpoint, shard, environment);
    }

    /** Tells the owner, wherever it is, to look at the lane again. */
    void touch(UUID environment, UUID endpoint) {
        sql.update(
                "update webhook_lane set changed_at = clock_timestamp() where environment_id = ? and endpoint_id = ?",
                environment,
                endpoint);
    }

    void resume(UUID environment, UUID endpoint, Resume resume) {
        boolean fromNow = resume == Resume.FROM_NOW;
        sql.update(RESUME, fromNow, environment, environment, endpoint);
        if (fromNow) {
            sql.update("""
                    update webhook_retry set state = 'dead', next_at = now()
                     where environment_id = ? and endpoint_id = ? and state <> 'dead'
                    """, environment, endpoint);
        }
    }

    /** Which state of its settings a lane is in. */
    record Version(UUID environment, UUID endpoint, int shard, Instant changedAt) {}

    /** All lanes of the shards whose endpoints are enabled. */
    List<Version> versions(Collection<Integer> shards) {
        return sql.list(
                VERSIONS,
                row -> new Version(
                        row.uuid("environment_id"),
                        row.uuid("endpoint_id"),
                        (int) row.number("shard"),
                        row.instant("changed_at")),
                (Object) shards.stream().map(Integer::longValue).toArray(Long[]::new));
    }

    /** Without those whose secrets cannot be opened: they wait, and the others do not wait with them. */
    List<LaneState> load(Collection<Version> lanes) {
        if (lanes.isEmpty()) {
            return List.of();
        }
        var found = sql
                .list(LOAD_ENABLED, this::readable, uuids(lanes, Version::environment), uuids(lanes, Version::endpoint))
                .stream()
                .flatMap(Optional::stream)
                .toList();
        var parked = retries.parked(found.stream().map(LaneState::subscription).toList());
        return found.stream()
                .map(lane ->
                        withParked(lane, parked.getOrDefault(lane.subscription().endpoint(), Map.of())))
                .toList();
    }

    /** The endpoint as its lane sees it, whether it is enabled or not. */
    Optional<Subscription> subscription(UUID environment, UUID endpoint) {
        return sql.first(LOAD_ONE, row -> lane(row).subscription(), environment, endpoint);
    }

    /** Writes cursors, and gives the endpoints whose cursors were where they were expected. */
    Set<UUID> move(List<LaneChanges.Flush> flushes) {
        return new HashSet<>(sql.list(
                MOVE,
                row -> row.uuid("endpoint_id"),
                uuids(flushes, LaneChanges.Flush::environment),
                uuids(flushes, LaneChanges.Flush::endpoint),
                numbers(flushes, LaneChanges.Flush::expectedCursor),
                numbers(flushes, LaneChanges.Flush::cursor),
                texts(flushes, flush -> open(flush).map(Breaker.Open::since).orElse(null)),
                numbers(
                        flushes,
                        flush -> open(flush).map(Breaker.Open::failedProbes).orElse(0)),
                texts(flushes, flush -> open(flush).map(Breaker.Open::nextProbe).orElse(null)),
                texts(flushes, LaneChanges.Flush::firstFailureAt),
                texts(flushes, LaneChanges.Flush::lastSuccessAt)));
    }

    void disable(UUID environment, UUID endpoint, String reason, Instant now) {
        sql.update(DISABLE, reason, now, environment, endpoint);
    }

    long cursor(UUID environment, UUID endpoint) {
        return sql.first(
                        "select cursor_pos from webhook_lane where environment_id = ? and endpoint_id = ?",
                        row -> row.number("cursor_pos"),
                        environment,
                        endpoint)
                .orElse(0L);
    }

    /** What failed behind the new cursor comes again with the log, so its rows go. */
    void moveBack(UUID environment, UUID endpoint, long cursor) {
        sql.update("""
                update webhook_lane set replay_until = greatest(replay_until, cursor_pos), cursor_pos = ?
                 where environment_id = ? and endpoint_id = ?
                """, cursor, environment, endpoint);
        sql.update(
                "delete from webhook_retry where environment_id = ? and endpoint_id = ? and pos > ?",
                environment,
                endpoint,
                cursor);
    }

    private static Optional<Breaker.Open> open(LaneChanges.Flush flush) {
        return flush.breaker() instanceof Breaker.Open open ? Optional.of(open) : Optional.empty();
    }

    private Optional<LaneState> readable(Row row) throws SQLException {
        UUID endpoint = row.uuid("endpoint_id");
        try {
            LaneState lane = lane(row);
            unreadable.remove(endpoint);
            return Optional.of(lane);
        } catch (CannotOpen e) {
            if (unreadable.add(endpoint)) {
                LOG.errorf(
                        "Events wait for the endpoint %s, because its secrets cannot be opened: %s",
                        IdType.WEBHOOK_ENDPOINT.print(endpoint), e.getMessage());
            }
            return Optional.empty();
        }
    }

    private LaneState lane(Row row) throws SQLException {
        return new LaneState(
                subscription(row),
                (int) row.number("shard"),
                row.number("cursor_pos"),
                row.number("replay_until"),
                breaker(row),
                row.instant("first_failure_at"),
                row.instant("last_success_at"),
                row.instant("changed_at"),
                Map.of());
    }

    private static LaneState withParked(LaneState lane, Map<String, Integer> parked) {
        return new LaneState(
                lane.subscription(),
                lane.shard(),
                lane.cursor(),
                lane.replayUntil(),
                lane.breaker(),
                lane.firstFailureAt(),
                lane.lastSuccessAt(),
                lane.changedAt(),
                new HashMap<>(parked));
    }

    private static Breaker breaker(Row row) throws SQLException {
        Instant since = row.instant("frozen_since");
        return since == null
                ? Breaker.CLOSED
                : new Breaker.Open(since, (int) row.number("failed_probes"), row.instant("next_probe_at"));
    }

    private Subscription subscription(Row row) throws SQLException {
        Integer rate = row.integer("rate_per_second");
        return new Subscription(
                row.uuid("environment_id"),
                row.uuid("endpoint_id"),
                row.text("url"),
                Set.of(row.texts("types")),
                Endpoint.Ordering.of(row.text("ordering")),
                rate == null ? 0 : rate,
                Duration.ofMillis(row.number("timeout_ms")),
                "staging".equals(row.text("kind")),
                signers(row));
    }

    private Signers signers(Row row) throws SQLException {
        UUID id = row.uuid("endpoint_id");
        return Signers.of(
                secrets.open(row.bytes("secret_sealed"), id),
                Optional.ofNullable(row.bytes("previous_secret_sealed")).map(bytes -> secrets.open(bytes, id)),
                row.instant("previous_secret_until"),
                Optional.ofNullable(row.bytes("signing_key_sealed"))
                        .map(bytes -> secrets.openSigningKey(bytes, id))
                        .map(KeyPair::getPrivate));
    }
}
