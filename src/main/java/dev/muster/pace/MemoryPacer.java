package dev.muster.pace;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Counts in this process. Holds at most 100,000 keys: those at rest are forgotten first, which changes nothing. */
public final class MemoryPacer implements Pacer {

    private static final int MOST_KEYS = 100_000;
    private static final int FIRST_SWEEP = 1_024;

    /** Per key the microsecond since 1970 at which it is back on its pace. */
    private final ConcurrentMap<String, Long> onPaceAt = new ConcurrentHashMap<>();

    private volatile int sweepAt = FIRST_SWEEP;

    @Override
    public Permit tryAcquire(String key, Rate rate, Instant now) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, now);
        while (true) {
            Long seen = onPaceAt.get(key);
            long next = start(seen, rate, micros) + rate.intervalMicros();
            long wait = next - micros - rate.toleranceMicros();
            if (wait > 0) {
                return Permit.afterMicros(wait);
            }
            if (seen == null ? added(key, next, micros) : onPaceAt.replace(key, seen, next)) {
                return Permit.afterMicros(0);
            }
        }
    }

    /** Takes back the share of a request that was let through. */
    public void giveBack(String key, Rate rate) {
        onPaceAt.computeIfPresent(key, (same, time) -> time - rate.intervalMicros());
    }

    /** From now on the key counts as rested. */
    public void forget(String key) {
        onPaceAt.remove(key);
    }

    int size() {
        return onPaceAt.size();
    }

    /** The upper bound is only met when the clock stepped back, and keeps that from blocking the key for as long. */
    private static long start(Long seen, Rate rate, long now) {
        return seen == null ? now : Math.clamp(seen, now, now + rate.toleranceMicros());
    }

    private boolean added(String key, long next, long now) {
        if (onPaceAt.size() >= sweepAt) {
            sweep(now);
        }
        return onPaceAt.putIfAbsent(key, next) == null;
    }

    private void sweep(long now) {
        onPaceAt.values().removeIf(time -> time <= now);
        if (onPaceAt.size() >= MOST_KEYS) {
            forgetSome(MOST_KEYS / 2);
        }
        sweepAt = Math.clamp(2L * onPaceAt.size(), FIRST_SWEEP, MOST_KEYS);
    }

    /** A flood of keys then gets some bursts anew; running out of memory would be worse. */
    private void forgetSome(int count) {
        Iterator<String> keys = onPaceAt.keySet().iterator();
        for (int i = 0; i < count && keys.hasNext(); i++) {
            keys.next();
            keys.remove();
        }
    }
}
