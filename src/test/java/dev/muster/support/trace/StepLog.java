package dev.muster.support.trace;

import dev.muster.support.wire.Answer;
import dev.muster.support.wire.Call;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What happened at one step. */
final class StepLog {

    private final String trace;
    private final Step step;
    private final Set<String> problems = new LinkedHashSet<>();
    private Optional<Call> call = Optional.empty();
    private Optional<Answer> answer = Optional.empty();
    private boolean taken;

    /** Events carry milliseconds: cut off, an event of this step is never older than the step. */
    private final Instant started = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    StepLog(String trace, Step step) {
        this.trace = trace;
        this.step = step;
    }

    Step step() {
        return step;
    }

    Instant started() {
        return started;
    }

    Optional<Call> call() {
        return call;
    }

    Optional<Answer> answer() {
        return answer;
    }

    void sending(Call sent) {
        call = Optional.of(sent);
    }

    void answered(Answer received) {
        answer = Optional.of(received);
    }

    /** The answer had one of the right statuses, so the step may be expected to have its effects. */
    void taken() {
        taken = true;
    }

    boolean wasTaken() {
        return taken;
    }

    void problem(String problem) {
        problems.add(problem);
    }

    boolean failed() {
        return !problems.isEmpty();
    }

    @Override
    public String toString() {
        return """
                %s, step %d: %s
                  > %s
                  < %s
                %s""".formatted(
                        trace,
                        step.number(),
                        step.note(),
                        call.map(Call::toString).orElse("not sent").replace("\n", "\n    "),
                        answer.map(Answer::toString).orElse("no answer").replace("\n", "\n    "),
                        problems.stream().map(problem -> "  ! " + problem).collect(Collectors.joining("\n")));
    }
}
