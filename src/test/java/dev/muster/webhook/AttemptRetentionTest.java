package dev.muster.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.support.Superuser;
import dev.muster.support.Tenants;
import dev.muster.tenant.CurrentEnvironment;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@ActivateRequestContext
class AttemptRetentionTest {

    @Inject
    Tenants tenants;

    @Inject
    CurrentEnvironment environment;

    @Inject
    Endpoints endpoints;

    @Inject
    AttemptRetention retention;

    private Endpoint endpoint;

    @BeforeEach
    void makeEndpoint() {
        environment.enter(tenants.fresh().environmentId());
        var outcome = endpoints.create("https://app.example.com/hook", List.of("dsync.user.updated"));
        endpoint = ((EndpointOutcome.Saved) outcome).endpoint();
    }

    @Test
    void oldWeeksOfAttemptsGoWhole() throws Exception {
        try (var database = Superuser.connect()) {
            database.execute("create table webhook_attempt_2020_10 partition of webhook_attempt"
                    + " for values from ('2020-03-02Z') to ('2020-03-09Z')");
            retention.tidy(Instant.now());
            assertThat(database.value("select to_regclass('webhook_attempt_2020_10')"))
                    .isNull();
        }
    }

    @Test
    void deadLettersGoWithTheirEventsAndThoseStillTriedStay() throws Exception {
        try (var database = Superuser.connect()) {
            for (String row : List.of("1, 'dead', '91 days'", "2, 'dead', '89 days'", "3, 'due', '91 days'")) {
                String[] values = row.split(", ");
                database.execute("""
                        insert into webhook_retry (environment_id, endpoint_id, pos, event_id, type, entity_key, state, next_at)
                        values ('%s', '%s', %s, gen_random_uuid(), 'dsync.user.updated', 'u:ada', %s, now() - interval %s)""".formatted(environment.id(), endpoint.id(), values[0], values[1], values[2]));
            }
            retention.tidy(Instant.now());
            assertThat(database.value(
                            "select string_agg(pos::text, ',' order by pos) from webhook_retry where endpoint_id = '"
                                    + endpoint.id() + "'"))
                    .isEqualTo("2,3");
        }
    }
}
