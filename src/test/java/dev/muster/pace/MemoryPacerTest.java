package dev.muster.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class MemoryPacerTest extends PacerContract {

    private final MemoryPacer pacer = new MemoryPacer();

    @Override
    Pacer pacer() {
        return pacer;
    }

    @Test
    void keysAtRestAreForgotten() {
        Instant start = Instant.parse("2026-01-15T12:00:00Z");

        for (int i = 0; i < 50_000; i++) {
            pacer.tryAcquire("key " + i, new Rate(100, 1), start.plusMillis(i));
        }

        assertThat(pacer.size()).isLessThan(3_000);
    }

    @Test
    void aFloodOfKeysDoesNotFillTheMemory() {
        Instant now = Instant.parse("2026-01-15T12:00:00Z");

        for (int i = 0; i < 300_000; i++) {
            pacer.tryAcquire("key " + i, new Rate(0.001, 1), now);
        }

        assertThat(pacer.size()).isBetween(50_000, 100_000);
    }

    @Test
    void senselessRatesAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Rate(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Rate(Double.NaN, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Rate(1, 0));
    }
}
