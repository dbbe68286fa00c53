package dev.muster.webhook;

import dev.muster.event.LogReader;
import dev.muster.event.SampleEvents;
import dev.muster.event.StoredEvent;
import dev.muster.id.Ulids;
import dev.muster.sql.Slice;
import dev.muster.sql.Window;
import dev.muster.tenant.CurrentEnvironment;
import dev.muster.tenant.Transactions;
import dev.muster.webhook.EventDeliveries.State;
import dev.muster.webhook.EventDeliveries.Try;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** What was delivered to the endpoints of the current environment, and doing it once more. */
@ApplicationScoped
public class Deliveries {

    private final CurrentEnvironment environment;
    private final Transactions transactions;
    private final Attempts attempts;
    private final Retries retries;
    private final Lanes lanes;
    private final LogReader log;
    private final Outbound outbound;
    private final Event<EndpointChanged> changed;

    Deliveries(
            CurrentEnvironment environment,
            Transactions transactions,
            Attempts attempts,
            Retries retries,
            Lanes lanes,
            LogReader log,
            Outbound outbound,
            Event<EndpointChanged> changed) {
        this.environment = environment;
        this.transactions = transactions;
        this.attempts = attempts;
        this.retries = retries;
        this.lanes = lanes;
        this.log = log;
        this.outbound = outbound;
        this.changed = changed;
    }

    /** The events that were tried, by their ids; test events included. Keys of the window are event ids. */
    public Slice<EventDeliveries> page(UUID endpoint, Window window) {
        return transactions.call(() -> {
            Slice<Attempts.Tried> events = attempts.events(environment.id(), endpoint, window);
            var ids = events.rows().stream().map(Attempts.Tried::eventId).toList();
            var tries = attempts.of(environment.id(), endpoint, ids);
            var rows = retries.of(environment.id(), endpoint, ids);
            return events.map(event -> deliveries(event, tries.getOrDefault(event.eventId(), List.of()), rows));
        });
    }

    /** Empty when there is no such endpoint. */
    public Optional<LaneView> lane(UUID endpoint) {
        return transactions.call(() -> lanes.view(environment.id(), endpoint));
    }

    /** Sends one event once more, at once and through the same limits as all others. */
    public ReplayOutcome replay(UUID endpoint, UUID event) {
        return replaying(
                endpoint,
                () -> log.find(List.of(new LogReader.Key(environment.id(), event))).stream()
                        .findFirst()
                        .map(found -> replay(endpoint, found))
                        .orElseGet(ReplayOutcome.UnknownEvent::new));
    }

    /** Tries everything again that is dead since then, or is being retried. */
    public ReplayOutcome replayFailedSince(UUID endpoint, Instant time) {
        return replaying(
                endpoint,
                () -> new ReplayOutcome.Started(retries.renew(environment.id(), endpoint, time, Instant.now())));
    }

    /** Moves the lane back: everything that was placed since then goes out once more, in order. */
    public ReplayOutcome replayFrom(UUID endpoint, Instant time) {
        return replaying(endpoint, () -> {
            long cursor = lanes.cursor(environment.id(), endpoint);
            long start = Math.min(cursor, log.before(environment.id(), time, cursor));
            lanes.moveBack(environment.id(), endpoint, start);
            return new ReplayOutcome.Started(cursor - start);
        });
    }

    /**
     * Sends a made-up event of this type now and waits for the end of the attempt. Works for disabled endpoints too.
     *
     * @return the attempt as it is on record; empty when there is no such endpoint
     */
    public Optional<Try> sendTest(UUID endpoint, String type) {
        return transactions
                .call(() -> lanes.subscription(environment.id(), endpoint))
                .map(subscription -> sendTest(subscription, type));
    }

    private Try sendTest(Subscription endpoint, String type) {
        UUID id = Ulids.next();
        Outcome outcome = outbound.post(endpoint.message(id, SampleEvents.body(type, id), Instant.now()));
        AttemptRow row = AttemptRow.of(id, type, 1, Trigger.TEST, outcome, Instant.now());
        transactions.run(
                () -> attempts.add(List.of(new Attempts.Entry(endpoint.environment(), endpoint.endpoint(), row))));
        return Attempts.view(row);
    }

    private ReplayOutcome replaying(UUID endpoint, Supplier<ReplayOutcome> work) {
        return transactions.call(() -> {
            if (lanes.subscription(environment.id(), endpoint).isEmpty()) {
                return new ReplayOutcome.UnknownEndpoint();
            }
            ReplayOutcome outcome = work.get();
            lanes.touch(environment.id(), endpoint);
            changed.fire(new EndpointChanged());
            return outcome;
        });
    }

    private ReplayOutcome replay(UUID endpoint, StoredEvent event) {
        if (event.pos() > lanes.cursor(environment.id(), endpoint)) {
            return new ReplayOutcome.StillToCome();
        }
        retries.replay(environment.id(), endpoint, event, Instant.now());
        return new ReplayOutcome.Started(1);
    }

    private static EventDeliveries deliveries(Attempts.Tried event, List<Try> tries, Map<UUID, RetryRow> rows) {
        RetryRow row = rows.get(event.eventId());
        State state = row == null ? stateWithoutRow(tries) : stateOf(row);
        Optional<Instant> next = Optional.ofNullable(row)
                .filter(r -> r.state() == RetryRow.State.DUE)
                .map(RetryRow::nextAt);
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
}
