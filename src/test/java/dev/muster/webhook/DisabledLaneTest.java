package dev.muster.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.id.IdType;
import dev.muster.sql.Window;
import dev.muster.support.FakeReceiver.Answer;
import dev.muster.tenant.Actor;
import dev.muster.tenant.AuditLog;
import dev.muster.webhook.EndpointChange.Resume;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When an endpoint is disabled, and how it goes on afterwards. */
@QuarkusTest
@ActivateRequestContext
class DisabledLaneTest extends LaneRunnerFixture {

    @Inject
    AuditLog auditLog;

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
}
