package dev.muster.pace;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The answer of a {@link Pacer}.
 *
 * @param delay zero if the request may go on, or how long until one would
 */
public record Permit(Duration delay) {

    static Permit afterMicros(long micros) {
        return new Permit(Duration.ofNanos(TimeUnit.MICROSECONDS.toNanos(Math.max(0, micros))));
    }

    public boolean allowed() {
        return delay.isZero();
    }

    /** Whole seconds for a {@code Retry-After} header, rounded up, so that a client that heeds it is let through. */
    public long retryAfterSeconds() {
        return delay.plusNanos(999_999_999).toSeconds();
    }
}
