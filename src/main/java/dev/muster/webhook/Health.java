package dev.muster.webhook;

import dev.muster.webhook.Outcome.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * How an endpoint is doing, and so how much it gets at a time. An endpoint that nobody has heard of gets two, and one more
 * with each success while it uses what it has: many that never answer then hold few places each.
 */
final class Health {

    private static final int FIRST_WINDOW = 2;
    private static final Duration SLOW = Duration.ofSeconds(2);

    private static final int TOO_MANY_REQUESTS = 429;

    private final int capacity;
    private final Pace pace;
    private final Latencies latencies = new Latencies();
    private Breaker breaker;
    private Instant firstFailureAt;
    private Instant lastSuccessAt;
    private final Set<Delivery> inFlight = new LinkedHashSet<>();
    private int window = FIRST_WINDOW;

    /** @param capacity most deliveries in flight */
    Health(LaneState state, int capacity, Instant now) {
        this.capacity = capacity;
        this.pace = new Pace(state.subscription().ratePerSecond(), now);
        this.breaker = state.breaker();
        this.firstFailureAt = state.firstFailureAt();
        this.lastSuccessAt = state.lastSuccessAt();
    }

    boolean permitsOne(Instant now) {
        return inFlight.size() < Math.min(window, breaker.permits(now, capacity)) && pace.allows(now);
    }

    /** Whether anything may go at all, now or when something in flight has come back. */
    boolean flows(Instant now) {
        return breaker.permits(now, capacity) > 0;
    }

    void departed(Delivery delivery, Instant now) {
        inFlight.add(delivery);
        pace.sent(now);
    }

    void landed(Delivery delivery, Outcome outcome, int millis, Instant now) {
        boolean full = inFlight.size() >= window;
        inFlight.remove(delivery);
        latencies.add(millis);
        breaker = breaker.after(outcome.sign(), now);
        if (outcome instanceof Outcome.Delivered) {
            firstFailureAt = null;
            lastSuccessAt = now;
            window = Math.min(capacity, full ? window + 1 : window);
        } else if (!(outcome instanceof Outcome.Gone)) {
            firstFailureAt = firstFailureAt == null ? now : firstFailureAt;
        }
        if (outcome instanceof Refused refused && refused.status() == TOO_MANY_REQUESTS) {
            pace.slowDown(RetryAfter.parse(refused.retryAfter(), now).orElse(Duration.ZERO), now);
        }
    }

    boolean isFrozen() {
        return breaker instanceof Breaker.Open;
    }

    /** It often took long, or the oldest attempt under way does. */
    boolean isSlow(Instant now) {
        return latencies.areSlow()
                || !inFlight.isEmpty()
                        && inFlight.iterator().next().departedAt().plus(SLOW).isBefore(now);
    }

    int inFlight() {
        return inFlight.size();
    }

    Breaker breaker() {
        return breaker;
    }

    /** Since when nothing has been delivered; null if the last attempt went well. */
    Instant firstFailureAt() {
        return firstFailureAt;
    }

    Instant lastSuccessAt() {
        return lastSuccessAt;
    }
}
