package dev.muster.webhook;

import java.time.Duration;
import java.time.Instant;

/**
 * How fast an endpoint may be served: its own limit, and for a while less than it got when it answered 429. Tokens come at
 * the rate and are saved up for at most a second.
 */
final class Pace {

    private static final Duration SHORTEST_BRAKE = Duration.ofSeconds(60);
    private static final double NANOS = 1e9;

    private final double limit;
    private double brake = Double.POSITIVE_INFINITY;
    private Instant brakeUntil = Instant.MIN;
    private double tokens = 1;
    private Instant filled;
    private int sentInSecond;
    private int sentBefore;
    private long second;

    /** @param perSecond 0 for no limit */
    Pace(int perSecond, Instant now) {
        this.limit = perSecond == 0 ? Double.POSITIVE_INFINITY : perSecond;
        this.filled = now;
    }

    boolean allows(Instant now) {
        double rate = rate(now);
        if (Double.isInfinite(rate)) {
            return true;
        }
        double gained = Duration.between(filled, now).toNanos() / NANOS * rate;
        tokens = Math.min(Math.max(1, rate), tokens + Math.max(0, gained));
        filled = now;
        return tokens >= 1;
    }

    void sent(Instant now) {
        tokens -= 1;
        turnTo(now.getEpochSecond());
        sentInSecond++;
    }

    /** Half of what it got, until it is ready again or a minute has passed, whichever is later. */
    void slowDown(Duration asked, Instant now) {
        turnTo(now.getEpochSecond());
        double got = Math.max(sentBefore, sentInSecond);
        brake = Math.max(1, Math.min(rate(now), got) / 2);
        brakeUntil = now.plus(asked.compareTo(SHORTEST_BRAKE) > 0 ? asked : SHORTEST_BRAKE);
        tokens = 0;
        filled = now;
    }

    private double rate(Instant now) {
        return now.isBefore(brakeUntil) ? Math.min(limit, brake) : limit;
    }

    private void turnTo(long now) {
        if (now != second) {
            sentBefore = now == second + 1 ? sentInSecond : 0;
            sentInSecond = 0;
            second = now;
        }
    }
}
