package dev.muster.id;

import java.util.UUID;

/** Remembers the last id, so that ids of one millisecond, or of a clock that stepped back, still rise. */
final class Sequence {

    /** Steps inside a millisecond are random up to this, so that a neighbour's id cannot be guessed by adding one. */
    private static final long STEP_MASK = 0xFFFF_FFFFL;

    private long high;
    private long low;

    synchronized UUID after(long millis, long randomHigh, long randomLow) {
        if (millis > high >>> 16) {
            high = millis << 16 | randomHigh & 0xFFFF;
            low = randomLow;
        } else {
            increase(1 + (randomLow & STEP_MASK));
        }
        return new UUID(high, low);
    }

    /** A carry out of the random bits moves the millisecond on: order matters more here than one millisecond. */
    private void increase(long step) {
        long before = low;
        low += step;
        if (Long.compareUnsigned(low, before) < 0) {
            high++;
        }
    }
}
