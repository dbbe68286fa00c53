package dev.muster.webhook;

import static dev.muster.webhook.Breaker.Sign.REFUSING;
import static dev.muster.webhook.Breaker.Sign.SILENT;
import static dev.muster.webhook.Breaker.Sign.WELL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.webhook.Breaker.Sign;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BreakerTest {

    private static final int CAPACITY = 8;

    private Instant now = Instant.parse("2026-01-15T12:00:00Z");
    private Breaker breaker = Breaker.CLOSED;

    @Test
    void aNewEndpointGetsAllItsPermits() {
        assertThat(permits()).isEqualTo(CAPACITY);
    }

    @Test
    void fiveAttemptsInARowWithoutAnswerOpenIt() {
        happens(SILENT, 4);
        assertThat(permits()).isEqualTo(CAPACITY);

        happens(SILENT, 1);
        assertThat(permits()).isZero();
    }

    @Test
    void anyAnswerStartsTheRowAnew() {
        happens(SILENT, 4);
        happens(WELL, 9);
        happens(SILENT, 4);

        assertThat(permits()).isEqualTo(CAPACITY);
    }

    @Test
    void halfOfTenFailuresWithinAMinuteOpenIt() {
        happens(WELL, 5);
        happens(REFUSING, 4);
        assertThat(permits()).isEqualTo(CAPACITY);

        happens(REFUSING, 1);
        assertThat(permits()).isZero();
    }

    @Test
    void nineFailuresAreTooFewToTell() {
        happens(REFUSING, 9);

        assertThat(permits()).isEqualTo(CAPACITY);
    }

    @Test
    void lessThanHalfIsAPoisonousEventAndNotASickEndpoint() {
        for (int i = 0; i < 100; i++) {
            happens(WELL, 2);
            happens(REFUSING, 1);
        }

        assertThat(permits()).isEqualTo(CAPACITY);
    }

    @Test
    void failuresOfMoreThanAMinuteAgoAreForgotten() {
        happens(REFUSING, 9);
        passes(Duration.ofSeconds(61));
        happens(REFUSING, 9);

        assertThat(permits()).isEqualTo(CAPACITY);
    }

    @Test
    void probesGoAfterThirtySecondsOneTwoFourEightAndThenTenMinutes() {
        happens(SILENT, 5);

        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            Instant probe = ((Breaker.Open) breaker).nextProbe();
            waits.add(Duration.between(now, probe).toSeconds());
            now = probe.minusMillis(1);
            assertThat(permits()).isZero();
            now = probe;
            assertThat(permits()).isOne();
            happens(i % 2 == 0 ? SILENT : REFUSING, 1);
        }

        assertThat(waits).containsExactly(30L, 60L, 120L, 240L, 480L, 600L, 600L);
    }

    @Test
    void manyFailedProbesDoNotOverflow() {
        breaker = new Breaker.Open(now, Integer.MAX_VALUE - 1, now);
        happens(SILENT, 1);

        assertThat(((Breaker.Open) breaker).nextProbe()).isEqualTo(now.plus(Duration.ofMinutes(10)));
    }

    @Test
    void stragglersFromBeforeItOpenedChangeNothing() {
        happens(SILENT, 5);
        Breaker opened = breaker;
        passes(Duration.ofSeconds(10));

        happens(SILENT, 3);
        happens(WELL, 1);

        assertThat(breaker).isEqualTo(opened);
    }

    @Test
    void aSuccessfulProbeStartsSlowlyAndDoublesEveryFiveSeconds() {
        happens(SILENT, 5);
        passes(Duration.ofSeconds(30));
        happens(WELL, 1);

        List<Integer> permits = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            permits.add(permits());
            passes(Duration.ofSeconds(5));
        }

        assertThat(permits).containsExactly(1, 2, 4, 8, 8);
        passes(Duration.ofDays(3_000));
        assertThat(permits()).isEqualTo(CAPACITY);
    }

    @Test
    void aRelapseDuringTheSlowStartOpensItAgainFromTheBeginning() {
        happens(SILENT, 6);
        passes(Duration.ofSeconds(30));
        happens(WELL, 1);
        happens(SILENT, 5);

        assertThat(breaker).isEqualTo(new Breaker.Open(now, 0, now.plusSeconds(30)));
    }

    @Test
    void aClockThatStepsBackDoesNotBreakIt() {
        happens(SILENT, 5);
        passes(Duration.ofSeconds(30));
        happens(WELL, 1);
        passes(Duration.ofHours(-1));
        happens(WELL, 1);

        assertThat(permits()).isOne();
    }

    private void happens(Sign sign, int times) {
        for (int i = 0; i < times; i++) {
            breaker = breaker.after(sign, now);
        }
    }

    private void passes(Duration time) {
        now = now.plus(time);
    }

    private int permits() {
        return breaker.permits(now, CAPACITY);
    }
}
