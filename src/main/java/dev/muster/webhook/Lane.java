package dev.muster.webhook;

import dev.muster.event.StoredEvent;
import dev.muster.webhook.Endpoint.Ordering;
import dev.muster.webhook.Outcome.Gone;
import dev.muster.webhook.Outcome.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * One endpoint's way through the log, in memory: which events it has taken in, which of them may go now, and what is to be
 * written about them. Neither reads, sends nor writes by itself, and has no clock.
 *
 * <p>At most {@link #WINDOW} events are held at a time, and an event is held until it is written down that it has been
 * dealt with. So after a kill at most that many are sent again.
 *
 * <p>Not thread-safe.
 */
final class Lane {

    static final int WINDOW = 64;
    static final int CAPACITY = 8;

    /** Failed events in rows; with more the endpoint is too broken to take new ones. */
    private static final int MOST_PARKED = 10_000;

    private static final int MOST_RETRIES_HELD = 16;
    private static final String WHOLE_LANE = "";

    private final Subscription subscription;
    private final int shard;
    private final Schedule schedule;
    private final RandomGenerator random;
    private final Instant changedAt;
    private final long replayUntil;

    private final Deque<Delivery> window = new ArrayDeque<>();
    private final Map<String, Deque<Delivery>> chains = new HashMap<>();
    private final Deque<Delivery> ready = new ArrayDeque<>();
    private final Map<Long, Delivery> retries = new LinkedHashMap<>();
    private final Deque<Delivery> readyRetries = new ArrayDeque<>();
    private final Map<String, Integer> parked;
    private final Latencies latencies = new Latencies();
    private final Pace pace;

    private int parkedInAll;
    private long cursor;
    private long read;
    private UUID lastRead;
    private int inFlight;
    private Breaker breaker;
    private Instant firstFailureAt;
    private Instant lastSuccessAt;
    private Instant nextDue = Instant.MIN;
    private LaneChanges changes = new LaneChanges();
    private boolean retiring;

    Lane(LaneState state, Schedule schedule, RandomGenerator random, Instant now) {
        this.subscription = state.subscription();
        this.shard = state.shard();
        this.schedule = schedule;
        this.random = random;
        this.changedAt = state.changedAt();
        this.replayUntil = state.replayUntil();
        this.parked = new HashMap<>(state.parked());
        this.parkedInAll = parked.values().stream().mapToInt(Integer::intValue).sum();
        this.pace = new Pace(subscription.ratePerSecond(), now);
        this.cursor = state.cursor();
        this.read = state.cursor();
        this.breaker = state.breaker();
        this.firstFailureAt = state.firstFailureAt();
        this.lastSuccessAt = state.lastSuccessAt();
    }

    // ---------------------------------------------------------------- taking in

    /** How many more events it can take from the log. */
    int room() {
        boolean stopped = retiring || parkedInAll >= MOST_PARKED || fifo() && parkedInAll > 0;
        return stopped ? 0 : Math.max(0, WINDOW - window.size() - retries.size());
    }

    /**
     * Takes events of its types, in order.
     *
     * @param upTo the log is read up to here, whether or not there was an event for this lane
     */
    void offer(List<StoredEvent> events, long upTo) {
        for (StoredEvent event : events) {
            var delivery = Delivery.fresh(event, event.pos() <= replayUntil ? Trigger.REPLAY : Trigger.EVENT);
            window.add(delivery);
            place(delivery);
            lastRead = event.eventId();
        }
        read = upTo;
    }

    private void place(Delivery delivery) {
        String key = key(delivery);
        switch (subscription.ordering()) {
            case FREE -> ready.add(delivery);
            case FIFO -> link(key, delivery);
            case ENTITY -> {
                if (parked.containsKey(key)) {
                    parkBehind(delivery);
                } else {
                    link(key, delivery);
                }
            }
        }
    }

    private void link(String key, Delivery delivery) {
        Deque<Delivery> chain = chains.computeIfAbsent(key, none -> new ArrayDeque<>());
        chain.add(delivery);
        if (chain.size() == 1) {
            ready.add(delivery);
        }
    }

    /** Whether rows should be read whose time has come. */
    boolean wantsRetries(Instant now) {
        return !retiring
                && !nextDue.isAfter(now)
                && retries.size() < MOST_RETRIES_HELD
                && breaker.permits(now, CAPACITY) > 0;
    }

    int retriesWanted() {
        return MOST_RETRIES_HELD - retries.size();
    }

    Collection<Long> retriesHeld() {
        return retries.keySet();
    }

    /** @param nextDue when the next row that was not read comes due */
    void offerRetries(List<Delivery> due, Instant nextDue) {
        for (Delivery delivery : due) {
            retries.put(delivery.pos(), delivery);
            readyRetries.add(delivery);
        }
        this.nextDue = nextDue;
    }

    /** A row whose event retention has removed. */
    void expire(RetryRow row, Instant now) {
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

    // ---------------------------------------------------------------- letting go

    boolean hasReady() {
        return !readyRetries.isEmpty() || !ready.isEmpty() && !heldByRows();
    }

    /** Whether one of those that are ready may go now. */
    boolean mayDepart(Instant now) {
        return !retiring && hasReady() && inFlight < breaker.permits(now, capacity()) && pace.allows(now);
    }

    /** The next to send; only after {@link #mayDepart}. */
    Delivery depart(Instant now) {
        Delivery delivery = breaker instanceof Breaker.Open ? probe() : next();
        delivery.depart();
        inFlight++;
        pace.sent(now);
        return delivery;
    }

    private Delivery next() {
        return readyRetries.isEmpty() ? ready.poll() : readyRetries.poll();
    }

    /** Any of them, so that one event that is always refused does not keep the lane frozen. */
    private Delivery probe() {
        List<Delivery> candidates = new ArrayList<>(readyRetries);
        if (!heldByRows()) {
            candidates.addAll(ready);
        }
        Delivery chosen = candidates.get(fifo() ? 0 : random.nextInt(candidates.size()));
        readyRetries.remove(chosen);
        ready.remove(chosen);
        return chosen;
    }

    private boolean heldByRows() {
        return fifo() && parkedInAll > 0;
    }

    // ---------------------------------------------------------------- results

    /** An attempt has ended. */
    void finished(Delivery delivery, Outcome outcome, AttemptRow attempt, Instant now) {
        inFlight--;
        latencies.add(attempt.millis());
        changes.attempted(attempt);
        breaker = breaker.after(outcome.sign(), now);
        switch (outcome) {
            case Outcome.Delivered delivered -> succeeded(delivery, now);
            case Gone gone -> refusedForGood(delivery);
            case Refused refused -> {
                slowDown(refused, now);
                failed(delivery, attempt, refused.retryAfter(), now);
            }
            case Outcome.Unreachable unreachable -> failed(delivery, attempt, null, now);
            case Outcome.Blocked blocked -> failed(delivery, attempt, null, now);
        }
    }

    private void succeeded(Delivery delivery, Instant now) {
        firstFailureAt = null;
        lastSuccessAt = now;
        delivery.settle();
        if (delivery.inRow()) {
            changes.delivered(delivery.pos());
            unpark(delivery.event().entityKey());
        } else {
            advance(delivery);
        }
    }

    private void refusedForGood(Delivery delivery) {
        putBack(delivery);
        changes.disable("The receiver answered 410 Gone.");
        retire();
    }

    private void slowDown(Refused refused, Instant now) {
        if (refused.status() == 429) {
            pace.slowDown(RetryAfter.parse(refused.retryAfter(), now).orElse(Duration.ZERO), now);
        }
    }

    private void failed(Delivery delivery, AttemptRow attempt, String retryAfter, Instant now) {
        firstFailureAt = firstFailureAt == null ? now : firstFailureAt;
        if (breaker instanceof Breaker.Open) {
            putBack(delivery);
            return;
        }
        delivery.fail();
        Optional<Instant> next = schedule.nextAttempt(delivery.failed(), now, retryAfter, random);
        delivery.settle();
        changes.keep(
                row(delivery, next.isPresent() ? RetryRow.State.DUE : RetryRow.State.DEAD, next.orElse(now), attempt));
        next.ifPresentOrElse(due -> waitInRow(delivery), () -> giveUp(delivery));
    }

    private void waitInRow(Delivery delivery) {
        if (delivery.inRow()) {
            return;
        }
        park(delivery.event().entityKey());
        switch (subscription.ordering()) {
            case ENTITY -> parkChain(delivery);
            case FIFO, FREE -> advance(delivery);
        }
    }

    private void giveUp(Delivery delivery) {
        if (delivery.inRow()) {
            unpark(delivery.event().entityKey());
        } else {
            advance(delivery);
        }
    }

    /** The breaker has opened or the lane ends: as if it had not been tried. */
    private void putBack(Delivery delivery) {
        delivery.putBack();
        (delivery.inRow() ? readyRetries : ready).addFirst(delivery);
    }

    private void advance(Delivery delivery) {
        String key = key(delivery);
        Deque<Delivery> chain = chains.get(key);
        if (chain == null) {
            return;
        }
        chain.poll();
        if (chain.isEmpty()) {
            chains.remove(key);
        } else {
            ready.add(chain.peek());
        }
    }

    private void parkChain(Delivery first) {
        Deque<Delivery> chain = chains.remove(key(first));
        chain.poll();
        chain.forEach(this::parkBehind);
    }

    private void parkBehind(Delivery delivery) {
        delivery.settle();
        changes.keep(row(delivery, RetryRow.State.BEHIND, Instant.EPOCH, null));
        park(delivery.event().entityKey());
    }

    private void park(String entityKey) {
        parked.merge(entityKey, 1, Integer::sum);
        parkedInAll++;
    }

    private void unpark(String entityKey) {
        parked.computeIfPresent(entityKey, (key, count) -> count == 1 ? null : count - 1);
        parkedInAll--;
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

    private String key(Delivery delivery) {
        return fifo() ? WHOLE_LANE : delivery.event().entityKey();
    }

    private boolean fifo() {
        return subscription.ordering() == Ordering.FIFO;
    }

    private int capacity() {
        return fifo() ? 1 : CAPACITY;
    }

    // ---------------------------------------------------------------- writing down

    boolean hasChanges() {
        return !changes.isEmpty();
    }

    /** Whether only the cursor could move, over events that were not for this lane. */
    boolean hasMoved() {
        return reached() != cursor;
    }

    LaneChanges.Flush flush() {
        return new LaneChanges.Flush(
                subscription.environment(),
                subscription.endpoint(),
                shard,
                cursor,
                reached(),
                breaker,
                firstFailureAt,
                lastSuccessAt,
                changes);
    }

    /** Everything of the last {@link #flush()} is in the database. */
    void flushed() {
        cursor = reached();
        while (!window.isEmpty() && window.peek().settled()) {
            window.poll();
        }
        retries.values().removeIf(Delivery::settled);
        Instant written = changes.earliestDue();
        nextDue = written.isBefore(nextDue) ? written : nextDue;
        changes = new LaneChanges();
    }

    private long reached() {
        long reached = cursor;
        for (Delivery delivery : window) {
            if (!delivery.settled()) {
                return reached;
            }
            reached = delivery.pos();
        }
        return read;
    }

    // ---------------------------------------------------------------- ending

    /** Lets nothing go any more; {@link #isQuiet()} when the last attempt has come back. */
    void retire() {
        retiring = true;
    }

    boolean isRetiring() {
        return retiring;
    }

    boolean isQuiet() {
        return inFlight == 0;
    }

    /**
     * Puts those that are left behind by others into rows, so that the cursor can pass them and whoever goes on repeats
     * nothing.
     */
    void seal(Instant now) {
        long last = lastSettled();
        for (Delivery delivery : window) {
            if (delivery.pos() < last && !delivery.settled()) {
                boolean first = subscription.ordering() == Ordering.FREE
                        || !parked.containsKey(delivery.event().entityKey());
                delivery.settle();
                changes.keep(row(delivery, first ? RetryRow.State.DUE : RetryRow.State.BEHIND, now, null));
                park(delivery.event().entityKey());
            }
        }
    }

    private long lastSettled() {
        return window.stream()
                .filter(Delivery::settled)
                .mapToLong(Delivery::pos)
                .max()
                .orElse(0);
    }

    // ---------------------------------------------------------------- looks from outside

    Subscription subscription() {
        return subscription;
    }

    UUID endpoint() {
        return subscription.endpoint();
    }

    int shard() {
        return shard;
    }

    Instant changedAt() {
        return changedAt;
    }

    long read() {
        return read;
    }

    /** An event at {@link #read()} or before; null when none was taken in yet. */
    UUID lastRead() {
        return lastRead;
    }

    boolean isSlow() {
        return latencies.areSlow();
    }

    boolean isFrozen() {
        return breaker instanceof Breaker.Open;
    }

    /** When the schedule says so next; far away if nothing is due. */
    Instant nextDue() {
        return nextDue;
    }

    Instant firstFailureAt() {
        return firstFailureAt;
    }

    int inFlight() {
        return inFlight;
    }
}
