package dev.muster.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AnnouncerTest {

    @Test
    void headsSurviveTheirWayAsText() {
        var heads = Map.of(UUID.randomUUID(), 1L, UUID.randomUUID(), Long.MAX_VALUE);

        assertThat(Announcer.read(Announcer.print(heads))).isEqualTo(heads);
    }
}
