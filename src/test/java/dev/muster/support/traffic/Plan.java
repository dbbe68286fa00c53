package dev.muster.support.traffic;

import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How much traffic, and which.
 *
 * @param seed decides what every worker does; what comes of it depends on who is faster as well
 * @param users how many people the traffic is about
 * @param groups how many groups
 * @param workers how many requests may be under way at once
 * @param operations how many things are done in all, shared evenly by the workers
 */
public record Plan(long seed, int users, int groups, int workers, int operations) {

    /** A plan with the seed of {@code -Dmuster.test.seed}, or a new one. */
    public static Plan of(int users, int groups, int workers, int operations) {
        long seed = Optional.ofNullable(Long.getLong("muster.test.seed"))
                .orElseGet(() -> ThreadLocalRandom.current().nextLong());
        return new Plan(seed, users, groups, workers, operations);
    }

    /** Part of all names, so that traffic of different seeds does not meet in one directory. */
    String run() {
        return "%06x".formatted(seed & 0xffffff);
    }
}
