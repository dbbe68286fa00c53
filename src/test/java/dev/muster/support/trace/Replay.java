package dev.muster.support.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.muster.support.wire.Answer;
import dev.muster.support.wire.ApiTarget;
import dev.muster.support.wire.EventFeed;
import dev.muster.support.wire.ScimTarget;
import dev.muster.support.wire.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;

/** One trace on its way through one directory. */
final class Replay {

    private final Wire wire = new Wire();
    private final Captures captures = new Captures();
    private final Trace trace;
    private final CallWriter calls;
    private final Journal journal;
    private final EventLedger ledger;

    Replay(ScimTarget scim, ApiTarget api, Trace trace, Waits waits) {
        this.trace = trace;
        this.calls = new CallWriter(scim, api);
        this.journal = new Journal(trace.name());
        EventFeed feed = new EventFeed(wire, api, scim.directoryId(), EventFeed.RESOURCE_EVENTS);
        this.ledger = new EventLedger(feed, journal, waits);
        captures.put(
                "run",
                TextNode.valueOf("%06x".formatted(ThreadLocalRandom.current().nextInt(1 << 24))));
        captures.put("base", TextNode.valueOf(scim.baseUrl()));
    }

    ReplayReport run() {
        trace.rounds().forEach(this::play);
        ledger.settle();
        return new ReplayReport(trace, journal.failures());
    }

    private void play(List<Step> round) {
        Pause.of(round.stream().map(Step::pause).max(Comparator.naturalOrder()).orElse(Duration.ZERO));
        List<StepLog> logs = round.stream().map(this::prepare).toList();
        send(logs);
        logs.forEach(this::checkAnswer);
        checkBatch(logs);
        captures.putAll(ledger.await(expectedEvents(logs)));
    }

    private StepLog prepare(Step step) {
        StepLog log = journal.open(step);
        reporting(log, () -> log.sending(calls.write(captures.fill(step.request()))));
        return log;
    }

    /** All are under way before the first answer is waited for. */
    private void send(List<StepLog> logs) {
        Map<StepLog, CompletableFuture<Answer>> underWay = new LinkedHashMap<>();
        logs.forEach(log -> log.call().ifPresent(call -> reporting(log, () -> underWay.put(log, wire.begin(call)))));
        underWay.forEach((log, answer) -> reporting(log, () -> log.answered(answer.join())));
    }

    private void checkAnswer(StepLog log) {
        log.answer()
                .ifPresent(answer -> reporting(log, () -> {
                    AnswerCheck check = new AnswerCheck(captures.fill(log.step().expect()));
                    check.problems(answer).forEach(log::problem);
                    if (check.statusIsRight(answer)) {
                        log.taken();
                        capture(log, answer.json());
                    }
                }));
    }

    private void capture(StepLog log, JsonNode body) {
        captures.fill(log.step().capture()).propertyStream().forEach(capture -> {
            JsonNode value = JsonPath.of(capture.getValue().asText()).in(body);
            if (value.isMissingNode()) {
                log.problem("capture %s: %s selects nothing".formatted(capture.getKey(), capture.getValue()));
            } else {
                captures.put(capture.getKey(), value);
            }
        });
    }

    private void checkBatch(List<StepLog> logs) {
        StepLog last = logs.getLast();
        last.step().batch().forEach((status, count) -> {
            long actual = logs.stream()
                    .flatMap(log -> log.answer().stream())
                    .filter(answer -> answer.status() == status)
                    .count();
            if (actual != count) {
                last.problem("batch: expected %d answers of status %d, were %d".formatted(count, status, actual));
            }
        });
    }

    private List<EventExpectation> expectedEvents(List<StepLog> logs) {
        List<EventExpectation> expected = new ArrayList<>();
        logs.forEach(log -> reporting(
                log,
                () -> expected.addAll(
                        EventExpectation.read(log, captures.fill(log.step().events())))));
        return logs.size() == 1 ? expected : EventExpectation.shuffled(expected);
    }

    /** Turns what keeps a step from being taken into a problem of that step. */
    private static void reporting(StepLog log, Runnable work) {
        try {
            work.run();
        } catch (Captures.Unknown | CompletionException | IllegalArgumentException e) {
            log.problem(e.getMessage());
        }
    }
}
