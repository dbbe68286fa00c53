package dev.muster.webhook;

import java.time.Instant;
import java.util.Map;

/**
 * A lane as it was stored.
 *
 * @param cursor        everything up to here is delivered, or has a row of its own
 * @param replayUntil   up to here events go out once more
 * @param breaker       open or closed
 * @param firstFailureAt since when nothing has been delivered; null if the last attempt went well
 * @param changedAt     tells one state of its settings from another
 * @param parked        how many rows that are not dead there are, by what has to stay in order
 */
record LaneState(
        Subscription subscription,
        int shard,
        long cursor,
        long replayUntil,
        Breaker breaker,
        Instant firstFailureAt,
        Instant lastSuccessAt,
        Instant changedAt,
        Map<String, Integer> parked) {}
