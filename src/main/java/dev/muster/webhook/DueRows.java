package dev.muster.webhook;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The retry rows of a lane that are in memory because their time has come, each with some of those that wait behind it: one
 * row of an entity for each look at the database would be slower than new events can come.
 */
final class DueRows {

    static final int MOST = 32;

    private final Map<Long, Delivery> held = new LinkedHashMap<>();
    /** By the position of what they wait for. */
    private final Map<Long, Deque<Delivery>> behind = new HashMap<>();

    private final Deque<Delivery> ready = new ArrayDeque<>();
    private Instant nextDue = Instant.MIN;

    boolean areDue(Instant now) {
        return !nextDue.isAfter(now);
    }

    Collection<Long> positions() {
        return held.keySet();
    }

    int size() {
        return held.size();
    }

    /** @param followers wait for it, in their order */
    void add(Delivery due, List<Delivery> followers) {
        held.put(due.pos(), due);
        ready.add(due);
        followers.forEach(follower -> held.put(follower.pos(), follower));
        if (!followers.isEmpty()) {
            behind.put(due.pos(), new ArrayDeque<>(followers));
        }
    }

    /** When the schedule says so next; far away if nothing is due. */
    void nextDue(Instant time) {
        nextDue = time;
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

    /** It is over: whoever stood behind it may go. */
    void advance(Delivery delivery) {
        Deque<Delivery> followers = behind.remove(delivery.pos());
        if (followers == null) {
            return;
        }
        Delivery next = followers.poll();
        ready.add(next);
        if (!followers.isEmpty()) {
            behind.put(next.pos(), followers);
        }
    }

    /** It will be tried again: whoever stood behind it goes on waiting in its row. */
    void leave(Delivery delivery) {
        Deque<Delivery> followers = behind.remove(delivery.pos());
        if (followers != null) {
            followers.forEach(follower -> held.remove(follower.pos()));
        }
    }

    /** What became of the rows is in the database. */
    void flushed(Instant earliestWritten) {
        held.values().removeIf(Delivery::settled);
        nextDue = earliestWritten.isBefore(nextDue) ? earliestWritten : nextDue;
    }
}
