package dev.muster.webhook;

import dev.muster.event.StoredEvent;
import dev.muster.webhook.Endpoint.Ordering;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
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

    private final Subscription subscription;
    private final int shard;
    private final Instant changedAt;
    private final long replayUntil;
    private final RandomGenerator random;

    private final Stretch stretch;
    private final Chains chains;
    private final DueRows rows = new DueRows();
    private final RowBook book;
    private final Health health;
    private final Aftermath aftermath;
    private boolean retiring;

    Lane(LaneState state, Schedule schedule, RandomGenerator random, Instant now) {
        this.subscription = state.subscription();
        this.shard = state.shard();
        this.changedAt = state.changedAt();
        this.replayUntil = state.replayUntil();
        this.random = random;
        this.stretch = new Stretch(state.cursor());
        this.chains = new Chains(subscription.ordering());
        this.book = new RowBook(state.parked());
        this.health = new Health(state, fifo() ? 1 : CAPACITY, now);
        this.aftermath = new Aftermath(chains, rows, book, health, schedule, random);
    }

    private boolean fifo() {
        return subscription.ordering() == Ordering.FIFO;
    }

    // ---------------------------------------------------------------- taking in

    /** How many more events it can take from the log. */
    int room() {
        boolean stopped = retiring || book.size() >= MOST_PARKED || heldByRows();
        int most = book.size() > 0 ? WINDOW - DueRows.MOST : WINDOW;
        return stopped ? 0 : Math.max(0, most - stretch.size());
    }

    /**
     * Takes events of its types, in order.
     *
     * @param upTo the log is read up to here, whether or not there was an event for this lane
     */
    void offer(List<StoredEvent> events, long upTo) {
        for (StoredEvent event : events) {
            var delivery = Delivery.fresh(event, event.pos() <= replayUntil ? Trigger.REPLAY : Trigger.EVENT);
            stretch.add(delivery);
            if (subscription.ordering() == Ordering.ENTITY && book.holds(event.entityKey())) {
                book.behind(delivery);
            } else {
                chains.add(delivery);
            }
        }
        stretch.readUpTo(upTo);
    }

    /** Whether rows should be read whose time has come. */
    boolean wantsRetries(Instant now) {
        return !retiring && rows.areDue(now) && retriesWanted() > 0 && health.flows(now);
    }

    /** How many rows it can take: those in hand and the events from the log are never more than a window together. */
    int retriesWanted() {
        return Math.min(DueRows.MOST, WINDOW - stretch.size()) - rows.size();
    }

    Collection<Long> retriesHeld() {
        return rows.positions();
    }

    /** @param followers rows that wait behind it, in their order; the first of what its entity has left */
    void offerRetry(Delivery due, List<Delivery> followers) {
        rows.add(due, followers);
    }

    /** When the next row that was not offered comes due. */
    void retriesFollowAt(Instant time) {
        rows.nextDue(time);
    }

    /** A row whose event retention has removed. */
    void expire(RetryRow row, Instant now) {
        book.expired(row, now);
    }

    // ---------------------------------------------------------------- letting go

    boolean hasReady() {
        return !rows.ready().isEmpty() || !chains.ready().isEmpty() && !heldByRows();
    }

    /** Whether one of those that are ready may go now. */
    boolean mayDepart(Instant now) {
        return !retiring && hasReady() && health.permitsOne(now);
    }

    /** The next to send; only after {@link #mayDepart}. */
    Delivery depart(Instant now) {
        Delivery delivery = health.isFrozen() ? probe() : next();
        delivery.depart(now);
        health.departed(delivery, now);
        return delivery;
    }

    private Delivery next() {
        return rows.ready().isEmpty() ? chains.next() : rows.next();
    }

    /** Any of them, so that one event that is always refused does not keep the lane frozen. */
    private Delivery probe() {
        List<Delivery> candidates = new ArrayList<>(rows.ready());
        if (!heldByRows()) {
            candidates.addAll(chains.ready());
        }
        Delivery chosen = candidates.get(fifo() ? 0 : random.nextInt(candidates.size()));
        rows.ready().remove(chosen);
        chains.ready().remove(chosen);
        return chosen;
    }

    private boolean heldByRows() {
        return fifo() && book.size() > 0;
    }

    /** An attempt has ended. */
    void finished(Delivery delivery, Outcome outcome, AttemptRow attempt, Instant now) {
        aftermath.of(delivery, outcome, attempt, now);
        retiring |= outcome instanceof Outcome.Gone;
    }

    // ---------------------------------------------------------------- writing down

    boolean hasChanges() {
        return !book.changes().isEmpty();
    }

    /** Whether only the cursor could move, over events that were not for this lane. */
    boolean hasMoved() {
        return stretch.reached() != stretch.cursor();
    }

    LaneChanges.Flush flush() {
        return new LaneChanges.Flush(
                subscription.environment(),
                subscription.endpoint(),
                shard,
                stretch.cursor(),
                stretch.reached(),
                health.breaker(),
                health.firstFailureAt(),
                health.lastSuccessAt(),
                book.changes());
    }

    /** Everything of the last {@link #flush()} is in the database. */
    void flushed() {
        stretch.flushed();
        rows.flushed(book.changes().earliestDue());
        book.flushed();
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
        return health.inFlight() == 0;
    }

    /**
     * Puts those that are left behind by others into rows, so that the cursor can pass them and whoever goes on repeats
     * nothing.
     */
    void seal(Instant now) {
        long last = stretch.lastSettled();
        stretch.deliveries().stream()
                .filter(delivery -> delivery.pos() < last && !delivery.settled())
                .forEach(delivery -> sealOne(delivery, now));
    }

    private void sealOne(Delivery delivery, Instant now) {
        if (subscription.ordering() != Ordering.FREE
                && book.holds(delivery.event().entityKey())) {
            book.behind(delivery);
        } else {
            delivery.settle();
            book.due(delivery, now, null);
        }
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
        return stretch.read();
    }

    /** An event at {@link #read()} or before; null when none was taken in yet. */
    UUID lastRead() {
        return stretch.lastRead();
    }

    boolean isSlow(Instant now) {
        return health.isSlow(now);
    }

    int inFlight() {
        return health.inFlight();
    }

    boolean isFrozen() {
        return health.isFrozen();
    }
}
