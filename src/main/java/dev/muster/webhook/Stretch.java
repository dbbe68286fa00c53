package dev.muster.webhook;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.UUID;

/**
 * The part of the log that a lane has in hand: from its cursor, below which everything is dealt with and written down, to
 * where it has read.
 */
final class Stretch {

    private final Deque<Delivery> deliveries = new ArrayDeque<>();
    private long cursor;
    private long read;
    private UUID lastRead;

    Stretch(long cursor) {
        this.cursor = cursor;
        this.read = cursor;
    }

    void add(Delivery delivery) {
        deliveries.add(delivery);
        lastRead = delivery.eventId();
    }

    /** The log is read up to here, whether or not there was an event for this lane. */
    void readUpTo(long pos) {
        read = pos;
    }

    int size() {
        return deliveries.size();
    }

    Collection<Delivery> deliveries() {
        return deliveries;
    }

    long cursor() {
        return cursor;
    }

    long read() {
        return read;
    }

    /** An event at {@link #read()} or before; null when none was taken in yet. */
    UUID lastRead() {
        return lastRead;
    }

    /** Everything up to here is dealt with, but perhaps not written down yet. */
    long reached() {
        long reached = cursor;
        for (Delivery delivery : deliveries) {
            if (!delivery.settled()) {
                return reached;
            }
            reached = delivery.pos();
        }
        return read;
    }

    /** The furthest position that is dealt with; 0 if none is. */
    long lastSettled() {
        return deliveries.stream()
                .filter(Delivery::settled)
                .mapToLong(Delivery::pos)
                .max()
                .orElse(0);
    }

    /** What is dealt with is in the database. */
    void flushed() {
        cursor = reached();
        while (!deliveries.isEmpty() && deliveries.peek().settled()) {
            deliveries.poll();
        }
    }
}
