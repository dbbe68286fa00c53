package dev.muster.webhook;

import dev.muster.event.LogReader;
import dev.muster.event.SampleEvents;
import dev.muster.event.StoredEvent;
import dev.muster.id.IdType;
import dev.muster.id.Ulids;
import dev.muster.sql.Slice;
import dev.muster.sql.Window;
import dev.muster.tenant.AuditLog;
import dev.muster.tenant.CurrentEnvironment;
import dev.muster.tenant.Transactions;
import dev.muster.webhook.EventDeliveries.State;
import dev.muster.webhook.EventDeliveries.Try;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** What was delivered to the endpoints of the current environment, and doing it once more. */
@ApplicationScoped
public class Deliveries {

    /** Beyond this, "more than" is exact enough. */
    public static final int COUNTED = 100_000;

    private final CurrentEnvironment environment;
    private final Transactions transactions;
    private final Attempts attempts;
    private final Retries retries;
    private final Lanes lanes;
    private final LaneViews views;
    private final LogReader log;
    private final Outbound outbound;
    private final Event<EndpointChanged> changed;
    private final AuditLog audit;

    Deliveries(
            CurrentEnvironment environment,
            Transactions transactions,
            Attempts attempts,
            Retries retries,
            Lanes lanes,
            LaneViews views,
            LogReader log,
            Outbound outbound,
            Event<EndpointChanged> changed,
            AuditLog audit) {
        this.environment = environment;
        this.transactions = transactions;
        this.attempts = attempts;
        this.retries = retries;
        this.lanes = lanes;
        this.views = views;
        this.log = log;
        this.outbound = outbound;
        this.changed = changed;
        this.audit = audit;
    }

    /** The events that were tried, by their ids; test events included. Keys of the window are event ids. */
    public Slice<EventDeliveries> page(UUID endpoint, Window window) {
        return transactions.call(() -> {
            Slice<Attempts.Tried> events = attempts.events(environment.id(), endpoint, window);
            var ids = events.rows().stream().map(Attempts.Tried::eventId).toList();
            var tries = attempts.of(environment.id(), endpoint, ids);
            var rows = retries.of(environment.id(), endpoint, ids);
            return events.map(event -> view(event, tries.getOrDefault(event.eventId(), List.of()), rows));
        });
    }

    /** Empty when there is no such endpoint. */
    public Optional<LaneView> lane(UUID endpoint) {
        return Optional.ofNullable(lanes(List.of(endpoint)).get(endpoint));
    }

    /** How these endpoints are doing; unknown ones are missing. */
    public Map<UUID, LaneView> lanes(Collection<UUID> endpoints) {
        return transactions.call(() -> views.of(environment.id(), endpoints));
    }

    /** How many events {@link #replayFailedSince} would send. */
    public long failedSince(UUID endpoint, Instant time) {
        return transactions.call(() -> retries.renewable(environment.id(), endpoint, time));
    }

    /** How many events of its types {@link #replayFrom} would send; counts no further than {@link #COUNTED}. */
    public long placedSince(UUID endpoint, Instant time) {
        return transactions.call(() -> placedNowSince(endpoint, time));
    }

    private long placedNowSince(UUID endpoint, Instant time) {
        return lanes.subscription(environment.id(), endpoint)
                .map(lane -> {
                    long cursor = lanes.cursor(environment.id(), endpoint);
                    long start = log.before(environment.id(), time, cursor);
                    return log.count(environment.id(), lane.types(), start, cursor, COUNTED);
                })
                .orElse(0L);
    }

    /** How many events of its types the lane has not come to; counts no further than {@link #COUNTED}. */
    public long missed(UUID endpoint) {
        return transactions.call(() -> lanes.subscription(environment.id(), endpoint)
                .map(lane -> log.count(
                        environment.id(),
                        lane.types(),
                        lanes.cursor(environment.id(), endpoint),
                        Long.MAX_VALUE,
                        COUNTED))
                .orElse(0L));
    }

    /** Sends one event once more, at once and through the same limits as all others. */
    public ReplayOutcome replay(UUID endpoint, UUID event) {
        return replaying(
                endpoint,
                Map.of("event", IdType.EVENT.print(event)),
                () -> log.find(List.of(new LogReader.Key(environment.id(), event))).stream()
                        .findFirst()
                        .map(found -> replay(endpoint, found))
                        .orElseGet(ReplayOutcome.UnknownEvent::new));
    }

    /** Tries everything again that is dead since then, or is being retried. */
    public ReplayOutcome replayFailedSince(UUID endpoint, Instant time) {
        return replaying(
                endpoint,
                Map.of("failed_since", time.toString()),
                () -> new ReplayOutcome.Started(retries.renew(environment.id(), endpoint, time, Instant.now())));
    }

    /** Moves the lane back: everything that was placed since then goes out once more, in order. */
    public ReplayOutcome replayFrom(UUID endpoint, Instant time) {
        return replaying(endpoint, Map.of("since", time.toString()), () -> {
            long events = placedNowSince(endpoint, time);
            long cursor = lanes.cursor(environment.id(), endpoint);
            lanes.moveBack(environment.id(), endpoint, Math.min(cursor, log.before(environment.id(), time, cursor)));
            return new ReplayOutcome.Started(events);
        });
    }

    /**
     * Sends a made-up event of this type now and waits for the end of the attempt. Works for disabled endpoints too.
     *
     * @return the event with its one attempt, as it is on record; empty when there is no such endpoint
     */
    public Optional<EventDeliveries> sendTest(UUID endpoint, String type) {
        return transactions
                .call(() -> lanes.subscription(environment.id(), endpoint))
                .map(subscription -> sendTest(subscription, type));
    }

    private EventDeliveries sendTest(Subscription endpoint, String type) {
        UUID id = Ulids.next();
        Outcome outcome = outbound.post(endpoint.message(id, SampleEvents.body(type, id), Instant.now()));
        AttemptRow row = AttemptRow.of(id, type, 1, Trigger.TEST, outcome, Instant.now());
        transactions.run(
                () -> attempts.add(List.of(new Attempts.Entry(endpoint.environment(), endpoint.endpoint(), row))));
        return view(new Attempts.Tried(id, type), List.of(Attempts.view(row)), Map.of());
    }

    private ReplayOutcome replaying(UUID endpoint, Map<String, String> what, Supplier<ReplayOutcome> work) {
        return transactions.call(() -> {
            if (lanes.subscription(environment.id(), endpoint).isEmpty()) {
                return new ReplayOutcome.UnknownEndpoint();
            }
            ReplayOutcome outcome = work.get();
            if (outcome instanceof ReplayOutcome.Started) {
                audit.append("webhook_endpoint.replayed", IdType.WEBHOOK_ENDPOINT, endpoint, what);
            }
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

    static EventDeliveries view(Attempts.Tried event, List<Try> tries, Map<UUID, RetryRow> rows) {
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
