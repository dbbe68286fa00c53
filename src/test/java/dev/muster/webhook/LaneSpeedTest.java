package dev.muster.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.support.FakeReceiver.Answer;
import dev.muster.webhook.EndpointChange.Resume;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How fast an endpoint is sent to: by its own limit, and by what it answers. */
@QuarkusTest
@ActivateRequestContext
class LaneSpeedTest extends LaneRunnerFixture {

    @Test
    void aLimitPerSecondIsKept() {
        Endpoint endpoint = endpoint();
        change(
                endpoint,
                new EndpointChange(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(10),
                        Optional.empty(),
                        Resume.CONTINUE));
        write(users(60));
        settle();
        int before = receiver.received().size();
        workshop.step(runner, clock, 50);

        assertThat(receiver.received().size() - before).isBetween(28, 34);
    }

    @Test
    void tooManyRequestsSlowsTheEndpointDownForAMinute() {
        endpoint();
        write(users(20));
        settle();
        receiver.next(Answer.status(429));
        write("late");
        settle();
        int before = receiver.received().size();
        write(IntStream.range(0, 60).mapToObj(i -> "more" + i).toArray(String[]::new));
        workshop.step(runner, clock, 30);
        assertThat(receiver.received().size() - before)
                .as("in two seconds, at half of twenty a second")
                .isBetween(2, 25);

        clock.advance(Duration.ofSeconds(61));
        workshop.step(runner, clock, 100);
        assertThat(new HashSet<>(names())).hasSize(81);
    }

    @Test
    void anOpenBreakerSendsProbesOnlyAndWarmsUpAfterwards() {
        Endpoint endpoint = endpoint();
        receiver.otherwise(Answer.reset());
        write(users(40));
        settle();
        int whenOpened = receiver.received().size();
        assertThat(whenOpened).isBetween(5, 12);
        long rows = workshop.rows(endpoint.id(), RetryRow.State.DUE);

        clock.advance(Duration.ofSeconds(31));
        settle();
        assertThat(receiver.received()).hasSize(whenOpened + 1);
        assertThat(workshop.rows(endpoint.id(), RetryRow.State.DUE)).isEqualTo(rows);

        receiver.otherwise(Answer.status(200));
        clock.advance(Duration.ofSeconds(61));
        workshop.step(runner, clock, 400);
        assertThat(new HashSet<>(names())).hasSize(40);
        assertThat(workshop.cursor(endpoint.id())).isEqualTo(40);
        assertThat(workshop.rows(endpoint.id(), RetryRow.State.DUE)).isZero();
    }
}
