package dev.muster.webhook;

import dev.muster.event.LogReader;
import dev.muster.event.LogReader.Range;
import dev.muster.event.StoredEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * The newest events of one environment, read once for all its lanes. Lanes that are further behind read for themselves,
 * until they catch up.
 */
final class Tail {

    private static final int MOST_EVENTS = 512;
    private static final int MOST_BYTES = 1 << 20;
    private static final int READ_AT_ONCE = 128;

    private final UUID environment;
    private final LogReader log;
    private final Set<String> types;
    private final Deque<StoredEvent> events = new ArrayDeque<>();
    private int bytes;
    private long head;
    private long start;
    private long end;
    private UUID last;

    /**
     * @param types of all the lanes
     * @param from  the position of the lane that is furthest ahead
     */
    Tail(UUID environment, LogReader log, Set<String> types, long from) {
        this.environment = environment;
        this.log = log;
        this.types = types;
        this.start = from;
        this.end = from;
    }

    /** There are events up to here. */
    void headIs(long pos) {
        head = Math.max(head, pos);
    }

    long head() {
        return head;
    }

    boolean hasFor(Lane lane) {
        return lane.read() < head && lane.room() > 0;
    }

    /** Gives the lane what it has room for, reading at most one stretch of the log. Only inside a transaction. */
    void feed(Lane lane) {
        if (lane.read() < start) {
            feedFromLog(lane);
            return;
        }
        if (lane.read() >= end) {
            extend();
        }
        feedFromMemory(lane);
    }

    private void feedFromLog(Lane lane) {
        Set<String> wanted = lane.subscription().types();
        int room = lane.room();
        long upTo = Math.min(head, lane.read() + LogReader.STRIDE);
        var found = log.read(new Range(environment, lane.read(), upTo, lane.lastRead(), wanted, room));
        lane.offer(found, found.size() == room ? found.getLast().pos() : end(found, upTo));
    }

    private void feedFromMemory(Lane lane) {
        int room = lane.room();
        List<StoredEvent> taken = new ArrayList<>();
        long upTo = end;
        for (StoredEvent event : events) {
            if (event.pos() > lane.read() && lane.subscription().types().contains(event.type())) {
                taken.add(event);
                if (taken.size() == room) {
                    upTo = event.pos();
                    break;
                }
            }
        }
        lane.offer(taken, upTo);
    }

    private void extend() {
        long upTo = Math.min(head, end + LogReader.STRIDE);
        var found = log.read(new Range(environment, end, upTo, last, types, READ_AT_ONCE));
        found.forEach(this::add);
        end = found.size() == READ_AT_ONCE ? found.getLast().pos() : end(found, upTo);
    }

    private long end(List<StoredEvent> found, long upTo) {
        return found.isEmpty() && upTo < head ? log.beforeNext(environment, upTo, head) : upTo;
    }

    private void add(StoredEvent event) {
        events.add(event);
        bytes += event.body().length;
        last = event.eventId();
        while (events.size() > MOST_EVENTS || bytes > MOST_BYTES && events.size() > 1) {
            StoredEvent oldest = events.poll();
            bytes -= oldest.body().length;
            start = oldest.pos();
        }
    }
}
