package dev.muster.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConsoleTest {
    @Test
    void blockStandsApartAndHasNoTrailingBlanks() {
        assertThat(Console.block(List.of("Muster is ready.", "", "Data  here"))).isEqualTo("""

                  Muster is ready.

                  Data  here

                """);
    }
}
