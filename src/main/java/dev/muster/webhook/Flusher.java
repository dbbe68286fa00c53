package dev.muster.webhook;

import dev.muster.tenant.CrossTenant;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Decides when what happened on the lanes is written, all of it in one transaction: soon after a result, since what is not
 * written is repeated after a kill, but not for each result alone.
 */
final class Flusher {

    static final Duration SOON = Duration.ofMillis(50);

    private static final int AT_ONCE = 100;
    /** For cursors that only pass events of other types. */
    private static final Duration LAZY = Duration.ofSeconds(5);

    private final Fleet fleet;
    private final Ownership ownership;
    private final CrossTenant crossTenant;
    private final LaneWriter writer;
    private final Runnable disabledSomething;

    private int results;
    private Instant oldestResult = Instant.MAX;
    private Instant nextLazy = Instant.MIN;

    /** @param disabledSomething called when an endpoint was disabled by itself */
    Flusher(Fleet fleet, Ownership ownership, CrossTenant crossTenant, LaneWriter writer, Runnable disabledSomething) {
        this.fleet = fleet;
        this.ownership = ownership;
        this.crossTenant = crossTenant;
        this.writer = writer;
        this.disabledSomething = disabledSomething;
    }

    /** There is something to write since then. */
    void noteResult(Instant at) {
        results++;
        oldestResult = at.isBefore(oldestResult) ? at : oldestResult;
    }

    boolean hasResults() {
        return results > 0;
    }

    void flushIfDue(Instant now) {
        boolean ripe = results >= AT_ONCE || results > 0 && !now.isBefore(oldestResult.plus(SOON));
        if (ripe || !now.isBefore(nextLazy)) {
            flush(now);
        }
    }

    void flush(Instant now) {
        boolean lazy = !now.isBefore(nextLazy);
        var changed = fleet.where(lane -> lane.hasChanges() || lane.hasMoved() && (lazy || lane.isRetiring()));
        if (!changed.isEmpty()) {
            write(changed, now);
        }
        results = 0;
        oldestResult = Instant.MAX;
        nextLazy = lazy ? now.plus(LAZY) : nextLazy;
    }

    private void write(List<Lane> changed, Instant now) {
        var flushes = changed.stream().map(Lane::flush).toList();
        var written = crossTenant.lean(
                "results of all environments are written together",
                () -> writer.write(ownership.owner(), ownership.epochs(), flushes, now));
        changed.forEach(Lane::flushed);
        fleet.removeIf(lane -> written.lost().contains(lane.endpoint()));
        fleet.where(lane -> written.moved().contains(lane.endpoint())
                        || written.disabled().containsKey(lane.endpoint()))
                .forEach(Lane::retire);
        written.disabled().forEach(AttemptLog::disabled);
        if (!written.disabled().isEmpty()) {
            disabledSomething.run();
        }
    }
}
