package dev.muster.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.support.Journal;
import dev.muster.support.Superuser;
import dev.muster.support.Tenants;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What happens to positions when the log was restored from a backup, or a standby that lagged took over. */
@QuarkusTest
class EventOriginTest {

    private static final long LEAST_LEAP = 1_000_000;

    @Inject
    Tenants tenants;

    @Inject
    Journal journal;

    @Test
    void afterARestorePositionsAndIdsGoOnFarAboveThoseGivenBefore() throws Exception {
        UUID environment = tenants.fresh().environmentId();
        journal.write(environment, "before");
        journal.awaitPlaced(environment, 1);
        try (var database = Superuser.connect()) {
            long id = Long.parseLong(database.value("select last_value from event_seq"));
            database.execute("update event_origin set origin = 'the server the backup was made of'");
            journal.write(environment, "after");
            journal.awaitNewest(environment, LEAST_LEAP);

            journal.write(environment, "and on");
            long leapt = journal.newest(environment);
            journal.awaitNewest(environment, leapt + 1);
            assertThat(Long.parseLong(database.value("select last_value from event_seq")))
                    .isGreaterThan(id + LEAST_LEAP);
        }
        assertThat(journal.newest(environment)).isBetween(LEAST_LEAP, 2 * LEAST_LEAP);
    }

    @Test
    void theOriginNamesServerTimelineDatabaseAndTable() throws Exception {
        try (var database = Superuser.connect()) {
            String origin = database.value("select current_event_origin()");
            assertThat(origin).matches("\\d+/[0-9A-F]{8}/\\d+/\\d+");
            database.execute("set role muster_system");
            assertThat(database.value("select current_event_origin()")).isEqualTo(origin);
        }
    }
}
