package dev.muster.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * When a failed delivery is tried again. The waits are a list; chance only ever adds to them, so that a receiver which
 * reads the schedule in the documentation never sees an attempt too early.
 *
 * @param waits before each retry, in order; empty means that there is none
 */
public record Schedule(List<Duration> waits) {

    /** 12 retries, the last 71.7 hours after the first attempt. */
    public static final Schedule DEFAULT = parse("5s,30s,2m,10m,30m,1h,2h,4h,8h,12h,20h,24h");

    private static final double MOST_JITTER = 0.2;
    private static final int MOST_RETRIES = 100;

    public Schedule {
        waits = List.copyOf(waits);
    }

    /**
     * Reads waits such as {@code 5s,30s,2m,1h,1d} ({@code ms}, {@code s}, {@code m}, {@code h}, {@code d}), up to 100,
     * each longer than nothing and at most 7 days.
     *
     * @throws IllegalArgumentException with a sentence for the operator
     */
    public static Schedule parse(String text) {
        String[] waits = text.split(",", -1);
        if (waits.length > MOST_RETRIES) {
            throw new IllegalArgumentException(
                    "The retry schedule has " + waits.length + " waits; at most " + MOST_RETRIES + " are allowed.");
        }
        return new Schedule(Arrays.stream(waits).map(Wait::parse).toList());
    }

    /** Only the retries that come within so long of the first attempt. */
    public Schedule within(Duration patience) {
        Duration gone = Duration.ZERO;
        List<Duration> kept = new ArrayList<>();
        for (Duration wait : waits) {
            gone = gone.plus(wait);
            if (gone.compareTo(patience) > 0) {
                break;
            }
            kept.add(wait);
        }
        return new Schedule(kept);
    }

    /** Every attempt of one delivery: the first and the retries. */
    public int attempts() {
        return waits.size() + 1;
    }

    /**
     * When to try again after the attempt of this number (the first is 1) failed now, or empty if it was the last.
     *
     * @param retryAfter the receiver's {@code Retry-After} header, null if there was none: seconds or an HTTP date
     *     (RFC 9110, 10.2.3), heeded as the least wait up to 24 hours; anything else is ignored
     */
    public Optional<Instant> nextAttempt(int attempt, Instant now, String retryAfter, RandomGenerator random) {
        if (attempt > waits.size()) {
            return Optional.empty();
        }
        Duration step = waits.get(attempt - 1);
        Duration asked = RetryAfter.parse(retryAfter, now).orElse(Duration.ZERO);
        Duration least = asked.compareTo(step) > 0 ? asked : step;
        return Optional.of(now.plus(least).plusMillis((long) (least.toMillis() * MOST_JITTER * random.nextDouble())));
    }

    @Override
    public String toString() {
        return waits.stream().map(Wait::print).collect(Collectors.joining(","));
    }
}
