package dev.muster.support.trace;

import java.time.Duration;

/**
 * How long a replay waits.
 *
 * @param forEvents the longest time for events that must come
 * @param toSettle after the last step, so that events that must not come can show up
 */
record Waits(Duration forEvents, Duration toSettle) {

    static final Waits USUAL = new Waits(Duration.ofSeconds(5), Duration.ofMillis(300));
}
