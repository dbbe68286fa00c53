package dev.muster.support.trace;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The steps so far, in the order in which they were taken. */
final class Journal {

    private final String trace;
    private final List<StepLog> logs = new ArrayList<>();

    Journal(String trace) {
        this.trace = trace;
    }

    StepLog open(Step step) {
        StepLog log = new StepLog(trace, step);
        logs.add(log);
        return log;
    }

    /** The step that was the last to begin at that time; the first one for anything older. */
    StepLog at(Instant time) {
        return logs.reversed().stream()
                .filter(log -> !log.started().isAfter(time))
                .findFirst()
                .orElseGet(logs::getFirst);
    }

    List<StepLog> failures() {
        return logs.stream().filter(StepLog::failed).toList();
    }
}
