package dev.muster.webhook;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * One event at one endpoint, with every attempt that is still on record.
 *
 * @param nextAt   when it is tried again
 * @param attempts the oldest first
 */
public record EventDeliveries(UUID eventId, String type, State state, Optional<Instant> nextAt, List<Try> attempts) {

    static EventDeliveries of(Attempts.Tried event, List<Try> tries, Optional<RetryRow> row) {
        State state = row.map(EventDeliveries::stateOf).orElseGet(() -> stateWithoutRow(tries));
        Optional<Instant> next =
                row.filter(one -> one.state() == RetryRow.State.DUE).map(RetryRow::nextAt);
        return new EventDeliveries(event.eventId(), event.type(), state, next, tries);
    }

    private static State stateOf(RetryRow row) {
        return switch (row.state()) {
            case DUE, BEHIND -> State.RETRYING;
            case DEAD -> State.DEAD;
        };
    }

    /** A test event that failed is done with; any other goes on with its lane. */
    private static State stateWithoutRow(List<Try> tries) {
        if (tries.stream().anyMatch(Try::delivered)) {
            return State.DELIVERED;
        }
        return tries.stream().anyMatch(one -> one.trigger() == Trigger.TEST) ? State.DEAD : State.WAITING;
    }

    /** Whether it is a made-up event that somebody wanted to see arrive. */
    public boolean isTest() {
        return attempts.stream().anyMatch(one -> one.trigger() == Trigger.TEST);
    }

    public enum State {
        DELIVERED,
        /** Failed, and is tried again. */
        RETRYING,
        /** Failed, and is not tried again by itself. */
        DEAD,
        /** Failed while its endpoint was down: it goes on with the lane. */
        WAITING;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param n       1 is the first one
     * @param at      when it ended
     * @param status  empty when no answer came
     * @param outcome delivered, refused, gone, unreachable or blocked
     * @param error   what happened instead of an answer
     * @param head    how the answer began
     */
    public record Try(
            int n,
            Instant at,
            Optional<Integer> status,
            String outcome,
            int millis,
            Trigger trigger,
            Optional<String> error,
            Optional<String> head) {

        /** When it was signed and sent. */
        public Instant startedAt() {
            return at.minusMillis(millis);
        }

        boolean delivered() {
            return outcome.equals("delivered");
        }
    }
}
