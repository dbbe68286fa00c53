package dev.muster.event;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * A page of events, oldest first.
 *
 * @param types          wire names; names that Muster never writes match nothing
 * @param afterEventId   start after this event; null for none
 * @param rangeStart     placed at this time or later; null for none, and then as far back as events are kept
 * @param rangeEnd       placed before this time; null for none
 * @param organizationId only its events; null for all, also those without an organization
 * @param directoryId    only its events; null for all
 * @param limit          at least 1
 */
public record EventQuery(
        Set<String> types,
        UUID afterEventId,
        Instant rangeStart,
        Instant rangeEnd,
        UUID organizationId,
        UUID directoryId,
        int limit) {

    public EventQuery {
        types = Set.copyOf(types);
    }

    public EventQuery withLimit(int other) {
        return new EventQuery(types, afterEventId, rangeStart, rangeEnd, organizationId, directoryId, other);
    }
}
