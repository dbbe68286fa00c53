package dev.muster.pace;

import java.time.Instant;

/**
 * Lets requests of a key through at a steady rate, with bursts after a rest: the generic cell rate algorithm, which
 * keeps a single time per key and knows exactly how long to wait. Refused requests cost the key nothing. Thread-safe;
 * never throws because of a store that is away.
 */
public interface Pacer {

    /** Takes one request's share for the key, or says how long until there is one. */
    Permit tryAcquire(String key, Rate rate, Instant now);
}
