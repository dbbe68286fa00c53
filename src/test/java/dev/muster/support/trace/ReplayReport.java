package dev.muster.support.trace;

import java.util.List;
import java.util.stream.Collectors;

/** How a replay went: the steps at which something was not as the trace expects, with what was sent and answered. */
public final class ReplayReport {

    private final Trace trace;
    private final List<StepLog> failures;

    ReplayReport(Trace trace, List<StepLog> failures) {
        this.trace = trace;
        this.failures = failures;
    }

    public boolean isClean() {
        return failures.isEmpty();
    }

    /** @throws AssertionError that lists every failure */
    public void assertClean() {
        if (!isClean()) {
            throw new AssertionError(toString());
        }
    }

    @Override
    public String toString() {
        return failures.stream()
                .map(StepLog::toString)
                .collect(Collectors.joining(
                        "\n\n",
                        "%s: %d of %d steps failed%n%n"
                                .formatted(
                                        trace.name(),
                                        failures.size(),
                                        trace.steps().size()),
                        "\n"));
    }
}
