package dev.muster.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class PermitsTest {

    private final Permits permits = new Permits();
    private final UUID one = new UUID(0, 1);
    private final UUID other = new UUID(0, 2);

    @Test
    void slowEndpointsShareAQuarter() {
        assertThat(take(one, true, 1000)).isEqualTo(Permits.ALL / 4);
        assertThat(take(one, false, 1000)).isEqualTo(Permits.ALL * 3 / 4);
    }

    @Test
    void whoTurnsSlowWithAllPlacesInHandDoesNotKeepThem() {
        take(one, false, 1000);
        permits.slowOnesHold(Permits.ALL);

        assertThat(permits.tryTake(other, true)).isFalse();
        assertThat(take(other, false, 1000)).isEqualTo(Permits.ALL / 2);
    }

    @Test
    void anEnvironmentAloneMayHaveAll() {
        assertThat(take(one, false, 1000)).isEqualTo(Permits.ALL);
        assertThat(permits.left()).isFalse();
    }

    @Test
    void twoEnvironmentsShare() {
        take(other, false, 1);
        assertThat(take(one, false, 1000)).isEqualTo(Permits.ALL / 2);
        assertThat(take(other, false, 1000)).isEqualTo(Permits.ALL / 2 - 1);
    }

    @Test
    void whatIsGivenBackCanBeTakenAgain() {
        take(one, true, 1000);
        permits.giveBack(one);
        permits.slowOnesHold(Permits.ALL / 4 - 1);
        assertThat(permits.tryTake(one, true)).isTrue();
        assertThat(permits.tryTake(one, true)).isFalse();
    }

    private int take(UUID environment, boolean slow, int most) {
        int taken = 0;
        while (taken < most && permits.tryTake(environment, slow)) {
            taken++;
        }
        return taken;
    }
}
