package dev.muster.webhook;

import static dev.muster.webhook.Signatures.verify;
import static dev.muster.webhook.Signatures.verifyStandard;
import static dev.muster.webhook.Signatures.verifyWorkOs;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.support.FakeReceiver.Received;
import dev.muster.support.Superuser;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is delivered, and how it is signed. */
@QuarkusTest
@ActivateRequestContext
class LaneRunnerTest extends LaneRunnerFixture {

    @Inject
    EndpointKeys keys;

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
    void anEndpointWhoseSecretCannotBeOpenedWaitsAlone() throws Exception {
        Endpoint endpoint = endpoint();
        Endpoint locked = saved(endpoints.create(receiver.url() + "/locked", List.of("dsync.user.updated")));
        try (var database = Superuser.connect()) {
            database.execute("update webhook_endpoint set secret_sealed = '\\x00' where id = '" + locked.id() + "'");
            write("ada");
            settle();

            assertThat(names()).containsExactly("ada");
            verify(receiver.received().getFirst(), endpoint);
            assertThat(workshop.cursor(locked.id())).isZero();
            database.execute(
                    "delete from webhook_endpoint where id = '" + locked.id() + "'"); // no other test can open it
        }
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
}
