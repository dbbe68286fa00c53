package dev.muster.webhook;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What happened on a lane since it was last written. */
final class LaneChanges {

    private final List<AttemptRow> attempts = new ArrayList<>();
    private final Map<Long, RetryRow> rows = new LinkedHashMap<>();
    private final Set<Long> delivered = new LinkedHashSet<>();
    private final Set<String> freed = new LinkedHashSet<>();
    private String disabledReason;

    void attempted(AttemptRow attempt) {
        attempts.add(attempt);
    }

    void keep(RetryRow row) {
        rows.put(row.pos(), row);
    }

    /** Its row goes. */
    void delivered(long pos) {
        rows.remove(pos);
        delivered.add(pos);
    }

    /** The next row that waits behind an event of this entity is due. */
    void freed(String entityKey) {
        freed.add(entityKey);
    }

    void disable(String reason) {
        disabledReason = reason;
    }

    boolean isEmpty() {
        return attempts.isEmpty() && rows.isEmpty() && delivered.isEmpty() && freed.isEmpty() && disabledReason == null;
    }

    List<AttemptRow> attempts() {
        return attempts;
    }

    Collection<RetryRow> rows() {
        return rows.values();
    }

    Set<Long> deliveredRows() {
        return delivered;
    }

    Set<String> freedEntities() {
        return freed;
    }

    /** When the first of the rows written here comes due; rows that are freed are due at once. */
    Instant earliestDue() {
        return freed.isEmpty()
                ? rows.values().stream()
                        .filter(row -> row.state() == RetryRow.State.DUE)
                        .map(RetryRow::nextAt)
                        .min(Instant::compareTo)
                        .orElse(Instant.MAX)
                : Instant.MIN;
    }

    String disabledReason() {
        return disabledReason;
    }

    /**
     * All that one transaction writes for one lane.
     *
     * @param expectedCursor as it was when last written or read: another one means that somebody moved it
     */
    record Flush(
            UUID environment,
            UUID endpoint,
            int shard,
            long expectedCursor,
            long cursor,
            Breaker breaker,
            Instant firstFailureAt,
            Instant lastSuccessAt,
            LaneChanges changes) {}
}
