package dev.muster.webhook;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * An event that could not be delivered at once.
 *
 * @param failed attempts that have failed
 * @param nextAt of a dead one: since when it is
 */
record RetryRow(
        long pos,
        UUID eventId,
        String type,
        String entityKey,
        State state,
        int failed,
        Instant nextAt,
        Integer lastStatus,
        String lastError,
        Trigger origin) {

    enum State {
        /** Is tried again at its time. */
        DUE,
        /** Waits for an earlier event of its entity. */
        BEHIND,
        /** Is not tried again by itself. */
        DEAD;

        String column() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Those that wait for this one and nothing else.
     *
     * @param chain the first rows of its entity that are not dead, in their order
     */
    static List<RetryRow> behind(RetryRow due, List<RetryRow> chain) {
        return chain.isEmpty() || chain.getFirst().pos() != due.pos()
                ? List.of()
                : chain.stream()
                        .skip(1)
                        .takeWhile(row -> row.state() == State.BEHIND)
                        .toList();
    }
}
