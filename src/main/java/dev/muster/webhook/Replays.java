package dev.muster.webhook;

import dev.muster.event.LogReader;
import dev.muster.event.StoredEvent;
import dev.muster.id.IdType;
import dev.muster.tenant.AuditLog;
import dev.muster.tenant.CurrentEnvironment;
import dev.muster.tenant.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** Sends events once more to endpoints of the current environment, through the same limits as all others. */
@ApplicationScoped
public class Replays {

    /** Beyond this, "more than" is exact enough. */
    public static final int COUNTED = 100_000;

    private final CurrentEnvironment environment;
    private final Transactions transactions;
    private final Retries retries;
    private final Lanes lanes;
    private final LogReader log;
    private final Event<EndpointChanged> changed;
    private final AuditLog audit;

    Replays(
            CurrentEnvironment environment,
            Transactions transactions,
            Retries retries,
            Lanes lanes,
            LogReader log,
            Event<EndpointChanged> changed,
            AuditLog audit) {
        this.environment = environment;
        this.transactions = transactions;
        this.retries = retries;
        this.lanes = lanes;
        this.log = log;
        this.changed = changed;
        this.audit = audit;
    }

    /** How many events {@link #failedSince} would send. */
    public long countFailedSince(UUID endpoint, Instant time) {
        return transactions.call(() -> retries.renewable(environment.id(), endpoint, time));
    }

    /** How many events of its types {@link #since} would send; counts no further than {@link #COUNTED}. */
    public long countSince(UUID endpoint, Instant time) {
        return transactions.call(() -> placedSince(endpoint, time));
    }

    private long placedSince(UUID endpoint, Instant time) {
        return lanes.subscription(environment.id(), endpoint)
                .map(lane -> {
                    long cursor = lanes.cursor(environment.id(), endpoint);
                    long start = log.before(environment.id(), time, cursor);
                    return log.count(environment.id(), lane.types(), start, cursor, COUNTED);
                })
                .orElse(0L);
    }

    /** How many events of its types the lane has not come to; counts no further than {@link #COUNTED}. */
    public long countMissed(UUID endpoint) {
        return transactions.call(() -> lanes.subscription(environment.id(), endpoint)
                .map(lane -> log.count(
                        environment.id(),
                        lane.types(),
                        lanes.cursor(environment.id(), endpoint),
                        Long.MAX_VALUE,
                        COUNTED))
                .orElse(0L));
    }

    /** One event, at once. */
    public ReplayOutcome one(UUID endpoint, UUID event) {
        return replaying(
                endpoint,
                Map.of("event", IdType.EVENT.print(event)),
                () -> log.find(List.of(new LogReader.Key(environment.id(), event))).stream()
                        .findFirst()
                        .map(found -> replay(endpoint, found))
                        .orElseGet(ReplayOutcome.UnknownEvent::new));
    }

    /** Tries everything again that is dead since then, or is being retried. */
    public ReplayOutcome failedSince(UUID endpoint, Instant time) {
        return replaying(
                endpoint,
                Map.of("failed_since", time.toString()),
                () -> new ReplayOutcome.Started(retries.renew(environment.id(), endpoint, time, Instant.now())));
    }

    /** Moves the lane back: everything that was placed since then goes out once more, in order. */
    public ReplayOutcome since(UUID endpoint, Instant time) {
        return replaying(endpoint, Map.of("since", time.toString()), () -> {
            long events = placedSince(endpoint, time);
            long cursor = lanes.cursor(environment.id(), endpoint);
            lanes.moveBack(environment.id(), endpoint, Math.min(cursor, log.before(environment.id(), time, cursor)));
            return new ReplayOutcome.Started(events);
        });
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
}
