package dev.muster.webhook;

import dev.muster.event.StoredEvent;
import java.time.Instant;
import java.util.UUID;

/** One event on its way to one endpoint, as its lane holds it. */
final class Delivery {

    private enum State {
        WAITING,
        IN_FLIGHT,
        /** Delivered, or in a row of its own. */
        SETTLED
    }

    private final StoredEvent event;
    private final boolean inRow;
    private final Trigger origin;
    private int failed;
    private int tries;
    private Instant departedAt;
    private State state = State.WAITING;

    private Delivery(StoredEvent event, boolean inRow, Trigger origin, int failed) {
        this.event = event;
        this.inRow = inRow;
        this.origin = origin;
        this.failed = failed;
        this.tries = failed;
    }

    /** Read from the log. */
    static Delivery fresh(StoredEvent event, Trigger origin) {
        return new Delivery(event, false, origin, 0);
    }

    /** Read from a retry row; so many attempts have failed. */
    static Delivery again(StoredEvent event, Trigger origin, int failed) {
        return new Delivery(event, true, origin, failed);
    }

    StoredEvent event() {
        return event;
    }

    long pos() {
        return event.pos();
    }

    UUID eventId() {
        return event.eventId();
    }

    boolean inRow() {
        return inRow;
    }

    Trigger origin() {
        return origin;
    }

    /** Why the attempt that is under way, or the last one, was made. */
    Trigger trigger() {
        return failed > 0 ? Trigger.SCHEDULE : origin;
    }

    /** Attempts that count against the schedule; probes of a frozen lane do not. */
    int failed() {
        return failed;
    }

    /** All attempts, the one under way included. */
    int tries() {
        return tries;
    }

    void depart(Instant now) {
        state = State.IN_FLIGHT;
        departedAt = now;
        tries++;
    }

    /** When the last attempt began. */
    Instant departedAt() {
        return departedAt;
    }

    void putBack() {
        state = State.WAITING;
    }

    void fail() {
        failed++;
    }

    void settle() {
        state = State.SETTLED;
    }

    boolean settled() {
        return state == State.SETTLED;
    }
}
