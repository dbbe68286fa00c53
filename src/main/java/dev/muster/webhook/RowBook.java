package dev.muster.webhook;

import dev.muster.event.StoredEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Which events of a lane have retry rows, by entity, and what is to be written since the last time. */
final class RowBook {

    private final Map<String, Integer> parked;
    private int size;
    private LaneChanges changes = new LaneChanges();

    /** @param parked how many rows that are not dead there are, by entity */
    RowBook(Map<String, Integer> parked) {
        this.parked = new HashMap<>(parked);
        this.size = parked.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Rows that are not dead. */
    int size() {
        return size;
    }

    boolean holds(String entityKey) {
        return parked.containsKey(entityKey);
    }

    void attempted(AttemptRow attempt) {
        changes.attempted(attempt);
    }

    void disable(String reason) {
        changes.disable(reason);
    }

    /** Is tried again at this time. */
    void due(Delivery delivery, Instant nextAt, AttemptRow last) {
        changes.keep(row(delivery, RetryRow.State.DUE, nextAt, last));
        if (!delivery.inRow()) {
            park(delivery.event().entityKey());
        }
    }

    /** Waits for an earlier event of its entity. */
    void behind(Delivery delivery) {
        delivery.settle();
        changes.keep(row(delivery, RetryRow.State.BEHIND, Instant.EPOCH, null));
        park(delivery.event().entityKey());
    }

    void dead(Delivery delivery, Instant now, AttemptRow last) {
        changes.keep(row(delivery, RetryRow.State.DEAD, now, last));
        if (delivery.inRow()) {
            unpark(delivery.event().entityKey());
        }
    }

    /** Its row goes. */
    void delivered(Delivery delivery) {
        changes.delivered(delivery.pos());
        unpark(delivery.event().entityKey());
    }

    /** A row whose event retention has removed. */
    void expired(RetryRow row, Instant now) {
        changes.keep(new RetryRow(
                row.pos(),
                row.eventId(),
                row.type(),
                row.entityKey(),
                RetryRow.State.DEAD,
                row.failed(),
                now,
                row.lastStatus(),
                "The event is older than events are kept.",
                row.origin()));
        unpark(row.entityKey());
    }

    LaneChanges changes() {
        return changes;
    }

    /** All changes are in the database. */
    void flushed() {
        changes = new LaneChanges();
    }

    private void park(String entityKey) {
        parked.merge(entityKey, 1, Integer::sum);
        size++;
    }

    private void unpark(String entityKey) {
        parked.computeIfPresent(entityKey, (key, count) -> count == 1 ? null : count - 1);
        size--;
        if (parked.containsKey(entityKey)) {
            changes.freed(entityKey);
        }
    }

    private static RetryRow row(Delivery delivery, RetryRow.State state, Instant nextAt, AttemptRow last) {
        StoredEvent event = delivery.event();
        return new RetryRow(
                event.pos(),
                event.eventId(),
                event.type(),
                event.entityKey(),
                state,
                delivery.failed(),
                nextAt,
                last == null ? null : last.status(),
                last == null ? null : last.error(),
                delivery.origin());
    }
}
