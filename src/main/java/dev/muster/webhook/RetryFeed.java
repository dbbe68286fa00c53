package dev.muster.webhook;

import dev.muster.event.LogReader;
import dev.muster.event.StoredEvent;
import dev.muster.tenant.CrossTenant;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

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
        Instant next = rows.size() > due.size() ? rows.get(due.size()).nextAt() : Instant.MAX;
        var events = events(lane.subscription().environment(), due);
        due.stream().filter(row -> !events.containsKey(row.eventId())).forEach(row -> lane.expire(row, now));
        lane.offerRetries(
                due.stream()
                        .filter(row -> events.containsKey(row.eventId()))
                        .map(row -> Delivery.again(events.get(row.eventId()), row.origin(), row.failed()))
                        .toList(),
                next);
    }

    /** Those that retention has removed are missing. */
    private Map<UUID, StoredEvent> events(UUID environment, List<RetryRow> rows) {
        var keys = rows.stream()
                .map(row -> new LogReader.Key(environment, row.eventId()))
                .toList();
        return log.find(keys).stream().collect(Collectors.toMap(StoredEvent::eventId, Function.identity()));
    }
}
