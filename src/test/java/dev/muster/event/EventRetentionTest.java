package dev.muster.event;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.id.IdType;
import dev.muster.support.Journal;
import dev.muster.support.Superuser;
import dev.muster.support.Tenants;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EventRetentionTest {

    @Inject
    Tenants tenants;

    @Inject
    Journal journal;

    @Inject
    EventRetention retention;

    @Test
    void oldWeeksGoWholeAndCursorsIntoThemAreRefusedInsteadOfSkipping() throws Exception {
        var tenant = tenants.fresh();
        journal.write(tenant.environmentId(), "old", "older than kept", "kept", "new");
        var placed = journal.awaitPlaced(tenant.environmentId(), 4);
        try (var database = Superuser.connect()) {
            makeOld(database, tenant.environmentId(), 2);
            retention.tidy(Instant.now());
            assertThat(database.value("select to_regclass('event_2020_10')")).isNull();
            assertThat(database.value("select to_regclass('event_pos_2020_10')"))
                    .isNull();
            assertThat(database.value(
                            "select floor from event_head where environment_id = '" + tenant.environmentId() + "'"))
                    .isEqualTo("2");
        }

        assertThat(status(tenant.apiKey(), placed.get(1))).isEqualTo(400);
        assertThat(status(tenant.apiKey(), placed.get(2))).isEqualTo(200);
        assertThat(journal.placed(tenant.environmentId())).hasSize(2);
    }

    @Test
    void thereIsRoomForTheWeeksToCome() throws Exception {
        retention.tidy(Instant.now());

        try (var database = Superuser.connect()) {
            assertThat(database.value("""
                    select to_regclass('event_' || to_char(now() at time zone 'UTC' + interval '4 weeks', 'IYYY_IW'))""")).isNotNull();
        }
    }

    /** Moves the first events of the environment into a week of the year 2020. */
    private static void makeOld(Superuser database, UUID environment, int count) throws Exception {
        for (String table : new String[] {"event", "event_pos"}) {
            database.execute(
                    "create table %s_2020_10 partition of %s for values from ('2020-03-02Z') to ('2020-03-09Z')"
                            .formatted(table, table));
        }
        database.execute("""
                update event set created_at = '2020-03-04Z' where id in (
                  select id from event_pos where environment_id = '%s' and pos <= %d)""".formatted(environment, count));
        database.execute("update event_pos set created_at = '2020-03-04Z' where environment_id = '%s' and pos <= %d"
                .formatted(environment, count));
    }

    private static int status(String apiKey, StoredEvent after) {
        return given().header("Authorization", "Bearer " + apiKey)
                .queryParam("events", "dsync.user.updated")
                .queryParam("after", IdType.EVENT.print(after.eventId()))
                .get("/events")
                .statusCode();
    }
}
