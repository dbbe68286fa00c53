package dev.muster.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.support.Journal;
import dev.muster.support.SettableClock;
import dev.muster.support.Tenants;
import dev.muster.tenant.CurrentEnvironment;
import dev.muster.webhook.Outcome.Unreachable;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A hundred endpoints on a clock of the test's: those that never answer must not cost the others time. */
@QuarkusTest
@ActivateRequestContext
class LaneFairnessTest {

    private static final int ENDPOINTS = 100;
    private static final int EVENTS = 30;
    private static final Duration STEP = Duration.ofMillis(10);
    private static final int STEPS_PER_EVENT = 10;
    private static final Duration ANSWER = Duration.ofMillis(20);
    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    @Inject
    Tenants tenants;

    @Inject
    CurrentEnvironment environment;

    @Inject
    Journal journal;

    @Inject
    Endpoints endpoints;

    @Inject
    Workshop workshop;

    private final SettableClock clock = new SettableClock();
    private final PriorityQueue<Answer> answers = new PriorityQueue<>(Comparator.comparing(Answer::at));
    private final Map<String, Instant> written = new HashMap<>();
    private final List<Duration> latencies = new ArrayList<>();

    private record Answer(Instant at, CompletableFuture<Outcome> future, Outcome outcome) {}

    @BeforeEach
    void clear() throws SQLException {
        workshop.clear();
    }

    @Test
    void oneInFiveThatNeverAnswersDoesNotSlowTheOthers() {
        environment.enter(tenants.fresh().environmentId());
        for (int i = 0; i < ENDPOINTS; i++) {
            endpoints.create(
                    "https://%s%d.example.com/hook".formatted(i % 5 == 0 ? "silent" : "good", i),
                    List.of("dsync.user.updated"));
        }
        LaneRunner runner = workshop.runner(clock, this::send);
        runner.step();
        for (int i = 0; i < EVENTS; i++) {
            write("user" + i);
            runner.sequenced(Map.of(environment.id(), journal.newest(environment.id())));
            for (int step = 0; step < STEPS_PER_EVENT; step++) {
                answer();
                runner.step();
                clock.advance(STEP);
            }
        }

        assertThat(latencies).hasSizeGreaterThanOrEqualTo((EVENTS - 1) * ENDPOINTS * 4 / 5);
        assertThat(latencies.stream().sorted().toList().get(latencies.size() * 99 / 100))
                .isLessThanOrEqualTo(ANSWER.plus(STEP).multipliedBy(2));
    }

    private CompletionStage<Outcome> send(Outbound.Message message) {
        var future = new CompletableFuture<Outcome>();
        Instant now = clock.instant();
        if (message.url().contains("silent")) {
            answers.add(new Answer(
                    now.plus(TIMEOUT), future, new Unreachable(Unreachable.Kind.TIMEOUT, TIMEOUT.toMillis())));
        } else {
            answers.add(new Answer(now.plus(ANSWER), future, new Outcome.Delivered(200, "", ANSWER.toMillis())));
            latencies.add(Duration.between(written.get(name(message)), now.plus(ANSWER)));
        }
        return future;
    }

    private void answer() {
        while (!answers.isEmpty() && !answers.peek().at().isAfter(clock.instant())) {
            Answer answer = answers.poll();
            answer.future().complete(answer.outcome());
        }
    }

    private void write(String user) {
        written.put(user, clock.instant());
        journal.write(environment.id(), user);
        journal.awaitNewest(environment.id(), written.size());
    }

    private static String name(Outbound.Message message) {
        String body = new String(message.body(), StandardCharsets.UTF_8);
        return body.replaceAll("(?s).*\"first_name\":\"([^\"]*)\".*", "$1");
    }
}
