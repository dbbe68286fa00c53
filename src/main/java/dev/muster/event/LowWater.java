package dev.muster.event;

import java.time.Duration;

/**
 * From which id on the sequencer has to look for new events. Without it, a snapshot that somebody holds for long (a dump,
 * a forgotten session) keeps the entries of all moved events in the index, and each look walks over them.
 *
 * <p>The rule: ids rise in the order they are drawn, so when an id is seen, every smaller one has been drawn. A second later
 * whoever drew one has a transaction id, and once all transactions that had one then are over, nothing below can appear
 * any more. Every 10 seconds one look goes without the mark, as a net.
 *
 * <p>Not thread-safe; time is any rising count of nanoseconds.
 */
final class LowWater {

    private static final long STEP = Duration.ofSeconds(1).toNanos();
    private static final long NET = Duration.ofSeconds(10).toNanos();

    /** Transaction ids as {@code pg_current_snapshot()} gives them: all below min are over, none from max on has begun. */
    record Snapshot(long min, long max) {}

    private record Candidate(long id, long maxTransaction) {}

    private long mark;
    private long seen;
    private Candidate candidate;
    private boolean proven;
    private long lastStep;
    private long lastNet;

    LowWater(long now) {
        this.lastStep = now;
        this.lastNet = now;
    }

    /** Looks have to start above this id. */
    long mark(long now) {
        if (now - lastNet < NET) {
            return mark;
        }
        lastNet = now;
        return 0;
    }

    /** Whether it is time to ask for a {@link Snapshot}, which belongs before the look. */
    boolean wantsSnapshot(long now) {
        return now - lastStep >= STEP;
    }

    void observe(Snapshot snapshot, long now) {
        lastStep = now;
        if (candidate == null) {
            candidate = new Candidate(seen, snapshot.max());
        } else {
            proven = snapshot.min() >= candidate.maxTransaction();
        }
    }

    /**
     * After a look.
     *
     * @param highest the highest id it moved, 0 if none
     * @param drained whether it moved everything there was
     */
    void moved(long highest, boolean drained) {
        seen = Math.max(seen, highest);
        if (proven && drained) {
            mark = Math.max(mark, candidate.id());
            candidate = null;
            proven = false;
        }
    }
}
