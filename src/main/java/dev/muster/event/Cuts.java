package dev.muster.event;

import dev.muster.event.LogReader.Range;
import dev.muster.id.Ulids;
import dev.muster.sql.Condition;
import dev.muster.sql.Sql;
import dev.muster.tenant.CurrentEnvironment;
import dev.muster.tenant.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Where a snapshot of a directory's rows stands in the log, so that rows and the events that follow make one account.
 *
 * <p>There is no position at which the log could be cut: a snapshot sees all changes that are committed, and some of these
 * get their place only afterwards, with those of later transactions between them. So the log falls into three parts:
 *
 * <ol>
 *   <li>Positions up to the head that the snapshot sees. The sequencer places only what is committed, and the snapshot sees
 *       the sequencer's own commit, so it sees all these changes as well: the rows hold them.
 *   <li>Events that the snapshot sees in {@code event_new}, the {@linkplain Cut#ahead() ones ahead}: committed, so the rows
 *       hold them, too, but still without a place. An event moves from there to its place in one statement, so in the
 *       snapshot each committed event is in exactly one of both.
 *   <li>Everything else. Its transaction was not over, so the rows hold nothing of it.
 * </ol>
 *
 * Once all of the second part have their places, the last of which is Q, positions behind Q belong to the third part alone:
 * that is where a reader goes on. Between the head and Q both are mixed, so {@link #bridge} gives the ones of the third
 * part from there, in order. They apply to the rows without a gap: for one entity, ids are in the order of commits, so none
 * of the third part stands before one of the second that it builds on.
 */
@ApplicationScoped
public class Cuts {

    /** A sequencer that is so far behind is broken or catching up. */
    private static final int MOST_AHEAD = 100_000;

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(200);

    private static final List<String> ALL_TYPES =
            Arrays.stream(EventType.values()).map(EventType::wireName).toList();

    private static final String PLACES = """
            select count(*) as placed, max(p.pos) as last
              from unnest(?::uuid[], ?::bigint[]) as ahead(event_id, millis)
             cross join lateral (
                   select pos from event_pos
                    where environment_id = ? and event_id = ahead.event_id
                      and created_at = timestamptz 'epoch' + ahead.millis * interval '1 millisecond' offset 0) p
            """;

    private final Sql sql;
    private final LogReader log;
    private final CurrentEnvironment environment;
    private final Transactions transactions;
    private final Arrivals arrivals;

    Cuts(Sql sql, LogReader log, CurrentEnvironment environment, Transactions transactions, Arrivals arrivals) {
        this.sql = sql;
        this.log = log;
        this.environment = environment;
        this.transactions = transactions;
        this.arrivals = arrivals;
    }

    /**
     * @param pos   of the newest placed event
     * @param ahead committed events of the directory that have no place yet
     */
    public record Cut(UUID directory, long pos, Set<UUID> ahead) {}

    /** The sequencer does not keep up, so no cut can be told; later it can. */
    public static final class TooFarBehind extends RuntimeException {

        TooFarBehind() {
            super("events wait for their places", null, false, false);
        }
    }

    /**
     * Where the running transaction stands, which must be one of {@link Transactions#snapshot}.
     *
     * @throws TooFarBehind when too many events wait
     */
    public Cut here(UUID directory) {
        var ahead = new HashSet<>(sql.list(
                "select event_id from event_new where environment_id = ? and directory_id = ? limit "
                        + (MOST_AHEAD + 1),
                row -> row.uuid("event_id"),
                environment.id(),
                directory));
        if (ahead.size() > MOST_AHEAD) {
            throw new TooFarBehind();
        }
        return new Cut(directory, log.head(environment.id()).pos(), ahead);
    }

    /**
     * Waits until all that the rows hold is placed, mostly some milliseconds; to be called without a transaction.
     *
     * @param missing gets the events between that the rows do not hold
     * @return the event to go on after; empty: from the oldest event that is kept
     * @throws TooFarBehind when it takes longer than a minute
     */
    public Optional<UUID> bridge(Cut cut, Consumer<StoredEvent> missing) throws InterruptedException {
        long end = cut.ahead().isEmpty() ? cut.pos() : lastOf(cut.ahead());
        for (long from = cut.pos(); from < end; from += LogReader.STRIDE) {
            long upTo = Math.min(end, from + LogReader.STRIDE);
            var range = new Range(environment.id(), from, upTo, null, ALL_TYPES, LogReader.STRIDE);
            transactions.call(() -> log.read(range, Condition.of("directory_id = ?", cut.directory()))).stream()
                    .filter(event -> !cut.ahead().contains(event.eventId()))
                    .forEach(missing);
        }
        return transactions.call(() -> at(end));
    }

    private long lastOf(Set<UUID> ahead) throws InterruptedException {
        UUID[] ids = ahead.toArray(UUID[]::new);
        Long[] millis =
                ahead.stream().map(id -> Ulids.instant(id).toEpochMilli()).toArray(Long[]::new);
        for (long end = System.nanoTime() + LONGEST_WAIT.toNanos(); System.nanoTime() < end; ) {
            try (var ticket = arrivals.listen(environment.id())) {
                Optional<Long> last = transactions.call(() -> last(ids, millis));
                if (last.isPresent()) {
                    return last.get();
                }
                ticket.await(LOOK);
            }
        }
        throw new TooFarBehind();
    }

    private Optional<Long> last(UUID[] ids, Long[] millis) {
        return sql.first(
                PLACES,
                row -> row.number("placed") == ids.length ? row.number("last") : null,
                ids,
                millis,
                environment.id());
    }

    // What retention has removed cannot be named as a cursor, and behind it everything is new.
    private Optional<UUID> at(long pos) {
        return sql.first("""
                select p.event_id from event_pos p join event_head h using (environment_id)
                 where p.environment_id = ? and p.pos = ? and p.pos > h.floor
                """, row -> row.uuid("event_id"), environment.id(), pos);
    }
}
