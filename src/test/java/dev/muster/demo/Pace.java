package dev.muster.demo;

import java.time.Duration;

/**
 * How long to wait, so that people can follow.
 *
 * @param request before each request
 * @param act before each act
 */
record Pace(Duration request, Duration act) {

    static final Pace HUMAN = new Pace(Duration.ofMillis(900), Duration.ofMillis(2500));
    static final Pace FAST = new Pace(Duration.ZERO, Duration.ZERO);

    void beforeRequest() {
        sleep(request);
    }

    void beforeAct() {
        sleep(act);
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            throw new DemoFailed("Interrupted.", e);
        }
    }
}
