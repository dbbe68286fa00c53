package dev.muster.webhook;

import dev.muster.webhook.Outcome.Refused;
import java.time.Duration;
import java.time.Instant;

/** How an endpoint is doing, and so how much it gets at a time. */
final class Health {

    private static final int TOO_MANY_REQUESTS = 429;

    private final int capacity;
    private final Pace pace;
    private final Latencies latencies = new Latencies();
    private Breaker breaker;
    private Instant firstFailureAt;
    private Instant lastSuccessAt;
    private int inFlight;

    /** @param capacity most deliveries in flight */
    Health(LaneState state, int capacity, Instant now) {
        this.capacity = capacity;
        this.pace = new Pace(state.subscription().ratePerSecond(), now);
        this.breaker = state.breaker();
        this.firstFailureAt = state.firstFailureAt();
        this.lastSuccessAt = state.lastSuccessAt();
    }

    boolean permitsOne(Instant now) {
        return inFlight < breaker.permits(now, capacity) && pace.allows(now);
    }

    /** Whether anything may go at all, now or when something in flight has come back. */
    boolean flows(Instant now) {
        return breaker.permits(now, capacity) > 0;
    }

    void departed(Instant now) {
        inFlight++;
        pace.sent(now);
    }

    void landed(Outcome outcome, int millis, Instant now) {
        inFlight--;
        latencies.add(millis);
        breaker = breaker.after(outcome.sign(), now);
        if (outcome instanceof Outcome.Delivered) {
            firstFailureAt = null;
            lastSuccessAt = now;
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

    boolean isSlow() {
        return latencies.areSlow();
    }

    int inFlight() {
        return inFlight;
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
