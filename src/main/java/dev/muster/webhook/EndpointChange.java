package dev.muster.webhook;

import java.util.List;
import java.util.Optional;

/**
 * What to change of an endpoint; empty is as before.
 *
 * @param ratePerSecond 0 takes the limit away
 * @param resume        where to go on when the status becomes enabled
 */
public record EndpointChange(
        Optional<String> url,
        Optional<List<String>> types,
        Optional<Endpoint.Status> status,
        Optional<Endpoint.Ordering> ordering,
        Optional<Integer> ratePerSecond,
        Optional<Integer> timeoutMillis,
        Resume resume) {

    /** What becomes of the events that came while an endpoint was disabled. */
    public enum Resume {
        /** They are delivered now, in order. */
        CONTINUE,
        /** They are not; those that had begun to be retried stay in the list of dead letters. */
        FROM_NOW
    }

    /** Address, event types and status; all else is as before. */
    public static EndpointChange of(
            Optional<String> url, Optional<List<String>> types, Optional<Endpoint.Status> status) {
        return new EndpointChange(
                url, types, status, Optional.empty(), Optional.empty(), Optional.empty(), Resume.CONTINUE);
    }

    public static EndpointChange enable(Resume resume) {
        return new EndpointChange(
                Optional.empty(),
                Optional.empty(),
                Optional.of(Endpoint.Status.ENABLED),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                resume);
    }
}
