package dev.muster.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link Pacer} does, wherever it counts. */
abstract class PacerContract {

    private static final Rate FIVE_AT_ONCE_THEN_TWO_A_SECOND = new Rate(2, 5);

    private final String key = "directory " + UUID.randomUUID();
    private Instant now = Instant.parse("2026-01-15T12:00:00Z");

    abstract Pacer pacer();

    @Test
    void aBurstGoesThroughAndTheNextMustWait() {
        assertThat(allowedOf(8)).isEqualTo(5);

        Permit refused = acquire();
        assertThat(refused.allowed()).isFalse();
        assertThat(refused.delay()).isEqualTo(Duration.ofMillis(500));
        assertThat(refused.retryAfterSeconds()).isEqualTo(1);
    }

    @Test
    void whoWaitsAsLongAsToldIsLetThrough() {
        allowedOf(5);

        for (int i = 0; i < 20; i++) {
            now = now.plus(acquire().delay());
            assertThat(acquire().allowed()).isTrue();
            assertThat(acquire().allowed()).isFalse();
        }
    }

    @Test
    void whoComesAMomentTooEarlyIsNot() {
        allowedOf(5);
        now = now.plus(acquire().delay()).minusNanos(1_000);

        assertThat(acquire().allowed()).isFalse();
    }

    @Test
    void refusalsCostNothing() {
        allowedOf(1_000);
        now = now.plusMillis(500);

        assertThat(allowedOf(10)).isEqualTo(1);
    }

    @Test
    void aRestEarnsTheBurstBackAndNoMore() {
        allowedOf(5);
        now = now.plus(Duration.ofMillis(2_500));
        assertThat(allowedOf(10)).isEqualTo(5);

        now = now.plus(Duration.ofDays(30));
        assertThat(allowedOf(10)).isEqualTo(5);
    }

    @Test
    void aSteadyPaceBelowTheRateIsNeverRefused() {
        for (int i = 0; i < 100; i++) {
            assertThat(acquire().allowed()).isTrue();
            now = now.plusMillis(500);
        }
    }

    @Test
    void keysDoNotTouchEachOther() {
        allowedOf(5);

        assertThat(pacer().tryAcquire(key + " other", FIVE_AT_ONCE_THEN_TWO_A_SECOND, now)
                        .allowed())
                .isTrue();
    }

    @Test
    void slowRatesTellTheirLongWait() {
        Rate fiveInAQuarter = Rate.of(5, Duration.ofMinutes(15));
        for (int i = 0; i < 5; i++) {
            assertThat(pacer().tryAcquire(key, fiveInAQuarter, now).allowed()).isTrue();
        }

        assertThat(pacer().tryAcquire(key, fiveInAQuarter, now).retryAfterSeconds())
                .isEqualTo(180);
    }

    @Test
    void aClockThatStepsBackBlocksForNoLongerThanOneStep() {
        allowedOf(5);
        now = now.minus(Duration.ofHours(1));

        assertThat(acquire().delay()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void parallelRequestsGetExactlyTheBurst() throws Exception {
        Rate hundred = new Rate(1, 100);
        Callable<Long> tries = () -> IntStream.range(0, 50)
                .filter(i -> pacer().tryAcquire(key, hundred, now).allowed())
                .count();

        long allowed = 0;
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var count : threads.invokeAll(Collections.nCopies(8, tries))) {
                allowed += count.get();
            }
        }
        assertThat(allowed).isEqualTo(100);
    }

    private long allowedOf(int requests) {
        return IntStream.range(0, requests).filter(i -> acquire().allowed()).count();
    }

    private Permit acquire() {
        return pacer().tryAcquire(key, FIVE_AT_ONCE_THEN_TWO_A_SECOND, now);
    }
}
