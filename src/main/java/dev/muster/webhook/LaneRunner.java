package dev.muster.webhook;

import dev.muster.event.LogReader;
import dev.muster.event.StoredEvent;
import dev.muster.id.IdType;
import dev.muster.tenant.CrossTenant;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Serves the lanes of the shards that one owner has: reads the log, sends, writes down. A step does whatever is due and
 * never waits for a receiver; only one thread may step at a time. Results and hints may come from any thread.
 */
final class LaneRunner {

    static final Duration LEASE = Duration.ofSeconds(12);

    private static final Logger LOG = Logger.getLogger("dev.muster.webhook.attempt");

    private static final Duration OWNERSHIP = Duration.ofSeconds(3);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration HEADS = Duration.ofMillis(250);
    private static final Duration FLUSH = Duration.ofMillis(50);
    private static final Duration LAZY_FLUSH = Duration.ofSeconds(5);
    private static final int FLUSH_AT = 100;
    private static final Duration STAGING_PATIENCE = Duration.ofMinutes(10);

    private final UUID owner;
    private final Parts parts;
    private final Courier courier;
    private final InstantSource clock;
    private final Runnable wake;
    private final Runnable disabledSomething;

    private final Map<UUID, Lane> lanes = new HashMap<>();
    private final Map<UUID, Tail> tails = new HashMap<>();
    private final Map<Integer, Long> epochs = new HashMap<>();
    private final Set<Integer> leaving = new HashSet<>();
    private final Permits permits = new Permits();
    private final Map<UUID, Long> movedHeads = new ConcurrentHashMap<>();
    private final Queue<Landed> landed = new ConcurrentLinkedQueue<>();
    private final Schedule staging;

    private volatile boolean lookNow = true;
    private boolean stopping;
    private int results;
    private Instant oldestResult = Instant.MAX;
    private Instant leaseEnd = Instant.MIN;
    private Instant nextOwnership = Instant.MIN;
    private Instant nextLook = Instant.MIN;
    private Instant nextHeads = Instant.MIN;
    private Instant nextLazyFlush = Instant.MIN;
    private int turn;

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

    private record Landed(Lane lane, Delivery delivery, boolean slow, Outcome outcome, Instant at) {}

    /**
     * @param wake              called from other threads when there is something to do
     * @param disabledSomething called when an endpoint was disabled by itself
     */
    LaneRunner(
            UUID owner, Parts parts, Courier courier, InstantSource clock, Runnable wake, Runnable disabledSomething) {
        this.owner = owner;
        this.parts = parts;
        this.courier = courier;
        this.clock = clock;
        this.wake = wake;
        this.disabledSomething = disabledSomething;
        this.staging = parts.schedule().within(STAGING_PATIENCE);
    }

    // ---------------------------------------------------------------- hints from other threads

    void sequenced(Map<UUID, Long> heads) {
        heads.forEach((environment, pos) -> movedHeads.merge(environment, pos, Math::max));
        wake.run();
    }

    /** Settings have changed, or a replay was asked for. */
    void endpointsChanged() {
        lookNow = true;
        wake.run();
    }

    // ---------------------------------------------------------------- a step

    /** Does what is due. Whatever the database refuses is done by a later step. */
    void step() {
        Instant now = clock.instant();
        if (!now.isBefore(nextOwnership)) {
            own(now);
        }
        takeResults();
        if (flushIsDue(now)) {
            flush(now);
        }
        if (lookNow || !now.isBefore(nextLook)) {
            look(now);
        }
        readHeads(now);
        feed();
        readRetries(now);
        launch(now);
    }

    /** How long the next step may wait, if nothing calls for it. */
    Duration rest() {
        boolean held = lanes.values().stream().anyMatch(lane -> lane.hasReady() && !lane.isFrozen());
        if (held) {
            return Duration.ofMillis(5);
        }
        return results > 0 ? FLUSH : Duration.ofMillis(100);
    }

    /** Takes no more lanes and lets nothing go; {@link #isEmpty} when all is written and handed over. */
    void stop() {
        stopping = true;
        lanes.values().forEach(Lane::retire);
    }

    boolean isEmpty() {
        return lanes.isEmpty();
    }

    /** Gives all shards to whoever wants them. */
    void leave() {
        parts.crossTenant()
                .run("shards belong to no tenant", () -> parts.shards().leave(owner));
        epochs.clear();
    }

    int inFlight() {
        return permits.taken();
    }

    // ---------------------------------------------------------------- owning

    private void own(Instant now) {
        var renewed = parts.crossTenant()
                .call("shards belong to no tenant", () -> parts.shards().renew(owner, LEASE.toMillis()));
        leaseEnd = now.plus(LEASE);
        drop(lane -> !epochs.getOrDefault(lane.shard(), -1L).equals(renewed.get(lane.shard())));
        epochs.clear();
        epochs.putAll(renewed);
        leaving.retainAll(epochs.keySet());
        if (!stopping) {
            balance();
        }
        nextOwnership = now.plus(OWNERSHIP);
    }

    private void balance() {
        int surplus = epochs.size()
                - leaving.size()
                - parts.crossTenant().call("shards belong to no tenant", () -> {
                    int share = parts.shards().fairShare();
                    var claimed = parts.shards().claim(owner, LEASE.toMillis(), share - epochs.size());
                    epochs.putAll(claimed);
                    lookNow |= !claimed.isEmpty();
                    return share;
                });
        epochs.keySet().stream()
                .filter(shard -> !leaving.contains(shard))
                .limit(Math.max(0, surplus))
                .toList()
                .forEach(leaving::add);
        lanes.values().stream().filter(lane -> leaving.contains(lane.shard())).forEach(Lane::retire);
    }

    private void releaseEmptyShards() {
        var free = new HashSet<>(leaving);
        lanes.values().forEach(lane -> free.remove(lane.shard()));
        if (!free.isEmpty()) {
            parts.crossTenant()
                    .run("shards belong to no tenant", () -> parts.shards().release(owner, free));
            leaving.removeAll(free);
            epochs.keySet().removeAll(free);
        }
    }

    private void drop(Predicate<Lane> gone) {
        if (lanes.values().removeIf(gone)) {
            forgetTails();
        }
    }

    /** They know the types of all lanes and who is furthest, so they begin anew when the lanes are others. */
    private void forgetTails() {
        tails.clear();
        nextHeads = Instant.MIN;
    }

    // ---------------------------------------------------------------- which lanes there are

    private void look(Instant now) {
        lookNow = false;
        nextLook = now.plus(LOOK);
        var served = epochs.keySet().stream()
                .filter(shard -> !leaving.contains(shard))
                .toList();
        var versions = parts.crossTenant()
                .call(
                        "a runner serves lanes of all environments",
                        () -> parts.lanes().versions(served));
        var byEndpoint = versions.stream().collect(Collectors.toMap(Lanes.Version::endpoint, Function.identity()));
        lanes.values().stream().filter(lane -> hasChanged(lane, byEndpoint)).forEach(Lane::retire);
        if (lanes.values().stream().anyMatch(Lane::isRetiring)) {
            finishRetired(now);
        }
        releaseEmptyShards();
        if (!stopping) {
            var fresh = versions.stream()
                    .filter(version -> !lanes.containsKey(version.endpoint()))
                    .toList();
            load(fresh, now);
        }
    }

    private static boolean hasChanged(Lane lane, Map<UUID, Lanes.Version> versions) {
        var version = versions.get(lane.endpoint());
        return version == null || !version.changedAt().equals(lane.changedAt());
    }

    private void load(Collection<Lanes.Version> versions, Instant now) {
        if (versions.isEmpty()) {
            return;
        }
        var states = parts.crossTenant()
                .call(
                        "a runner serves lanes of all environments",
                        () -> parts.lanes().load(versions));
        for (LaneState state : states) {
            Schedule schedule = state.subscription().staging() ? staging : parts.schedule();
            lanes.put(state.subscription().endpoint(), new Lane(state, schedule, parts.random(), now));
        }
        forgetTails();
    }

    /** Lanes that have come to rest are written a last time and forgotten. */
    private void finishRetired(Instant now) {
        var quiet = lanes.values().stream()
                .filter(lane -> lane.isRetiring() && lane.isQuiet())
                .toList();
        if (quiet.isEmpty()) {
            return;
        }
        quiet.forEach(lane -> lane.seal(now));
        flush(now);
        quiet.forEach(lane -> lanes.remove(lane.endpoint(), lane));
        forgetTails();
        lookNow = true;
    }

    // ---------------------------------------------------------------- reading

    private void readHeads(Instant now) {
        movedHeads.forEach((environment, pos) -> {
            movedHeads.remove(environment, pos);
            if (tails.containsKey(environment)) {
                tails.get(environment).headIs(pos);
            }
        });
        if (now.isBefore(nextHeads) || lanes.isEmpty()) {
            return;
        }
        nextHeads = now.plus(HEADS);
        var byEnvironment = lanes.values().stream()
                .collect(Collectors.groupingBy(lane -> lane.subscription().environment()));
        parts.crossTenant()
                .call(
                        "a runner serves lanes of all environments",
                        () -> parts.log().heads(byEnvironment.keySet()))
                .forEach((environment, pos) -> tails.computeIfAbsent(
                                environment, none -> tail(environment, byEnvironment.get(environment)))
                        .headIs(pos));
    }

    private Tail tail(UUID environment, List<Lane> lanes) {
        var types = lanes.stream()
                .flatMap(lane -> lane.subscription().types().stream())
                .collect(Collectors.toSet());
        long furthest = lanes.stream().mapToLong(Lane::read).max().orElse(0);
        return new Tail(environment, parts.log(), types, furthest);
    }

    private void feed() {
        var hungry = lanes.values().stream().filter(this::isHungry).toList();
        if (!hungry.isEmpty()) {
            parts.crossTenant()
                    .run(
                            "a runner serves lanes of all environments",
                            () -> hungry.forEach(lane ->
                                    tails.get(lane.subscription().environment()).feed(lane)));
        }
    }

    private boolean isHungry(Lane lane) {
        Tail tail = tails.get(lane.subscription().environment());
        return tail != null && tail.hasFor(lane);
    }

    private void readRetries(Instant now) {
        var wanting =
                lanes.values().stream().filter(lane -> lane.wantsRetries(now)).toList();
        if (!wanting.isEmpty()) {
            parts.crossTenant()
                    .run(
                            "a runner serves lanes of all environments",
                            () -> wanting.forEach(lane -> readRetries(lane, now)));
        }
    }

    private void readRetries(Lane lane, Instant now) {
        int wanted = lane.retriesWanted();
        var rows = parts.retries().nextDue(lane.subscription(), lane.retriesHeld(), wanted + 1);
        var due = rows.stream()
                .filter(row -> !row.nextAt().isAfter(now))
                .limit(wanted)
                .toList();
        Instant next = rows.size() > due.size() ? rows.get(due.size()).nextAt() : Instant.MAX;
        UUID environment = lane.subscription().environment();
        var events =
                parts
                        .log()
                        .find(due.stream()
                                .map(row -> new LogReader.Key(environment, row.eventId()))
                                .toList())
                        .stream()
                        .collect(Collectors.toMap(StoredEvent::eventId, Function.identity()));
        due.stream().filter(row -> !events.containsKey(row.eventId())).forEach(row -> lane.expire(row, now));
        lane.offerRetries(
                due.stream()
                        .filter(row -> events.containsKey(row.eventId()))
                        .map(row -> Delivery.again(events.get(row.eventId()), row.origin(), row.failed()))
                        .toList(),
                next);
    }

    // ---------------------------------------------------------------- sending

    /** One from each lane in turn, so that none waits behind the backlog of another. */
    private void launch(Instant now) {
        if (!now.isBefore(leaseEnd)) {
            return;
        }
        var able =
                new ArrayList<>(lanes.values().stream().filter(Lane::hasReady).toList());
        if (!able.isEmpty()) {
            Collections.rotate(able, -(turn++ % able.size()));
        }
        while (!able.isEmpty() && permits.left()) {
            able.removeIf(lane -> !launchOne(lane, now));
        }
    }

    private boolean launchOne(Lane lane, Instant now) {
        boolean slow = lane.isSlow();
        UUID environment = lane.subscription().environment();
        if (!lane.mayDepart(now) || !permits.tryTake(environment, slow)) {
            return false;
        }
        Delivery delivery = lane.depart(now);
        courier.send(lane.subscription().message(delivery.event(), now)).thenAccept(outcome -> {
            landed.add(new Landed(lane, delivery, slow, outcome, clock.instant()));
            wake.run();
        });
        return true;
    }

    private void takeResults() {
        for (Landed result = landed.poll(); result != null; result = landed.poll()) {
            take(result);
        }
    }

    private void take(Landed result) {
        Lane lane = result.lane();
        Delivery delivery = result.delivery();
        permits.giveBack(lane.subscription().environment(), result.slow());
        Trigger trigger = delivery.trigger();
        var attempt = AttemptRow.of(
                delivery.eventId(), delivery.event().type(), delivery.tries(), trigger, result.outcome(), result.at());
        lane.finished(delivery, result.outcome(), attempt, result.at());
        results++;
        oldestResult = result.at().isBefore(oldestResult) ? result.at() : oldestResult;
        log(lane, attempt, delivery);
    }

    /** The one line support works from: every id, no personal data. */
    private static void log(Lane lane, AttemptRow attempt, Delivery delivery) {
        LOG.infof(
                "webhook.attempted environment=%s endpoint=%s event=%s type=%s attempt=%d trigger=%s outcome=%s status=%s"
                        + " error=%s ms=%d failed=%d frozen=%b",
                IdType.ENVIRONMENT.print(lane.subscription().environment()),
                IdType.WEBHOOK_ENDPOINT.print(lane.endpoint()),
                IdType.EVENT.print(attempt.eventId()),
                attempt.type(),
                attempt.n(),
                attempt.trigger().wireName(),
                attempt.outcome(),
                attempt.status(),
                attempt.error(),
                attempt.millis(),
                delivery.failed(),
                lane.isFrozen());
    }

    // ---------------------------------------------------------------- writing

    private boolean flushIsDue(Instant now) {
        boolean ripe = results >= FLUSH_AT || !now.isBefore(plus(oldestResult, FLUSH));
        return results > 0 && ripe || !now.isBefore(nextLazyFlush);
    }

    private void flush(Instant now) {
        boolean lazy = !now.isBefore(nextLazyFlush);
        var changed = lanes.values().stream()
                .filter(lane -> lane.hasChanges() || lane.hasMoved() && (lazy || lane.isRetiring()))
                .toList();
        if (!changed.isEmpty()) {
            write(changed, now);
        }
        results = 0;
        oldestResult = Instant.MAX;
        nextLazyFlush = lazy ? now.plus(LAZY_FLUSH) : nextLazyFlush;
    }

    private void write(List<Lane> changed, Instant now) {
        var flushes = changed.stream().map(Lane::flush).toList();
        var written = parts.crossTenant()
                .call(
                        "results of all environments are written together",
                        () -> parts.writer().write(owner, epochs, flushes, now));
        changed.forEach(Lane::flushed);
        drop(lane -> written.lost().contains(lane.endpoint()));
        lanes.values().stream()
                .filter(lane -> written.moved().contains(lane.endpoint())
                        || written.disabled().containsKey(lane.endpoint()))
                .forEach(Lane::retire);
        written.disabled().forEach(LaneRunner::warn);
        if (!written.disabled().isEmpty()) {
            disabledSomething.run();
        }
    }

    private static void warn(UUID endpoint, String reason) {
        LOG.warnf("webhook.disabled endpoint=%s reason=%s", IdType.WEBHOOK_ENDPOINT.print(endpoint), reason);
    }

    private static Instant plus(Instant time, Duration wait) {
        return time.equals(Instant.MAX) ? time : time.plus(wait);
    }
}
