package dev.muster.webhook;

import java.time.Duration;

/** Whether an endpoint is slow: more than one in twenty of its last attempts took longer than 5 seconds. */
final class Latencies {

    private static final int KEPT = 20;
    private static final long SLOW_MILLIS = Duration.ofSeconds(5).toMillis();

    private final boolean[] slow = new boolean[KEPT];
    private int next;
    private int slowOnes;

    void add(long millis) {
        slowOnes += (millis > SLOW_MILLIS ? 1 : 0) - (slow[next] ? 1 : 0);
        slow[next] = millis > SLOW_MILLIS;
        next = (next + 1) % KEPT;
    }

    boolean areSlow() {
        return slowOnes > 1;
    }
}
