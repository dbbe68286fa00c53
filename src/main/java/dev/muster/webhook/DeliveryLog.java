package dev.muster.webhook;

import dev.muster.event.LogReader;
import dev.muster.event.SampleEvents;
import dev.muster.event.StoredEvent;
import dev.muster.sql.Slice;
import dev.muster.sql.Window;
import dev.muster.tenant.CurrentEnvironment;
import dev.muster.tenant.Transactions;
import dev.muster.webhook.EventDeliveries.Try;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What was sent to the endpoints of the current environment, for people who look for something in it. */
@ApplicationScoped
public class DeliveryLog {

    /** There is no index for what people filter by, so a page looks through so many attempts and no more. */
    private static final int STRETCH = 20_000;

    private static final UUID NEWEST = new UUID(-1, -1);
    private static final UUID OLDEST = new UUID(0, 0);
    private static final Duration DAY = Duration.ofDays(1);
    private static final int ENOUGH = 1_000;

    private final CurrentEnvironment environment;
    private final Transactions transactions;
    private final Attempts attempts;
    private final Retries retries;
    private final Lanes lanes;
    private final LogReader log;

    DeliveryLog(
            CurrentEnvironment environment,
            Transactions transactions,
            Attempts attempts,
            Retries retries,
            Lanes lanes,
            LogReader log) {
        this.environment = environment;
        this.transactions = transactions;
        this.attempts = attempts;
        this.retries = retries;
        this.lanes = lanes;
        this.log = log;
    }

    /**
     * @param failed only events that an attempt failed for
     * @param type   only events of this type; null: all
     */
    public record Filter(boolean failed, String type) {
        public static final Filter ALL = new Filter(false, null);

        boolean isOn() {
            return failed || type != null;
        }
    }

    /**
     * A page of the log, the newest first.
     *
     * @param next where the log goes on; there may be more even if this page is empty
     */
    public record Found(List<EventDeliveries> rows, Optional<UUID> next) {}

    /** One event at one endpoint; the request is empty once retention has taken the event away. */
    public record Detail(EventDeliveries delivery, Optional<SentRequest> request) {}

    /** The same in pages that go both ways; keys of the window are event ids. */
    public Slice<EventDeliveries> page(UUID endpoint, Window window) {
        return transactions.call(() -> {
            Slice<Attempts.Tried> tried = attempts.events(environment.id(), endpoint, window);
            return new Slice<>(deliveries(endpoint, tried.rows()), tried.earlier(), tried.later());
        });
    }

    /** @param from the event to begin at, as {@link Found#next} says; null: at the newest */
    public Found page(UUID endpoint, Filter filter, UUID from, int limit) {
        UUID start = from == null ? NEWEST : from;
        return transactions.call(() -> {
            Optional<UUID> border =
                    filter.isOn() ? attempts.behind(environment.id(), endpoint, start, STRETCH) : Optional.empty();
            var tried = attempts.find(environment.id(), endpoint, filter, start, border.orElse(OLDEST), limit + 1);
            boolean more = tried.size() > limit;
            var rows = deliveries(endpoint, more ? tried.subList(0, limit) : tried);
            return new Found(rows, more ? Optional.of(tried.getLast().eventId()) : border);
        });
    }

    /** Empty when this event was never tried at this endpoint, or too long ago. */
    public Optional<Detail> find(UUID endpoint, UUID event) {
        return transactions.call(() -> {
            List<Try> tries =
                    attempts.of(environment.id(), endpoint, List.of(event)).getOrDefault(event, List.of());
            return tries.isEmpty() ? Optional.empty() : Optional.of(detail(endpoint, event, tries));
        });
    }

    /** Of the events of the last 24 hours, at most 1,000 attempts. */
    public DeliveryStatistics statistics(UUID endpoint) {
        return transactions.call(() ->
                attempts.statistics(environment.id(), endpoint, Instant.now().minus(DAY), ENOUGH));
    }

    private List<EventDeliveries> deliveries(UUID endpoint, List<Attempts.Tried> events) {
        var ids = events.stream().map(Attempts.Tried::eventId).toList();
        var tries = attempts.of(environment.id(), endpoint, ids);
        var rows = retries.of(environment.id(), endpoint, ids);
        return events.stream()
                .map(event -> EventDeliveries.of(
                        event,
                        tries.getOrDefault(event.eventId(), List.of()),
                        Optional.ofNullable(rows.get(event.eventId()))))
                .toList();
    }

    private Detail detail(UUID endpoint, UUID event, List<Try> tries) {
        String type = attempts.find(environment.id(), endpoint, Filter.ALL, event, OLDEST, 1)
                .getFirst()
                .type();
        var rows = retries.of(environment.id(), endpoint, List.of(event));
        var delivery = EventDeliveries.of(new Attempts.Tried(event, type), tries, Optional.ofNullable(rows.get(event)));
        return new Detail(delivery, body(delivery).flatMap(body -> request(endpoint, delivery, body)));
    }

    private Optional<byte[]> body(EventDeliveries delivery) {
        if (delivery.isTest()) {
            return Optional.of(SampleEvents.body(delivery.type(), delivery.eventId()));
        }
        return log.find(List.of(new LogReader.Key(environment.id(), delivery.eventId()))).stream()
                .findFirst()
                .map(StoredEvent::body);
    }

    private Optional<SentRequest> request(UUID endpoint, EventDeliveries delivery, byte[] body) {
        Instant started = delivery.attempts().getLast().startedAt();
        return lanes.subscription(environment.id(), endpoint)
                .map(subscription -> subscription.message(delivery.eventId(), body, started))
                .map(SentRequest::of);
    }
}
