package dev.muster.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Attempts and failures of the last minute, counted in steps of 10 s, so that a busy endpoint costs no more memory. */
record FailureWindow(List<Step> steps) {

    static final FailureWindow EMPTY = new FailureWindow(List.of());

    private static final long STEP_MILLIS = Duration.ofSeconds(10).toMillis();
    private static final int STEPS = 6;
    private static final int FEWEST_ATTEMPTS = 10;

    private record Step(long number, int attempts, int failures) {

        Step with(boolean failed) {
            return new Step(number, attempts + 1, failures + (failed ? 1 : 0));
        }
    }

    FailureWindow with(boolean failed, Instant now) {
        long number = now.toEpochMilli() / STEP_MILLIS;
        Step current = steps.stream()
                .filter(step -> step.number == number)
                .findFirst()
                .orElse(new Step(number, 0, 0))
                .with(failed);
        Stream<Step> before = steps.stream().filter(step -> step.number < number && step.number > number - STEPS);
        return new FailureWindow(Stream.concat(before, Stream.of(current)).toList());
    }

    /** Half of them failed, and there were enough to tell. */
    boolean tooMany() {
        int attempts = steps.stream().mapToInt(Step::attempts).sum();
        int failures = steps.stream().mapToInt(Step::failures).sum();
        return attempts >= FEWEST_ATTEMPTS && 2 * failures >= attempts;
    }
}
