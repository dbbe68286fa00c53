package dev.muster.pace;

import java.time.Duration;

/**
 * How much is allowed.
 *
 * @param perSecond requests a second in the long run, more than 0; fractions are fine (0.1 is one in ten seconds)
 * @param burst requests that may come at once after a rest, at least 1
 */
public record Rate(double perSecond, int burst) {

    private static final double MICROS = 1_000_000;

    public Rate {
        if (!(perSecond > 0) || burst < 1) {
            throw new IllegalArgumentException("A rate needs more than 0 per second and a burst of at least 1.");
        }
    }

    /** For limits such as 5 sign-ins in 15 minutes, which may also all come at once. */
    public static Rate of(int requests, Duration every) {
        return new Rate(requests / (every.toNanos() / 1e9), requests);
    }

    /** Microseconds from one request to the next. */
    long intervalMicros() {
        return Math.max(1, Math.round(MICROS / perSecond));
    }

    /** Microseconds by which a key may be ahead of its pace. */
    long toleranceMicros() {
        return Math.multiplyExact(intervalMicros(), burst);
    }
}
