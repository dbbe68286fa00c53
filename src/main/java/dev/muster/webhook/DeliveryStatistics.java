package dev.muster.webhook;

import java.util.Optional;

/**
 * How the newest attempts at an endpoint went.
 *
 * @param p95Millis the time that 95 of 100 stayed within, refusals and timeouts included; empty without attempts
 */
public record DeliveryStatistics(long attempts, long delivered, Optional<Integer> p95Millis) {

    /** Successes in percent, rounded down, so that 100 means all; empty without attempts. */
    public Optional<Integer> successPercent() {
        return attempts == 0 ? Optional.empty() : Optional.of((int) (100 * delivered / attempts));
    }
}
