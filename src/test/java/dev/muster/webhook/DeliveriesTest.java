package dev.muster.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.event.EventType;
import dev.muster.event.SampleEvents;
import dev.muster.id.Ulids;
import dev.muster.sql.Window;
import dev.muster.support.FakeReceiver;
import dev.muster.support.FakeReceiver.Answer;
import dev.muster.support.Journal;
import dev.muster.support.SettableClock;
import dev.muster.support.Tenants;
import dev.muster.tenant.CurrentEnvironment;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@ActivateRequestContext
class DeliveriesTest {

    private static final Window NEWEST = new Window(10, false, null, null);

    @Inject
    Tenants tenants;

    @Inject
    CurrentEnvironment environment;

    @Inject
    Journal journal;

    @Inject
    Endpoints endpoints;

    @Inject
    DeliveryLog log;

    @Inject
    Replays replays;

    @Inject
    TestEvents tests;

    @Inject
    LaneViews lanes;

    @Inject
    Workshop workshop;

    private final SettableClock clock = new SettableClock();
    private final FakeReceiver receiver = FakeReceiver.start();
    private LaneRunner runner;
    private UUID endpoint;
    private int written;

    @BeforeEach
    void makeEndpoint() throws Exception {
        workshop.clear();
        runner = workshop.runner(clock);
        environment.enter(tenants.fresh().environmentId());
        var saved = (EndpointOutcome.Saved) endpoints.create(receiver.url(), List.of("dsync.user.updated"));
        endpoint = saved.endpoint().id();
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void thePageShowsEachEventWithItsAttempts() {
        receiver.next(Answer.status(503, "busy"));
        write("ada");
        write("bob");
        settle();
        clock.advance(Duration.ofSeconds(6));
        settle();

        var page = log.page(endpoint, NEWEST).rows();
        assertThat(page).extracting(EventDeliveries::state).containsOnly(EventDeliveries.State.DELIVERED);
        var ada = page.getLast();
        assertThat(ada.attempts()).extracting(EventDeliveries.Try::n).containsExactly(1, 2);
        assertThat(ada.attempts().getFirst().head()).contains("busy");
        assertThat(ada.attempts().getLast().trigger()).isEqualTo(Trigger.SCHEDULE);
        assertThat(log.page(endpoint, new Window(1, false, page.getFirst().eventId(), null))
                        .rows())
                .containsExactly(ada);
    }

    @Test
    void oneEventIsSentOnceMoreUnderItsId() {
        write("ada");
        settle();
        UUID event = log.page(endpoint, NEWEST).rows().getFirst().eventId();
        assertThat(replays.one(endpoint, event)).isEqualTo(new ReplayOutcome.Started(1));
        again();

        assertThat(receiver.received()).hasSize(2);
        assertThat(receiver.received().get(1).body())
                .isEqualTo(receiver.received().get(0).body());
        assertThat(replays.one(endpoint, Ulids.next())).isEqualTo(new ReplayOutcome.UnknownEvent());
        assertThat(replays.one(Ulids.next(), event)).isEqualTo(new ReplayOutcome.UnknownEndpoint());
    }

    @Test
    void whatFailedSinceIsTriedAgainInOrder() {
        Instant before = Instant.now().minusSeconds(60);
        receiver.otherwise(Answer.status(500));
        write("ada:1", "ada:2");
        settle();
        receiver.otherwise(Answer.status(200));
        assertThat(replays.failedSince(endpoint, before)).isEqualTo(new ReplayOutcome.Started(2));
        again();

        assertThat(names().subList(1, 3)).containsExactly("ada:1", "ada:2");
        assertThat(lanes.of(endpoint).orElseThrow().retrying()).isZero();
    }

    @Test
    void movingTheLaneBackSendsEverythingSinceInOrder() {
        write("ada:1");
        settle();
        Instant between = Instant.now();
        write("ada:2", "bob:1");
        settle();
        assertThat(replays.since(endpoint, between)).isEqualTo(new ReplayOutcome.Started(2));
        again();

        assertThat(names()).containsExactly("ada:1", "ada:2", "bob:1", "ada:2", "bob:1");
        assertThat(log.page(endpoint, NEWEST).rows().getFirst().attempts())
                .extracting(EventDeliveries.Try::trigger)
                .containsExactly(Trigger.EVENT, Trigger.REPLAY);
    }

    @Test
    void aTestEventArrivesAtOnceAndIsOnRecord() {
        var test = tests.send(endpoint, "dsync.user.created").orElseThrow();

        assertThat(test.attempts().getFirst().status()).contains(200);
        assertThat(new String(receiver.received().getFirst().body(), StandardCharsets.UTF_8))
                .contains("\"event\":\"dsync.user.created\"")
                .contains("ada@example.com");
        assertThat(log.page(endpoint, NEWEST).rows())
                .extracting(EventDeliveries::type)
                .containsExactly("dsync.user.created");
    }

    @Test
    void everyTypeHasASample() {
        for (var type : EventType.values()) {
            assertThat(new String(SampleEvents.body(type.wireName(), Ulids.next()), StandardCharsets.UTF_8))
                    .contains("\"event\":\"" + type.wireName() + "\"");
        }
    }

    @Test
    void theLaneTellsHowTheEndpointIsDoing() {
        receiver.otherwise(Answer.status(500));
        write("ada");
        settle();
        var lane = lanes.of(endpoint).orElseThrow();

        assertThat(lane.lag()).isZero();
        assertThat(lane.retrying()).isEqualTo(1);
        assertThat(lane.nextAttempt()).isPresent();
        assertThat(lane.failingSince()).isPresent();
        assertThat(lanes.of(Ulids.next())).isEmpty();
    }

    /** The owner notices, lets the lane come to rest, takes it up anew. */
    private void again() {
        runner.endpointsChanged();
        settle();
        settle();
    }

    private void settle() {
        workshop.settle(runner, clock);
    }

    private void write(String... names) {
        journal.writeOf(environment.id(), name -> name.split(":")[0], names);
        written += names.length;
        journal.awaitPlaced(environment.id(), written);
    }

    private List<String> names() {
        return receiver.received().stream().map(Workshop::name).toList();
    }
}
