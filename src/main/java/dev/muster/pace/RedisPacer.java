package dev.muster.pace;

import io.quarkus.redis.datasource.RedisDataSource;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jboss.logging.Logger;

/**
 * Counts in Redis, so that all replicas share one limit. While Redis is away each counts for itself: limits are then
 * looser, but no request fails or waits for a store that only guards it.
 */
final class RedisPacer implements Pacer {

    private static final Logger LOG = Logger.getLogger(RedisPacer.class);

    /** How long to leave a Redis alone that did not answer, since each try may cost a request its time-out. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    /**
     * The same steps as {@link MemoryPacer}, in one round trip. KEYS: the key; ARGV: now, interval, tolerance, in
     * microseconds. Returns the microseconds to wait. Numbers stay below 2^53, so Lua's doubles hold them exactly.
     */
    private static final String SCRIPT = """
            local now, interval, tolerance = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
            local seen = tonumber(redis.call('GET', KEYS[1]) or ARGV[1])
            local next = math.min(math.max(seen, now), now + tolerance) + interval
            local wait = next - now - tolerance
            if wait > 0 then
              return wait
            end
            redis.call('SET', KEYS[1], string.format('%.0f', next), 'PX', math.ceil((next - now) / 1000))
            return 0
            """;

    private final RedisDataSource redis;
    private final Pacer whileAway;
    private volatile Instant awayUntil = Instant.MIN;

    RedisPacer(RedisDataSource redis, Pacer whileAway) {
        this.redis = redis;
        this.whileAway = whileAway;
    }

    @Override
    public Permit tryAcquire(String key, Rate rate, Instant now) {
        if (now.isBefore(awayUntil)) {
            return whileAway.tryAcquire(key, rate, now);
        }
        try {
            return Permit.afterMicros(ask(key, rate, now));
        } catch (RuntimeException e) {
            LOG.warnf("Redis does not count rate limits (%s); this process does for %s.", e, PAUSE);
            awayUntil = now.plus(PAUSE);
            return whileAway.tryAcquire(key, rate, now);
        }
    }

    private long ask(String key, Rate rate, Instant now) {
        return redis.execute(
                        "EVAL",
                        SCRIPT,
                        "1",
                        "pace:" + key,
                        Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, now)),
                        Long.toString(rate.intervalMicros()),
                        Long.toString(rate.toleranceMicros()))
                .toLong();
    }
}
