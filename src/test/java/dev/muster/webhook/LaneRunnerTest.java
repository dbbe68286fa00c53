package dev.muster.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import dev.muster.id.IdType;
import dev.muster.sql.Window;
import dev.muster.support.FakeReceiver;
import dev.muster.support.FakeReceiver.Answer;
import dev.muster.support.FakeReceiver.Received;
import dev.muster.support.Journal;
import dev.muster.support.SettableClock;
import dev.muster.support.Superuser;
import dev.muster.support.Tenants;
import dev.muster.tenant.Actor;
import dev.muster.tenant.AuditLog;
import dev.muster.tenant.CurrentEnvironment;
import dev.muster.tenant.Environment;
import dev.muster.webhook.EndpointChange.Resume;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.SignatureException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@ActivateRequestContext
class LaneRunnerTest {

    private static final List<String> UPDATES = List.of("dsync.user.updated");

    @Inject
    Tenants tenants;

    @Inject
    CurrentEnvironment environment;

    @Inject
    Journal journal;

    @Inject
    Endpoints endpoints;

    @Inject
    AuditLog auditLog;

    @Inject
    EndpointKeys keys;

    @Inject
    Workshop workshop;

    private final SettableClock clock = new SettableClock();
    private final FakeReceiver receiver = FakeReceiver.start();
    private LaneRunner runner;
    private int written;

    @BeforeEach
    void clear() throws SQLException {
        workshop.clear();
        runner = workshop.runner(clock);
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void anEventIsDeliveredSignedInBothSchemes() throws Exception {
        Endpoint endpoint = endpoint();
        write("ada");
        settle();

        Received request = receiver.received().getFirst();
        assertThat(names()).containsExactly("ada");
        verify(request, endpoint);
        assertThat(workshop.cursor(endpoint.id())).isEqualTo(1);
        assertThat(workshop.outcomes(endpoint.id())).containsExactly("delivered");
    }

    @Test
    void eventsOfOtherTypesAreLeftOutButPassed() {
        Endpoint endpoint = endpoint("dsync.user.created");
        write("ada", "bob");
        settle();
        clock.advance(Duration.ofSeconds(6));
        settle();

        assertThat(receiver.received()).isEmpty();
        assertThat(workshop.cursor(endpoint.id())).isEqualTo(2);
    }

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

    @Test
    void goneStopsAtOnceAndResumingContinuesInOrderWithoutRepeats() {
        Endpoint endpoint = endpoint();
        write("ada:1");
        settle();
        receiver.next(Answer.status(410));
        write("bob:1", "cyd:1");
        settle();
        assertThat(disabled(endpoint)).contains("The receiver answered 410 Gone.");
        write("bob:2");
        settle();
        int before = receiver.received().size();

        change(endpoint, EndpointChange.enable(Resume.CONTINUE));
        settle();
        settle();
        assertThat(names().subList(before, names().size())).contains("bob:1", "bob:2");
        assertThat(names().subList(1, names().size()).stream().filter("cyd:1"::equals))
                .hasSize(1);
        assertThat(names().indexOf("bob:2")).isGreaterThan(names().lastIndexOf("bob:1"));
    }

    @Test
    void anAddressThatIsForbiddenByNowIsOnRecordAsBlocked() throws Exception {
        Endpoint endpoint = endpoint();
        try (var database = Superuser.connect()) {
            database.execute(
                    "update webhook_endpoint set url = 'http://10.1.2.3/' where url = '" + receiver.url() + "'");
        }
        write("ada");
        settle();

        assertThat(workshop.outcomes(endpoint.id())).containsExactly("blocked");
        assertThat(receiver.received()).isEmpty();
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
    void resumingFromNowLeavesOutWhatCameMeanwhile() {
        Endpoint endpoint = endpoint();
        change(endpoint, EndpointChange.of(Optional.empty(), Optional.empty(), Optional.of(Endpoint.Status.DISABLED)));
        settle();
        write("ada");
        settle();
        change(endpoint, EndpointChange.enable(Resume.FROM_NOW));
        write("bob");
        settle();

        assertThat(names()).containsExactly("bob");
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

    @Test
    void fiveDaysOfFailuresDisableTheEndpointAndDropNothing() {
        Endpoint endpoint = endpoint();
        receiver.otherwise(Answer.reset());
        write(users(10));
        for (int hour = 0; hour < 5 * 24 + 2 && disabled(endpoint).isEmpty(); hour++) {
            settle();
            clock.advance(Duration.ofHours(1));
        }
        assertThat(disabled(endpoint)).contains("Nothing could be delivered for 5 days.");
        var query = new AuditLog.Query(IdType.WEBHOOK_ENDPOINT.print(endpoint.id()), null, null);
        assertThat(auditLog.list(query, new Window(1, false, null, null)).rows())
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.action()).isEqualTo("webhook_endpoint.disabled");
                    assertThat(entry.actor()).isEqualTo(Actor.MUSTER);
                });
        settle();
        int before = receiver.received().size();

        receiver.otherwise(Answer.status(200));
        change(endpoint, EndpointChange.enable(Resume.CONTINUE));
        workshop.step(runner, clock, 200);
        settle();
        assertThat(names().subList(before, names().size())).containsExactlyInAnyOrder(users(10));
    }

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
    void rotationKeepsBothSecretsValidUntilItEnds() throws Exception {
        Endpoint before = endpoint();
        Endpoint after = keys.rotate(before.id(), Duration.ofHours(1)).orElseThrow();
        runner.endpointsChanged();
        write("ada");
        settle();
        var during = receiver.received().getFirst();
        verifyWorkOs(during, before);
        verifyStandard(during, before);
        verifyStandard(during, after);

        keys.finishRotation(before.id());
        runner.endpointsChanged();
        write("bob");
        settle();
        verify(receiver.received().get(1), after);
        assertThat(after.secret()).isNotEqualTo(before.secret());
    }

    @Test
    void anotherOwnerTakesOverAndTheFrozenOneWritesNothing() throws Exception {
        Endpoint endpoint = endpoint();
        write("ada");
        settle();
        var frozen = runner;
        write("bob");
        runner.step();
        clock.advance(Duration.ofMillis(10));
        runner.step();
        assertThat(names()).containsExactly("ada", "bob");

        workshop.expireLeases();
        runner = workshop.runner(clock);
        settle();
        assertThat(names()).containsExactly("ada", "bob", "bob");
        assertThat(workshop.attempts(endpoint.id())).isEqualTo(2);

        workshop.settle(frozen, clock);
        write("cyd");
        workshop.settle(frozen, clock);
        assertThat(names()).containsExactly("ada", "bob", "bob");
        assertThat(workshop.attempts(endpoint.id())).isEqualTo(2);
        settleUntilReceived(4, frozen);
        assertThat(names()).containsExactly("ada", "bob", "bob", "cyd");
    }

    @Test
    void aGracefulStopHandsOverWithoutRepeats() {
        endpoint();
        write("ada", "bob");
        settle();
        write("cyd");
        runner.step();
        clock.advance(Duration.ofMillis(300));
        runner.step();
        runner.stop();
        runner.endpointsChanged();
        settle();
        assertThat(runner.isEmpty()).isTrue();
        runner.leave();

        runner = workshop.runner(clock);
        write("dan");
        settle();
        assertThat(names()).containsExactly("ada", "bob", "cyd", "dan");
    }

    @Test
    void twoOwnersShareTheShards() {
        endpoint();
        settle();
        var other = workshop.runner(clock);
        for (int i = 0; i < 8; i++) {
            workshop.settle(other, clock);
            settle();
        }
        write("ada");
        settle();
        workshop.settle(other, clock);
        settle();
        assertThat(names()).containsExactly("ada");
        assertThat(workshop.shardsByOwner()).containsExactlyInAnyOrder(32L, 32L);
    }

    @Test
    void afterAKillAtMostAWindowIsRepeated() throws Exception {
        Endpoint endpoint = endpoint();
        write(users(200));
        runner.step();
        clock.advance(Duration.ofMillis(10));
        for (int i = 0; i < 30; i++) {
            runner.step();
        }
        int sent = receiver.received().size();
        assertThat(sent).isLessThanOrEqualTo(Lane.WINDOW);
        assertThat(workshop.cursor(endpoint.id())).isZero();

        workshop.expireLeases();
        runner = workshop.runner(clock);
        workshop.step(runner, clock, 60);
        assertThat(receiver.received()).hasSize(200 + sent);
    }

    @Test
    void aLeapOfPositionsAfterARestoreIsCrossedAtOnce() throws Exception {
        endpoint();
        write("ada");
        settle();
        try (var database = Superuser.connect()) {
            database.execute("update event_origin set origin = 'the server the backup was made of'");
        }
        journal.writeOf(environment.id(), name -> name, "bob", "cyd");
        journal.awaitNewest(environment.id(), 1_000_000);
        settle();

        assertThat(names()).containsExactly("ada", "bob", "cyd");
    }

    // Two live owners share the shards, so either of them may end up with the lane.
    private void settleUntilReceived(int count, LaneRunner other) {
        for (int round = 0; round < 20 && names().size() < count; round++) {
            settle();
            workshop.settle(other, clock);
            clock.advance(LaneRunner.LEASE);
        }
    }

    private void settle() {
        workshop.settle(runner, clock);
    }

    private Endpoint endpoint() {
        return endpoint("dsync.user.updated");
    }

    private Endpoint endpoint(String type) {
        environment.enter(tenants.fresh().environmentId());
        return saved(endpoints.create(receiver.url(), List.of(type)));
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

    private void change(Endpoint endpoint, EndpointChange change) {
        saved(endpoints.change(endpoint.id(), change));
        runner.endpointsChanged();
    }

    private Optional<String> disabled(Endpoint endpoint) {
        return endpoints.get(endpoint.id()).orElseThrow().disabledReason();
    }

    private static Endpoint saved(EndpointOutcome outcome) {
        assertThat(outcome).isInstanceOf(EndpointOutcome.Saved.class);
        return ((EndpointOutcome.Saved) outcome).endpoint();
    }

    /** {@code ada:2} is the second event of ada. */
    private void write(String... names) {
        journal.writeOf(environment.id(), name -> name.split(":")[0], names);
        written += names.length;
        journal.awaitPlaced(environment.id(), written);
    }

    private static String[] users(int count) {
        return IntStream.range(0, count).mapToObj(i -> "user" + i).toArray(String[]::new);
    }

    private List<String> names() {
        return receiver.received().stream().map(Workshop::name).toList();
    }

    private void verify(Received request, Endpoint endpoint) throws Exception {
        verifyWorkOs(request, endpoint);
        verifyStandard(request, endpoint);
    }

    private static void verifyWorkOs(Received request, Endpoint endpoint) throws SignatureException {
        new com.workos.webhooks.Webhook()
                .constructEvent(
                        new String(request.body(), StandardCharsets.UTF_8),
                        request.header("WorkOS-Signature"),
                        endpoint.secret().reveal());
    }

    private static void verifyStandard(Received request, Endpoint endpoint) throws Exception {
        var headers = Map.of(
                "webhook-id", List.of(request.header("webhook-id")),
                "webhook-timestamp", List.of(request.header("webhook-timestamp")),
                "webhook-signature", List.of(request.header("webhook-signature")));
        new Webhook(endpoint.secret().reveal()).verify(new String(request.body(), StandardCharsets.UTF_8), headers);
    }
}
