package dev.muster.webhook;

import dev.muster.event.SampleEvents;
import dev.muster.id.Ulids;
import dev.muster.tenant.CurrentEnvironment;
import dev.muster.tenant.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Made-up events, to see them arrive. They pass by the lane, so they work for disabled endpoints too. */
@ApplicationScoped
public class TestEvents {

    private final CurrentEnvironment environment;
    private final Transactions transactions;
    private final Lanes lanes;
    private final Outbound outbound;
    private final Attempts attempts;

    TestEvents(
            CurrentEnvironment environment,
            Transactions transactions,
            Lanes lanes,
            Outbound outbound,
            Attempts attempts) {
        this.environment = environment;
        this.transactions = transactions;
        this.lanes = lanes;
        this.outbound = outbound;
        this.attempts = attempts;
    }

    /**
     * Sends an event of this type now and waits for the end of the attempt.
     *
     * @return the event with its one attempt, as it is on record; empty when there is no such endpoint
     */
    public Optional<EventDeliveries> send(UUID endpoint, String type) {
        return transactions
                .call(() -> lanes.subscription(environment.id(), endpoint))
                .map(subscription -> send(subscription, type));
    }

    private EventDeliveries send(Subscription endpoint, String type) {
        UUID id = Ulids.next();
        Outcome outcome = outbound.post(endpoint.message(id, SampleEvents.body(type, id), Instant.now()));
        AttemptRow row = AttemptRow.of(id, type, 1, Trigger.TEST, outcome, Instant.now());
        transactions.run(
                () -> attempts.add(List.of(new Attempts.Entry(endpoint.environment(), endpoint.endpoint(), row))));
        return EventDeliveries.of(new Attempts.Tried(id, type), List.of(Attempts.view(row)), Optional.empty());
    }
}
