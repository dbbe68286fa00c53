package dev.muster.webhook;

import dev.muster.event.LogReader;
import dev.muster.tenant.CrossTenant;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Serves the lanes of the shards that one owner has: reads the log, sends, writes down. A step does whatever is due and
 * never waits for a receiver; only one thread may step at a time. Results and hints may come from any thread.
 */
final class LaneRunner {

    static final Duration LEASE = Ownership.LEASE;

    /** Something waits for a permit, which comes back without a sign. */
    private static final Duration SHORT_REST = Duration.ofMillis(5);

    private static final Duration LONG_REST = Duration.ofMillis(100);

    private final InstantSource clock;
    private final Runnable wake;
    private final Fleet fleet = new Fleet();
    private final Ownership ownership;
    private final Flusher flusher;
    private final Roster roster;
    private final LogFeed logFeed;
    private final RetryFeed retryFeed;
    private final Launcher launcher;

    /** What it works with: the owners of the tables, and the settings. */
    record Parts(
            CrossTenant crossTenant,
            LogReader log,
            Shards shards,
            Lanes lanes,
            Retries retries,
            LaneWriter writer,
            Schedule schedule,
            RandomGenerator random) {}

    /**
     * @param wake              called from other threads when there is something to do
     * @param disabledSomething called when an endpoint was disabled by itself
     */
    LaneRunner(
            UUID owner, Parts parts, Courier courier, InstantSource clock, Runnable wake, Runnable disabledSomething) {
        this.clock = clock;
        this.wake = wake;
        this.ownership = new Ownership(owner, parts.crossTenant(), parts.shards(), fleet);
        this.flusher = new Flusher(fleet, ownership, parts.crossTenant(), parts.writer(), disabledSomething);
        this.roster = new Roster(fleet, ownership, flusher, parts);
        this.logFeed = new LogFeed(fleet, parts.crossTenant(), parts.log());
        this.retryFeed = new RetryFeed(fleet, parts.crossTenant(), parts.retries(), parts.log());
        this.launcher = new Launcher(fleet, courier, clock, wake);
    }

    // ---------------------------------------------------------------- hints from other threads

    /** The logs of these environments reach up to here. */
    void sequenced(Map<UUID, Long> heads) {
        logFeed.headsMoved(heads);
        wake.run();
    }

    /** Settings have changed, or a replay was asked for. */
    void endpointsChanged() {
        roster.lookNow();
        wake.run();
    }

    // ---------------------------------------------------------------- a step

    /** Does what is due. Whatever the database refuses is done by a later step. */
    void step() {
        Instant now = clock.instant();
        if (ownership.renewIfDue(now)) {
            roster.lookNow();
        }
        launcher.takeResults().forEach(flusher::noteResult);
        flusher.flushIfDue(now);
        roster.lookIfDue(now);
        logFeed.feed(now);
        retryFeed.feed(now);
        if (ownership.isSure(now)) {
            launcher.launch(now);
        }
    }

    /** How long the next step may wait, if nothing calls for it. */
    Duration rest() {
        if (fleet.stream().anyMatch(lane -> lane.hasReady() && !lane.isFrozen())) {
            return SHORT_REST;
        }
        return flusher.hasResults() ? Flusher.SOON : LONG_REST;
    }

    /** Takes no more lanes and lets nothing go; {@link #isEmpty} when all is written and handed over. */
    void stop() {
        ownership.stop();
        roster.stop();
    }

    boolean isEmpty() {
        return fleet.isEmpty();
    }

    /** Gives all shards to whoever wants them. */
    void leave() {
        ownership.leave();
    }
}
