package dev.muster.event;

import dev.muster.event.LowWater.Snapshot;
import dev.muster.sql.Row;
import dev.muster.sql.Sql;
import dev.muster.tenant.CrossTenant;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Gives committed events their places: dense and rising per environment, in the order of their ids, which for one entity is
 * the order of commits. A reader that goes by places therefore never skips an event that was committed late, and no open
 * transaction, here or in another database of the server, holds the others up.
 *
 * <p>Any replica may try; a lock lets one work at a time. A crash in between is a rollback.
 */
@ApplicationScoped
class Sequencer {

    static final int BATCH = 2000;

    private static final Logger LOG = Logger.getLogger(Sequencer.class);

    private static final long LOCK = 0x6d757374657201L;

    /** A row if we got the lock: whether the log is still the one it was, see V110. */
    private static final String BEGIN = """
            select origin = current_event_origin() as known from event_origin where pg_try_advisory_xact_lock(?)
            """;

    private static final String SNAPSHOT = """
            select pg_snapshot_xmin(s)::text::bigint as min, pg_snapshot_xmax(s)::text::bigint as max
              from pg_current_snapshot() s
            """;

    private static final String MOVE = """
            with moved as (
              delete from event_new
               where id in (select id from event_new where id > ? order by id limit ?)
              returning *),
            counted as (
              select environment_id, count(*) as n from moved group by environment_id),
            head as (
              insert into event_head (environment_id, pos, at)
              select environment_id, n, clock_timestamp() from counted order by environment_id
              on conflict (environment_id) do update
                 set pos = event_head.pos + excluded.pos, at = greatest(event_head.at, excluded.at)
              returning environment_id, pos, at),
            placed as (
              insert into event_pos (environment_id, pos, id, event_id, at, type, organization_id, directory_id,
                                     entity_key, created_at)
              select m.environment_id,
                     h.pos - c.n + row_number() over (partition by m.environment_id order by m.id),
                     m.id, m.event_id, h.at, m.type, m.organization_id, m.directory_id, m.entity_key, m.created_at
                from moved m
                join counted c on c.environment_id = m.environment_id
                join head h on h.environment_id = m.environment_id
              returning environment_id, id, pos)
            select environment_id, count(*) as n, max(id) as highest, max(pos) as pos from placed group by environment_id
            """;

    private final Sql sql;
    private final CrossTenant crossTenant;
    private final Announcer announcer;
    private LowWater lowWater = new LowWater(System.nanoTime());

    Sequencer(Sql sql, CrossTenant crossTenant, Announcer announcer) {
        this.sql = sql;
        this.crossTenant = crossTenant;
        this.announcer = announcer;
    }

    private record Moved(UUID environment, int count, long highest, long pos) {

        static Moved of(Row row) throws SQLException {
            return new Moved(
                    row.uuid("environment_id"), (int) row.number("n"), row.number("highest"), row.number("pos"));
        }
    }

    /**
     * Moves what is committed now, at most {@link #BATCH} events, and tells whoever listens.
     *
     * @return how many, or nothing when another replica is at it
     */
    synchronized OptionalInt tick() {
        Optional<List<Moved>> moved = crossTenant.lean("one sequence of locks serves all environments", this::begin);
        moved.filter(batch -> !batch.isEmpty()).ifPresent(batch -> announcer.announce(heads(batch)));
        return moved.map(batch -> OptionalInt.of(count(batch))).orElseGet(OptionalInt::empty);
    }

    private Optional<List<Moved>> begin() {
        Optional<Boolean> known = sql.first(BEGIN, row -> row.flag("known"), LOCK);
        if (known.isPresent() && !known.get()) {
            goOnFarAbove();
        }
        return known.map(lock -> move());
    }

    private void goOnFarAbove() {
        String origin = sql.first("select accept_event_origin() as origin", row -> row.text("origin"))
                .orElseThrow();
        lowWater = new LowWater(System.nanoTime());
        LOG.warnf(
                "The event log was restored or failed over (it is now %s). Positions go on far above those that may have"
                        + " been given before, so that no reader skips anything.",
                origin);
    }

    private List<Moved> move() {
        long now = System.nanoTime();
        if (lowWater.wantsSnapshot(now)) {
            lowWater.observe(snapshot(), now);
        }
        List<Moved> moved = sql.list(MOVE, Moved::of, lowWater.mark(now), BATCH);
        lowWater.moved(highest(moved), count(moved) < BATCH);
        return moved;
    }

    private Snapshot snapshot() {
        return sql.first(SNAPSHOT, row -> new Snapshot(row.number("min"), row.number("max")))
                .orElseThrow();
    }

    private static int count(List<Moved> moved) {
        return moved.stream().mapToInt(Moved::count).sum();
    }

    private static long highest(List<Moved> moved) {
        return moved.stream().mapToLong(Moved::highest).max().orElse(0);
    }

    private static Map<UUID, Long> heads(List<Moved> moved) {
        return moved.stream().collect(Collectors.toUnmodifiableMap(Moved::environment, Moved::pos));
    }
}
