package dev.muster.support.trace;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.core.ConditionTimeoutException;

/** Waiting, where a trace says so. */
final class Pause {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private Pause() {}

    static void of(Duration length) {
        if (length.isPositive()) {
            await().pollInSameThread()
                    .pollDelay(length)
                    .atMost(length.plusSeconds(1))
                    .until(() -> true);
        }
    }

    /** Returns as soon as the condition holds, or when the time is up; the caller looks which. */
    static void until(Duration limit, Callable<Boolean> condition) {
        try {
            await().pollInSameThread()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(BETWEEN_LOOKS)
                    .atMost(limit)
                    .until(condition);
        } catch (ConditionTimeoutException timeIsUp) {
            // The caller reports what is missing, in its own words.
        }
    }
}
