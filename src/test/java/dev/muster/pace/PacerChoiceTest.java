package dev.muster.pace;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PacerChoiceTest {

    @Inject
    Pacer pacer;

    @Test
    void withoutRedisThisProcessCounts() {
        assertThat(pacer).isInstanceOf(MemoryPacer.class);
    }
}
