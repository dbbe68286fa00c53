package dev.muster.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.event.LowWater.Snapshot;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LowWaterTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final LowWater lowWater = new LowWater(0);

    @Test
    void risesOnceEveryTransactionOfThatTimeIsOver() {
        lowWater.moved(40, true);
        lowWater.observe(new Snapshot(100, 105), SECOND);
        lowWater.moved(50, true);
        lowWater.observe(new Snapshot(105, 110), 2 * SECOND);
        lowWater.moved(0, true);

        assertThat(lowWater.mark(2 * SECOND)).isEqualTo(40);
    }

    @Test
    void waitsForATransactionThatIsStillOpen() {
        lowWater.moved(40, true);
        lowWater.observe(new Snapshot(100, 105), SECOND);
        lowWater.observe(new Snapshot(104, 200), 2 * SECOND);
        lowWater.moved(0, true);

        assertThat(lowWater.mark(2 * SECOND)).isZero();
    }

    @Test
    void waitsUntilABacklogIsMoved() {
        lowWater.moved(40, true);
        lowWater.observe(new Snapshot(100, 105), SECOND);
        lowWater.observe(new Snapshot(105, 110), 2 * SECOND);
        lowWater.moved(45, false);
        assertThat(lowWater.mark(2 * SECOND)).isZero();

        lowWater.moved(50, true);
        assertThat(lowWater.mark(2 * SECOND)).isEqualTo(40);
    }

    @Test
    void everyTenSecondsOneLookGoesWithoutIt() {
        lowWater.moved(40, true);
        lowWater.observe(new Snapshot(100, 105), SECOND);
        lowWater.observe(new Snapshot(105, 110), 2 * SECOND);
        lowWater.moved(0, true);

        assertThat(lowWater.mark(10 * SECOND)).isZero();
        assertThat(lowWater.mark(11 * SECOND)).isEqualTo(40);
    }
}
