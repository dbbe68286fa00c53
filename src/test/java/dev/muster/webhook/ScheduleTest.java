package dev.muster.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {

    private static final Instant NOW = Instant.parse("2026-01-15T12:00:00Z");
    private static final RandomGenerator NO_JITTER = () -> 0;
    private static final RandomGenerator MOST_JITTER = () -> -1;

    @Test
    void theDefaultTriesThirteenTimesOverThreeDays() {
        Duration all = Schedule.DEFAULT.waits().stream().reduce(Duration.ZERO, Duration::plus);

        assertThat(Schedule.DEFAULT.attempts()).isEqualTo(13);
        assertThat(all).isBetween(Duration.ofHours(71), Duration.ofHours(72));
        assertThat(Schedule.DEFAULT).hasToString("5s,30s,2m,10m,30m,1h,2h,4h,8h,12h,20h,1d");
    }

    @Test
    void afterTheLastAttemptThereIsNone() {
        Schedule twice = Schedule.parse("5s");

        assertThat(twice.nextAttempt(1, NOW, null, NO_JITTER)).contains(NOW.plusSeconds(5));
        assertThat(twice.nextAttempt(2, NOW, null, NO_JITTER)).isEmpty();
        assertThat(twice.nextAttempt(99, NOW, "10", NO_JITTER)).isEmpty();
    }

    @Test
    void chanceAddsUpToAFifthAndNeverTakesAway() {
        Random random = new Random(1);

        for (int attempt = 1; attempt <= 12; attempt++) {
            Duration wait = Schedule.DEFAULT.waits().get(attempt - 1);
            for (int i = 0; i < 200; i++) {
                assertThat(Schedule.DEFAULT
                                .nextAttempt(attempt, NOW, null, random)
                                .orElseThrow())
                        .isBetween(NOW.plus(wait), NOW.plus(wait.multipliedBy(6).dividedBy(5)));
            }
        }
        assertThat(Schedule.DEFAULT.nextAttempt(2, NOW, null, MOST_JITTER).orElseThrow())
                .isAfter(NOW.plusMillis(35_900));
    }

    @ParameterizedTest
    @CsvSource({
        "120, 120",
        "' 120 ', 120",
        "0007, 7",
        "1, 5",
        "0, 5",
        "86400, 86400",
        "86401, 86400",
        "999999999, 86400",
        "'Thu, 15 Jan 2026 12:10:00 GMT', 600",
        "'Thu, 15 Jan 2026 11:00:00 GMT', 5",
        "'Sun, 15 Feb 2026 12:00:00 GMT', 86400",
    })
    void retryAfterIsTheLeastWaitUpToADay(String header, long seconds) {
        assertThat(Schedule.DEFAULT.nextAttempt(1, NOW, header, NO_JITTER)).contains(NOW.plusSeconds(seconds));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "-5",
                "+5",
                "1.5",
                "1e3",
                "soon",
                "120s",
                "0x10",
                "١٢٠",
                "99999999999999999999",
                "Thu, 99 Jan 2026 12:10:00 GMT",
                "2026-01-15T13:00:00Z",
                "120, 60",
                "\u0000",
            })
    void nonsenseInRetryAfterIsIgnored(String header) {
        assertThat(Schedule.DEFAULT.nextAttempt(1, NOW, header, NO_JITTER)).contains(NOW.plusSeconds(5));
    }

    @Test
    void aHugeRetryAfterIsIgnoredQuickly() {
        assertThat(Schedule.DEFAULT.nextAttempt(1, NOW, "0".repeat(8_000) + "9", NO_JITTER))
                .contains(NOW.plusSeconds(5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ",", "5", "5 s x", "s", "-5s", "0s", "8d", "5s,", "5s;30s", "5s,x", "1.5h", "9999999999s"})
    void wrongSchedulesAreRefusedWithASentence(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Schedule.parse(text))
                .withMessageStartingWith("The retry schedule")
                .withMessageEndingWith(".");
    }

    @Test
    void aScheduleHasABoundedLength() {
        assertThatIllegalArgumentException().isThrownBy(() -> Schedule.parse("1s" + ",1s".repeat(100)));
    }

    @Test
    void unitsFromMillisecondsToDaysAreRead() {
        assertThat(Schedule.parse("50ms, 5s,2m ,1h,7d").waits())
                .containsExactly(
                        Duration.ofMillis(50),
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(2),
                        Duration.ofHours(1),
                        Duration.ofDays(7));
    }
}
