package dev.muster.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Which replica sends to an endpoint, and what is repeated when another takes over. */
@QuarkusTest
@ActivateRequestContext
class LaneOwnersTest extends LaneRunnerFixture {

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

    // Two live owners share the shards, so either of them may end up with the lane.
    private void settleUntilReceived(int count, LaneRunner other) {
        for (int round = 0; round < 20 && names().size() < count; round++) {
            settle();
            workshop.settle(other, clock);
            clock.advance(LaneRunner.LEASE);
        }
    }
}
