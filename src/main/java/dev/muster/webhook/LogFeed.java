package dev.muster.webhook;

import dev.muster.event.LogReader;
import dev.muster.tenant.CrossTenant;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Gives the lanes what is new in the log, up to what they have room for. */
final class LogFeed {

    /** Sequencers tell at once; this is the net below. */
    private static final Duration HEADS = Duration.ofMillis(250);

    private static final String REASON = "a runner serves lanes of all environments";

    private final Fleet fleet;
    private final CrossTenant crossTenant;
    private final LogReader log;

    private final Map<UUID, Tail> tails = new HashMap<>();
    private final Map<UUID, Long> movedHeads = new ConcurrentHashMap<>();
    private long edition;
    private Instant nextHeads = Instant.MIN;

    LogFeed(Fleet fleet, CrossTenant crossTenant, LogReader log) {
        this.fleet = fleet;
        this.crossTenant = crossTenant;
        this.log = log;
    }

    /** From any thread: the logs reach up to here. */
    void headsMoved(Map<UUID, Long> heads) {
        heads.forEach((environment, pos) -> movedHeads.merge(environment, pos, Math::max));
    }

    void feed(Instant now) {
        beginAnewWithOtherLanes();
        takeMovedHeads();
        readHeadsIfDue(now);
        var hungry = fleet.where(this::isHungry);
        if (!hungry.isEmpty()) {
            crossTenant.run(REASON, () -> hungry.forEach(lane -> tailOf(lane).feed(lane)));
        }
    }

    /** Tails know the types of all lanes and who is furthest. */
    private void beginAnewWithOtherLanes() {
        if (edition != fleet.edition()) {
            edition = fleet.edition();
            tails.clear();
            nextHeads = Instant.MIN;
        }
    }

    private void takeMovedHeads() {
        movedHeads.forEach((environment, pos) -> {
            movedHeads.remove(environment, pos);
            if (tails.containsKey(environment)) {
                tails.get(environment).headIs(pos);
            }
        });
    }

    private void readHeadsIfDue(Instant now) {
        if (now.isBefore(nextHeads) || fleet.isEmpty()) {
            return;
        }
        nextHeads = now.plus(HEADS);
        var lanes = fleet.stream()
                .collect(Collectors.groupingBy(lane -> lane.subscription().environment()));
        crossTenant
                .call(REASON, () -> log.heads(lanes.keySet()))
                .forEach((environment, pos) -> tails.computeIfAbsent(
                                environment, none -> tail(environment, lanes.get(environment)))
                        .headIs(pos));
    }

    private Tail tail(UUID environment, List<Lane> lanes) {
        var types = lanes.stream()
                .flatMap(lane -> lane.subscription().types().stream())
                .collect(Collectors.toSet());
        long furthest = lanes.stream().mapToLong(Lane::read).max().orElse(0);
        return new Tail(environment, log, types, furthest);
    }

    private boolean isHungry(Lane lane) {
        Tail tail = tailOf(lane);
        return tail != null && tail.hasFor(lane);
    }

    private Tail tailOf(Lane lane) {
        return tails.get(lane.subscription().environment());
    }
}
