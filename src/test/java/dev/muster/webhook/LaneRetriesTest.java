package dev.muster.webhook;

import static dev.muster.webhook.Signatures.verify;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.support.FakeReceiver.Answer;
import dev.muster.tenant.Environment;
import dev.muster.webhook.EndpointChange.Resume;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What failed comes again by the schedule; what waits for it meanwhile is the endpoint's choice. */
@QuarkusTest
@ActivateRequestContext
class LaneRetriesTest extends LaneRunnerFixture {

    private static final List<String> UPDATES = List.of("dsync.user.updated");

    @Test
    void aFailedEventComesAgainWithTheSameBytesAndAFreshSignature() throws Exception {
        Endpoint endpoint = endpoint();
        receiver.next(Answer.status(500));
        write("ada");
        settle();
        assertThat(workshop.rows(endpoint.id(), RetryRow.State.DUE)).isEqualTo(1);
        assertThat(receiver.received()).hasSize(1);

        clock.advance(Duration.ofSeconds(6));
        settle();

        var first = receiver.received().get(0);
        var second = receiver.received().get(1);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.header("webhook-id")).isEqualTo(first.header("webhook-id"));
        assertThat(second.header("WorkOS-Signature")).isNotEqualTo(first.header("WorkOS-Signature"));
        verify(second, endpoint);
        assertThat(workshop.rows(endpoint.id(), RetryRow.State.DUE)).isZero();
    }

    @Test
    void laterEventsOfTheSameUserWaitAndOthersGoOn() {
        Endpoint endpoint = endpoint();
        receiver.next(Answer.status(500));
        write("ada:1");
        write("ada:2", "bob:1");
        settle();
        assertThat(names()).containsExactly("ada:1", "bob:1");
        assertThat(workshop.rows(endpoint.id(), RetryRow.State.BEHIND)).isEqualTo(1);
        assertThat(workshop.cursor(endpoint.id())).isEqualTo(3);

        write("ada:3");
        clock.advance(Duration.ofSeconds(6));
        settle();
        settle();
        assertThat(names()).containsExactly("ada:1", "bob:1", "ada:1", "ada:2", "ada:3");
        assertThat(workshop.rows(endpoint.id(), RetryRow.State.BEHIND)).isZero();
    }

    @Test
    void whatWaitsBehindAFailureIsCaughtUpWithoutALookAtTheDatabaseForEach() {
        Endpoint endpoint = endpoint();
        receiver.next(Answer.status(500));
        String[] events = IntStream.range(0, 30).mapToObj(i -> "ada:" + i).toArray(String[]::new);
        write(events);
        settle();
        assertThat(workshop.rows(endpoint.id(), RetryRow.State.BEHIND)).isEqualTo(29);

        clock.advance(Duration.ofSeconds(6));
        workshop.step(runner, clock, 40);
        assertThat(names().subList(1, names().size())).containsExactly(events);
        assertThat(workshop.rows(endpoint.id(), RetryRow.State.DUE)).isZero();
        assertThat(workshop.rows(endpoint.id(), RetryRow.State.BEHIND)).isZero();
    }

    @Test
    void fifoHoldsEverythingBehindAFailure() {
        Endpoint endpoint = endpoint();
        order(endpoint, Endpoint.Ordering.FIFO);
        receiver.next(Answer.status(500));
        write("ada:1", "bob:1", "cyd:1");
        settle();
        assertThat(names()).containsExactly("ada:1");

        clock.advance(Duration.ofSeconds(6));
        settle();
        assertThat(names()).containsExactly("ada:1", "ada:1", "bob:1", "cyd:1");
    }

    @Test
    void freeHoldsNothing() {
        Endpoint endpoint = endpoint();
        order(endpoint, Endpoint.Ordering.FREE);
        receiver.next(Answer.status(500));
        write("ada:1", "ada:2");
        settle();

        assertThat(names()).containsExactly("ada:1", "ada:2");
    }

    @Test
    void theScheduleIsNeverRushedAndEndsInADeadLetter() {
        Endpoint endpoint = endpoint();
        receiver.otherwise(Answer.status(500));
        write("ada");
        settle();
        int attempts = 1;
        for (Duration wait : Schedule.DEFAULT.waits()) {
            clock.advance(wait.minusSeconds(3));
            settle();
            assertThat(receiver.received()).hasSize(attempts);
            clock.advance(wait.dividedBy(5).plusSeconds(2));
            settle();
            attempts++;
            assertThat(receiver.received()).hasSize(attempts);
        }
        clock.advance(Duration.ofDays(2));
        settle();

        assertThat(receiver.received()).hasSize(13);
        assertThat(workshop.rows(endpoint.id(), RetryRow.State.DEAD)).isEqualTo(1);
        assertThat(workshop.rows(endpoint.id(), RetryRow.State.DUE)).isZero();
    }

    @Test
    void stagingGivesUpAfterTenMinutes() {
        environment.enter(tenants.fresh(Environment.Kind.STAGING).environmentId());
        Endpoint endpoint = saved(endpoints.create(receiver.url(), UPDATES));
        receiver.otherwise(Answer.status(500));
        write("ada");
        for (int minute = 0; minute < 12; minute++) {
            settle();
            clock.advance(Duration.ofMinutes(1));
        }

        assertThat(receiver.received()).hasSize(4);
        assertThat(workshop.rows(endpoint.id(), RetryRow.State.DEAD)).isEqualTo(1);
    }

    @Test
    void retryAfterIsTheLeastWait() {
        endpoint();
        receiver.next(Answer.retryAfter(503, "120"));
        write("ada");
        settle();
        clock.advance(Duration.ofSeconds(115));
        settle();
        assertThat(receiver.received()).hasSize(1);

        clock.advance(Duration.ofSeconds(30));
        settle();
        assertThat(receiver.received()).hasSize(2);
    }

    private void order(Endpoint endpoint, Endpoint.Ordering ordering) {
        change(
                endpoint,
                new EndpointChange(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(ordering),
                        Optional.empty(),
                        Optional.empty(),
                        Resume.CONTINUE));
    }
}
