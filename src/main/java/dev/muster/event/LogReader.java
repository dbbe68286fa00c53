package dev.muster.event;

import dev.muster.id.Ulids;
import dev.muster.sql.Condition;
import dev.muster.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Reads placed events by position, inside the caller's transaction. Every statement touches a bounded number of rows
 * however long the log is.
 */
@ApplicationScoped
public class LogReader {

    /** Positions one read looks at, at most. */
    public static final int STRIDE = 1000;

    /** No event gets its place that long after it was written: transactions are far shorter. */
    private static final Duration LONGEST_WAY_TO_ITS_PLACE = Duration.ofDays(1);

    private static final Instant ALWAYS = Instant.EPOCH;

    // "offset 0" keeps the look-up of bodies a look-up per row; without it a plan could read whole partitions.
    private static final String READ = """
            select p.pos, p.event_id, p.type, p.entity_key, b.body
              from (select pos, event_id, type, entity_key, id, created_at
                      from event_pos
                     where environment_id = ? and pos > ? and pos <= ? and created_at >= ? and type = any(?) and %s
                     order by pos limit ?) p
             cross join lateral (select e.body from event e where e.id = p.id and e.created_at = p.created_at offset 0) b
             order by p.pos
            """;

    private static final String READ_SPARSE = """
            select p.pos, p.event_id, p.type, p.entity_key, b.body
              from (select f.*
                      from unnest(?::text[]) as wanted(type)
                     cross join lateral (
                           select pos, event_id, type, entity_key, id, created_at
                             from event_pos
                            where environment_id = ? and type = wanted.type
                              and pos > ? and pos <= ? and created_at >= ? and %s
                            order by pos limit ?) f
                     order by f.pos limit ?) p
             cross join lateral (select e.body from event e where e.id = p.id and e.created_at = p.created_at offset 0) b
             order by p.pos
            """;

    private static final String BODIES = """
            select p.pos, p.event_id, p.type, p.entity_key, b.body
              from unnest(?::uuid[], ?::uuid[], ?::timestamptz[]) as wanted(environment_id, event_id, created_at)
             cross join lateral (
                   select pos, event_id, type, entity_key, id, created_at
                     from event_pos
                    where environment_id = wanted.environment_id and event_id = wanted.event_id
                      and created_at = wanted.created_at offset 0) p
             cross join lateral (select e.body from event e where e.id = p.id and e.created_at = p.created_at offset 0) b
            """;

    private final Sql sql;

    LogReader(Sql sql) {
        this.sql = sql;
    }

    /**
     * How far the log of an environment reaches.
     *
     * @param pos   of the newest event, 0 before the first
     * @param floor of the newest event that retention has removed
     */
    public record Head(long pos, long floor) {}

    /**
     * What to read.
     *
     * @param after     positions above this one
     * @param upTo      and up to this one
     * @param notBefore an event known to lie at {@code after} or before, to leave old partitions alone; null if unknown
     * @param types     wire names
     */
    public record Range(UUID environment, long after, long upTo, UUID notBefore, Collection<String> types, int limit) {

        Instant earliest() {
            return notBefore == null ? ALWAYS : Ulids.instant(notBefore).minus(LONGEST_WAY_TO_ITS_PLACE);
        }
    }

    /** An environment without events yet is at 0. */
    public Head head(UUID environment) {
        return sql.first(
                        "select pos, floor from event_head where environment_id = ?",
                        row -> new Head(row.number("pos"), row.number("floor")),
                        environment)
                .orElse(new Head(0, 0));
    }

    /** A moment after the last placing and before the next: times of placing have microseconds and never go back. */
    Instant placedUntil(UUID environment) {
        return sql.first(
                        "select at + interval '1 microsecond' as until from event_head where environment_id = ?",
                        row -> row.instant("until"),
                        environment)
                .orElse(ALWAYS);
    }

    /** The newest positions of these environments; those without events are missing. */
    public Map<UUID, Long> heads(Collection<UUID> environments) {
        var heads = new HashMap<UUID, Long>();
        sql.list(
                "select environment_id, pos from event_head where environment_id = any(?::uuid[])",
                row -> heads.put(row.uuid("environment_id"), row.number("pos")),
                environments);
        return heads;
    }

    /**
     * Events of the types in a range of at most {@link #STRIDE} positions, in order.
     *
     * @throws IllegalArgumentException for a longer range
     */
    public List<StoredEvent> read(Range range) {
        if (range.upTo() - range.after() > STRIDE) {
            throw new IllegalArgumentException("more than " + STRIDE + " positions in one read");
        }
        return read(range, Condition.TRUE);
    }

    List<StoredEvent> read(Range range, Condition filter) {
        var values = new ArrayList<Object>(
                List.of(range.environment(), range.after(), range.upTo(), range.earliest(), names(range)));
        values.addAll(filter.values());
        values.add(range.limit());
        return sql.list(READ.formatted(filter.text()), StoredEvent::of, values.toArray());
    }

    /** For long ranges with few matches: one descent per type instead of a walk. */
    List<StoredEvent> readSparse(Range range, Condition filter) {
        var values = new ArrayList<Object>(
                List.of(names(range), range.environment(), range.after(), range.upTo(), range.earliest()));
        values.addAll(filter.values());
        values.add(range.limit());
        values.add(range.limit());
        return sql.list(READ_SPARSE.formatted(filter.text()), StoredEvent::of, values.toArray());
    }

    /** Where an event of the environment stands; empty when it is unknown, not placed yet, or removed. */
    Optional<Long> position(UUID environment, UUID event) {
        return sql.first(
                "select pos from event_pos where environment_id = ? and event_id = ? and created_at = ?",
                row -> row.number("pos"),
                environment,
                event,
                Ulids.instant(event));
    }

    /** The position before the first event that was placed at this time or later; {@code otherwise} if there is none. */
    public long before(UUID environment, Instant time, long otherwise) {
        return sql.first("""
                        select pos - 1 as pos from event_pos
                         where environment_id = ? and at >= ? and created_at >= ?
                         order by at, pos limit 1
                        """, row -> row.number("pos"), environment, time, time.minus(LONGEST_WAY_TO_ITS_PLACE))
                .orElse(otherwise);
    }

    /** How many events of the types lie in a range; counts no further than {@code most}. */
    public long count(UUID environment, Collection<String> types, long after, long upTo, int most) {
        return sql.first("""
                        select count(*) as n
                          from (select from event_pos
                                 where environment_id = ? and type = any(?) and pos > ? and pos <= ? limit ?) counted
                        """, row -> row.number("n"), environment, types.toArray(String[]::new), after, upTo, most)
                .orElseThrow();
    }

    /** An event by its environment and id. */
    public record Key(UUID environment, UUID event) {}

    /** The events by their ids, in no order; those that retention has removed are missing. */
    public List<StoredEvent> find(Collection<Key> keys) {
        return keys.isEmpty()
                ? List.of()
                : sql.list(
                        BODIES,
                        StoredEvent::of,
                        keys.stream().map(Key::environment).toList(),
                        keys.stream().map(Key::event).toList(),
                        keys.stream()
                                .map(key -> Ulids.instant(key.event()).toString())
                                .toArray(String[]::new));
    }

    /**
     * The position before the next event of any type, {@code otherwise} if there is none up to there. Positions are dense
     * but for the leap after a restore, which is far too wide to be walked.
     */
    public long beforeNext(UUID environment, long after, long otherwise) {
        return sql.first("""
                        select pos - 1 as pos from event_pos
                         where environment_id = ? and pos > ? and pos <= ? order by pos limit 1
                        """, row -> row.number("pos"), environment, after, otherwise)
                .orElse(otherwise);
    }

    private static String[] names(Range range) {
        return range.types().toArray(String[]::new);
    }
}
