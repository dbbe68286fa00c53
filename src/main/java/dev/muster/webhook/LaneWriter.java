package dev.muster.webhook;

import dev.muster.id.IdType;
import dev.muster.tenant.AuditLog;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Writes what happened on many lanes in a few statements, whatever their number. Joins a running transaction. */
@ApplicationScoped
class LaneWriter {

    private static final Duration PATIENCE = Duration.ofDays(5);
    private static final int FEWEST_ATTEMPTS = 5;
    private static final int FEWEST_DAYS = 2;

    private final Shards shards;
    private final Lanes lanes;
    private final Retries retries;
    private final Attempts attempts;
    private final AuditLog audit;

    LaneWriter(Shards shards, Lanes lanes, Retries retries, Attempts attempts, AuditLog audit) {
        this.shards = shards;
        this.lanes = lanes;
        this.retries = retries;
        this.attempts = attempts;
        this.audit = audit;
    }

    /**
     * What became of it, by endpoint.
     *
     * @param lost    whose shard belongs to another replica by now; nothing was written
     * @param moved   whose cursor somebody else has moved, or which are gone; only their attempts were written
     * @param disabled with the reason
     */
    record Written(Set<UUID> lost, Set<UUID> moved, Map<UUID, String> disabled) {}

    /** @param epochs of the shards the owner believes to have */
    Written write(UUID owner, Map<Integer, Long> epochs, List<LaneChanges.Flush> flushes, Instant now) {
        Set<Integer> held = held(owner, epochs, flushes);
        var ours =
                flushes.stream().filter(flush -> held.contains(flush.shard())).toList();
        var lost = endpoints(flushes);
        lost.removeAll(endpoints(ours));
        attempts.add(attempts(ours));
        var inPlace = lanes.move(ours);
        var valid = ours.stream()
                .filter(flush -> inPlace.contains(flush.endpoint()))
                .toList();
        writeRows(valid, now);
        var moved = endpoints(ours);
        moved.removeAll(inPlace);
        return new Written(lost, moved, disable(valid, now));
    }

    private Set<Integer> held(UUID owner, Map<Integer, Long> epochs, List<LaneChanges.Flush> flushes) {
        var claimed = new HashMap<Integer, Long>();
        for (LaneChanges.Flush flush : flushes) {
            claimed.put(flush.shard(), epochs.getOrDefault(flush.shard(), -1L));
        }
        return new HashSet<>(shards.hold(owner, claimed));
    }

    private void writeRows(List<LaneChanges.Flush> flushes, Instant now) {
        retries.save(flushes.stream()
                .flatMap(flush -> flush.changes().rows().stream()
                        .map(row -> new Retries.Entry(flush.environment(), flush.endpoint(), row)))
                .toList());
        retries.remove(flushes.stream()
                .flatMap(flush -> flush.changes().deliveredRows().stream()
                        .map(pos -> new Retries.Place(flush.environment(), flush.endpoint(), pos)))
                .toList());
        retries.free(
                flushes.stream()
                        .flatMap(flush -> flush.changes().freedEntities().stream()
                                .map(key -> new Retries.Entity(flush.environment(), flush.endpoint(), key)))
                        .toList(),
                now);
    }

    private static List<Attempts.Entry> attempts(List<LaneChanges.Flush> flushes) {
        return flushes.stream()
                .flatMap(flush -> flush.changes().attempts().stream()
                        .map(row -> new Attempts.Entry(flush.environment(), flush.endpoint(), row)))
                .toList();
    }

    private Map<UUID, String> disable(List<LaneChanges.Flush> flushes, Instant now) {
        var disabled = new HashMap<UUID, String>();
        for (LaneChanges.Flush flush : flushes) {
            String reason = reason(flush, now);
            if (reason != null) {
                disable(flush.environment(), flush.endpoint(), reason, now);
                disabled.put(flush.endpoint(), reason);
            }
        }
        return disabled;
    }

    private void disable(UUID environment, UUID endpoint, String reason, Instant now) {
        lanes.disable(environment, endpoint, reason, now);
        audit.appendForMuster(
                environment, "webhook_endpoint.disabled", IdType.WEBHOOK_ENDPOINT, endpoint, Map.of("reason", reason));
    }

    private String reason(LaneChanges.Flush flush, Instant now) {
        if (flush.changes().disabledReason() != null) {
            return flush.changes().disabledReason();
        }
        boolean onlyFailures = flush.firstFailureAt() != null
                && !flush.changes().attempts().isEmpty()
                && Duration.between(flush.firstFailureAt(), now).compareTo(PATIENCE) >= 0
                && attempts.enoughSince(
                        flush.environment(), flush.endpoint(), flush.firstFailureAt(), FEWEST_ATTEMPTS, FEWEST_DAYS);
        return onlyFailures ? "Nothing could be delivered for 5 days." : null;
    }

    private static Set<UUID> endpoints(List<LaneChanges.Flush> flushes) {
        return flushes.stream().map(LaneChanges.Flush::endpoint).collect(Collectors.toCollection(HashSet::new));
    }
}
