package dev.muster.webhook;

import dev.muster.tenant.CrossTenant;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The shards one owner has, and the lanes it has to let go with them: renews the lease, takes what is free up to a fair
 * share, gives back what is more than that.
 */
final class Ownership {

    static final Duration LEASE = Duration.ofSeconds(6);

    private static final Duration RENEWAL = Duration.ofSeconds(1);
    private static final String REASON = "shards belong to no tenant";

    private final UUID owner;
    private final CrossTenant crossTenant;
    private final Shards shards;
    private final Fleet fleet;

    private final Map<Integer, Long> epochs = new HashMap<>();
    private final Set<Integer> leaving = new HashSet<>();
    private Instant leaseEnd = Instant.MIN;
    private Instant nextRenewal = Instant.MIN;
    private boolean stopping;

    Ownership(UUID owner, CrossTenant crossTenant, Shards shards, Fleet fleet) {
        this.owner = owner;
        this.crossTenant = crossTenant;
        this.shards = shards;
        this.fleet = fleet;
    }

    UUID owner() {
        return owner;
    }

    /** Tells this turn of owning a shard from all others. */
    Map<Integer, Long> epochs() {
        return epochs;
    }

    /** Whether nobody else can have taken over by now. */
    boolean isSure(Instant now) {
        return now.isBefore(leaseEnd);
    }

    /** Shards whose lanes are to be served. */
    List<Integer> served() {
        return epochs.keySet().stream()
                .filter(shard -> !leaving.contains(shard))
                .toList();
    }

    /** @return whether there are new shards */
    boolean renewIfDue(Instant now) {
        if (now.isBefore(nextRenewal)) {
            return false;
        }
        var renewed = crossTenant.call(REASON, () -> shards.renew(owner, LEASE.toMillis()));
        leaseEnd = now.plus(LEASE);
        fleet.removeIf(lane -> !epochs.getOrDefault(lane.shard(), -1L).equals(renewed.get(lane.shard())));
        epochs.clear();
        epochs.putAll(renewed);
        leaving.retainAll(epochs.keySet());
        boolean grown = !stopping && balance();
        nextRenewal = now.plus(RENEWAL);
        return grown;
    }

    private boolean balance() {
        int share = crossTenant.call(REASON, shards::fairShare);
        var claimed = crossTenant.call(REASON, () -> shards.claim(owner, share - epochs.size()));
        epochs.putAll(claimed);
        leaveSurplus(epochs.size() - leaving.size() - share);
        return !claimed.isEmpty();
    }

    private void leaveSurplus(int surplus) {
        leaving.addAll(served().stream().limit(Math.max(0, surplus)).toList());
        fleet.where(lane -> leaving.contains(lane.shard())).forEach(Lane::retire);
    }

    /** Gives back the shards that it leaves and whose lanes have come to rest. */
    void releaseEmpty() {
        var free = new HashSet<>(leaving);
        fleet.lanes().forEach(lane -> free.remove(lane.shard()));
        if (!free.isEmpty()) {
            crossTenant.run(REASON, () -> shards.release(owner, free));
            leaving.removeAll(free);
            epochs.keySet().removeAll(free);
        }
    }

    /** Takes no more. */
    void stop() {
        stopping = true;
    }

    /** Gives all shards to whoever wants them. */
    void leave() {
        crossTenant.run(REASON, () -> shards.leave(owner));
        epochs.clear();
    }
}
