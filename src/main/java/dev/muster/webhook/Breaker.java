package dev.muster.webhook;

import java.time.Duration;
import java.time.Instant;

/**
 * Whether an endpoint gets deliveries at the moment. It opens when nobody answers (5 times in a row) or when too much
 * fails (half of at least 10 attempts within 60 s); open, one probe goes out after 30 s, 1, 2, 4, 8, then every 10
 * minutes; the first success closes it, and the endpoint is warmed up again from one delivery at a time, doubling every
 * 5 s.
 *
 * <p>Immutable and without a clock. Only {@link Open} needs to be stored: a process that starts with {@link #CLOSED}
 * loses nothing but a minute of counts.
 */
public sealed interface Breaker {

    Breaker CLOSED = new Closed(0, FailureWindow.EMPTY, Instant.MIN);

    /** What an attempt says about the health of the endpoint. */
    enum Sign {
        /** It took the event. */
        WELL,
        /** It answered, but refused. */
        REFUSING,
        /** It could not be reached or did not answer in time. */
        SILENT
    }

    /** How many deliveries may be in flight now, of at most {@code capacity}: 0 while open, 1 when a probe is due. */
    int permits(Instant now, int capacity);

    /** The breaker after an attempt that ended now. */
    Breaker after(Sign sign, Instant now);

    /**
     * Deliveries flow.
     *
     * @param silentInRow attempts in a row without an answer
     * @param warmSince when a slow start began; long ago if there was none
     */
    record Closed(int silentInRow, FailureWindow window, Instant warmSince) implements Breaker {

        private static final int MOST_SILENT = 5;
        private static final Duration DOUBLING = Duration.ofSeconds(5);

        @Override
        public int permits(Instant now, int capacity) {
            long doublings = warmSince.equals(Instant.MIN)
                    ? 30
                    : Duration.between(warmSince, now).dividedBy(DOUBLING);
            return (int) Math.min(capacity, 1L << Math.clamp(doublings, 0, 30));
        }

        @Override
        public Breaker after(Sign sign, Instant now) {
            int silent = sign == Sign.SILENT ? silentInRow + 1 : 0;
            FailureWindow counted = window.with(sign != Sign.WELL, now);
            return silent >= MOST_SILENT || counted.tooMany() ? Open.at(now) : new Closed(silent, counted, warmSince);
        }
    }

    /**
     * Deliveries wait, except for one probe at a time once it is due.
     *
     * @param since when it opened
     * @param failedProbes probes that failed since
     * @param nextProbe when the next one may go
     */
    record Open(Instant since, int failedProbes, Instant nextProbe) implements Breaker {

        private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
        private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

        static Open at(Instant now) {
            return new Open(now, 0, now.plus(FIRST_WAIT));
        }

        @Override
        public int permits(Instant now, int capacity) {
            return now.isBefore(nextProbe) ? 0 : Math.min(1, capacity);
        }

        /** Attempts that were in flight when it opened come back before the probe is due, and say nothing new. */
        @Override
        public Breaker after(Sign sign, Instant now) {
            if (now.isBefore(nextProbe)) {
                return this;
            }
            return switch (sign) {
                case WELL -> new Closed(0, FailureWindow.EMPTY, now);
                case REFUSING, SILENT -> new Open(since, failedProbes + 1, now.plus(waitAfter(failedProbes + 1)));
            };
        }

        private static Duration waitAfter(int probes) {
            Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(probes, 10));
            return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
        }
    }
}
