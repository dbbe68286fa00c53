package dev.muster.webhook;

import dev.muster.tenant.CrossTenant;
import dev.muster.webhook.Lanes.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Keeps the lanes in memory in line with the tables: loads new ones, retires those whose settings have changed, and forgets
 * retired ones when they have come to rest.
 */
final class Roster {

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration STAGING_PATIENCE = Duration.ofMinutes(10);
    private static final String REASON = "a runner serves lanes of all environments";

    private final Fleet fleet;
    private final Ownership ownership;
    private final Flusher flusher;
    private final CrossTenant crossTenant;
    private final Lanes lanes;
    private final Schedule schedule;
    private final Schedule staging;
    private final RandomGenerator random;

    private volatile boolean lookNow = true;
    private Instant nextLook = Instant.MIN;
    private boolean stopping;

    Roster(Fleet fleet, Ownership ownership, Flusher flusher, LaneRunner.Parts parts) {
        this.fleet = fleet;
        this.ownership = ownership;
        this.flusher = flusher;
        this.crossTenant = parts.crossTenant();
        this.lanes = parts.lanes();
        this.schedule = parts.schedule();
        this.staging = parts.schedule().within(STAGING_PATIENCE);
        this.random = parts.random();
    }

    /** From any thread: something is other than it was. */
    void lookNow() {
        lookNow = true;
    }

    /** Loads no more. */
    void stop() {
        stopping = true;
        fleet.lanes().forEach(Lane::retire);
    }

    void lookIfDue(Instant now) {
        if (!lookNow && now.isBefore(nextLook)) {
            return;
        }
        lookNow = false;
        nextLook = now.plus(LOOK);
        var versions = crossTenant.call(REASON, () -> lanes.versions(ownership.served()));
        var byEndpoint = versions.stream().collect(Collectors.toMap(Version::endpoint, Function.identity()));
        fleet.where(lane -> hasChanged(lane, byEndpoint)).forEach(Lane::retire);
        forgetRetired(now);
        ownership.releaseEmpty();
        if (!stopping) {
            load(
                    versions.stream()
                            .filter(version -> !fleet.has(version.endpoint()))
                            .toList(),
                    now);
        }
    }

    private static boolean hasChanged(Lane lane, Map<UUID, Version> versions) {
        var version = versions.get(lane.endpoint());
        return version == null || !version.changedAt().equals(lane.changedAt());
    }

    /** Those that have come to rest are written a last time; whatever they became is loaded at the next look. */
    private void forgetRetired(Instant now) {
        var quiet = fleet.where(lane -> lane.isRetiring() && lane.isQuiet());
        if (quiet.isEmpty()) {
            return;
        }
        quiet.forEach(lane -> lane.seal(now));
        flusher.flush(now);
        fleet.removeIf(quiet::contains);
        lookNow = true;
    }

    private void load(Collection<Version> versions, Instant now) {
        if (!versions.isEmpty()) {
            crossTenant.call(REASON, () -> lanes.load(versions)).forEach(state -> fleet.add(lane(state, now)));
        }
    }

    private Lane lane(LaneState state, Instant now) {
        return new Lane(state, state.subscription().staging() ? staging : schedule, random, now);
    }
}
