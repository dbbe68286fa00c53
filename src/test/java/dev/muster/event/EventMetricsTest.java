package dev.muster.event;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.support.Journal;
import dev.muster.support.Superuser;
import dev.muster.support.Tenants;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EventMetricsTest {

    @Inject
    Tenants tenants;

    @Inject
    Journal journal;

    @Inject
    EventMetrics metrics;

    @Test
    void aSequencerThatStandsStillShowsInNumberAndAgeOfWaitingEvents() throws Exception {
        UUID environment = tenants.fresh().environmentId();
        try (var blocker = Superuser.connect().begin()) {
            blocker.execute("lock table event_head in exclusive mode");
            journal.write(environment, "ada", "bob");
            metrics.look();
            assertThat(value("muster_events_waiting")).isGreaterThanOrEqualTo(2);
            blocker.rollback();
        }
        journal.awaitPlaced(environment, 2);
        metrics.look();
        assertThat(value("muster_events_waiting")).isLessThan(2);
        assertThat(value("muster_events_waiting_age_seconds")).isLessThan(60);
    }

    private static double value(String name) {
        return get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow();
    }
}
