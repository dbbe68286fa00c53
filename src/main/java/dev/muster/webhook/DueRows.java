package dev.muster.webhook;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The retry rows of a lane that are in memory because their time has come, and when the next one comes due. */
final class DueRows {

    private static final int MOST = 16;

    private final Map<Long, Delivery> held = new LinkedHashMap<>();
    private final Deque<Delivery> ready = new ArrayDeque<>();
    private Instant nextDue = Instant.MIN;

    boolean areDue(Instant now) {
        return !nextDue.isAfter(now) && wanted() > 0;
    }

    /** How many more may be read. */
    int wanted() {
        return MOST - held.size();
    }

    Collection<Long> positions() {
        return held.keySet();
    }

    int size() {
        return held.size();
    }

    /** @param nextDue when the next row that was not read comes due */
    void add(List<Delivery> due, Instant nextDue) {
        for (Delivery delivery : due) {
            held.put(delivery.pos(), delivery);
            ready.add(delivery);
        }
        this.nextDue = nextDue;
    }

    Collection<Delivery> ready() {
        return ready;
    }

    Delivery next() {
        return ready.poll();
    }

    void putBack(Delivery delivery) {
        ready.addFirst(delivery);
    }

    /** When the schedule says so next; far away if nothing is due. */
    Instant nextDue() {
        return nextDue;
    }

    /** What became of the rows is in the database. */
    void flushed(Instant earliestWritten) {
        held.values().removeIf(Delivery::settled);
        nextDue = earliestWritten.isBefore(nextDue) ? earliestWritten : nextDue;
    }
}
