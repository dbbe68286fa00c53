package dev.muster.webhook;

import dev.muster.event.LogReader;
import dev.muster.event.StoredEvent;
import dev.muster.tenant.CrossTenant;
import dev.muster.webhook.Endpoint.Ordering;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Gives the lanes the events whose time to be tried again has come. */
final class RetryFeed {

    private final Fleet fleet;
    private final CrossTenant crossTenant;
    private final Retries retries;
    private final LogReader log;

    RetryFeed(Fleet fleet, CrossTenant crossTenant, Retries retries, LogReader log) {
        this.fleet = fleet;
        this.crossTenant = crossTenant;
        this.retries = retries;
        this.log = log;
    }

    void feed(Instant now) {
        var wanting = fleet.where(lane -> lane.wantsRetries(now));
        if (!wanting.isEmpty()) {
            crossTenant.run(
                    "a runner serves lanes of all environments", () -> wanting.forEach(lane -> feed(lane, now)));
        }
    }

    private void feed(Lane lane, Instant now) {
        int wanted = lane.retriesWanted();
        var rows = retries.nextDue(lane.subscription(), lane.retriesHeld(), wanted + 1);
        var due = rows.stream()
                .filter(row -> !row.nextAt().isAfter(now))
                .limit(wanted)
                .toList();
        lane.retriesFollowAt(rows.size() > due.size() ? rows.get(due.size()).nextAt() : Instant.MAX);
        var followers = followers(lane, due, wanted - due.size());
        var events = events(lane, due, followers.values());
        for (RetryRow row : due) {
            if (events.containsKey(row.eventId())) {
                lane.offerRetry(again(row, events), known(followers.getOrDefault(row.pos(), List.of()), events));
            } else {
                lane.expire(row, now);
            }
        }
    }

    /**
     * Rows that wait behind those that are due, by the position of what they wait for: as many as there is room for, and
     * only where nothing earlier of the entity is to be tried at another time.
     */
    private Map<Long, List<RetryRow>> followers(Lane lane, List<RetryRow> due, int room) {
        if (due.isEmpty() || room <= 0 || lane.subscription().ordering() != Ordering.ENTITY) {
            return Map.of();
        }
        var entities = due.stream().map(RetryRow::entityKey).distinct().toList();
        int each = Math.ceilDiv(room, entities.size());
        var chains = retries.chains(lane.subscription(), entities, 1 + each);
        var followers = new HashMap<Long, List<RetryRow>>();
        int left = room;
        for (RetryRow row : due) {
            var behind = RetryRow.behind(row, chains.getOrDefault(row.entityKey(), List.of())).stream()
                    .limit(left)
                    .toList();
            followers.put(row.pos(), behind);
            left -= behind.size();
        }
        return followers;
    }

    /** Those that retention has removed are missing. */
    private Map<UUID, StoredEvent> events(Lane lane, List<RetryRow> due, Collection<List<RetryRow>> followers) {
        UUID environment = lane.subscription().environment();
        var keys = Stream.concat(due.stream(), followers.stream().flatMap(List::stream))
                .map(row -> new LogReader.Key(environment, row.eventId()))
                .toList();
        return log.find(keys).stream().collect(Collectors.toMap(StoredEvent::eventId, Function.identity()));
    }

    /** Up to the first whose event is gone: that one has to be dealt with before the others. */
    private static List<Delivery> known(List<RetryRow> rows, Map<UUID, StoredEvent> events) {
        return rows.stream()
                .takeWhile(row -> events.containsKey(row.eventId()))
                .map(row -> again(row, events))
                .toList();
    }

    private static Delivery again(RetryRow row, Map<UUID, StoredEvent> events) {
        return Delivery.again(events.get(row.eventId()), row.origin(), row.failed());
    }
}
