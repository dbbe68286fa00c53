package dev.muster.webhook;

import java.time.Instant;
import java.util.Optional;

/**
 * How an endpoint is doing.
 *
 * @param lag            events that its lane has not come to yet, those of other types included
 * @param retrying       events that failed and are tried again, or wait behind one of their entity
 * @param dead           events that are not tried again by themselves
 * @param frozenSince    when the breaker opened; empty while it is closed
 * @param nextProbe      when a frozen lane is tried again
 * @param failingSince   since when nothing could be delivered
 * @param nextAttempt    of the events that are tried again
 */
public record LaneView(
        long lag,
        long retrying,
        long dead,
        Optional<Instant> frozenSince,
        Optional<Instant> nextProbe,
        Optional<Instant> failingSince,
        Optional<Instant> lastSuccess,
        Optional<Instant> nextAttempt) {}
