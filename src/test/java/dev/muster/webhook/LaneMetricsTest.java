package dev.muster.webhook;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.support.FakeReceiver;
import dev.muster.support.FakeReceiver.Answer;
import dev.muster.support.Journal;
import dev.muster.support.SettableClock;
import dev.muster.support.Tenants;
import dev.muster.tenant.CurrentEnvironment;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an operator's alerts look at. */
@QuarkusTest
@ActivateRequestContext
class LaneMetricsTest {

    @Inject
    Tenants tenants;

    @Inject
    CurrentEnvironment environment;

    @Inject
    Journal journal;

    @Inject
    Endpoints endpoints;

    @Inject
    Workshop workshop;

    @Inject
    LaneMetrics metrics;

    private final SettableClock clock = new SettableClock();
    private final FakeReceiver receiver = FakeReceiver.start();

    @BeforeEach
    void clear() throws SQLException {
        workshop.clear();
        environment.enter(tenants.fresh().environmentId());
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void aLaneThatStandsStillShowsAsLag() {
        endpoints.create(receiver.url(), List.of("dsync.user.updated"));
        write(7);
        metrics.look();

        assertThat(value("lag")).isEqualTo(7);
        assertThat(value("frozen")).isZero();
    }

    @Test
    void failuresShowAsRetriesAndAFrozenLane() {
        endpoints.create(receiver.url(), List.of("dsync.user.updated"));
        receiver.otherwise(Answer.reset());
        write(20);
        workshop.settle(workshop.runner(clock), clock);
        metrics.look();

        assertThat(value("frozen")).isEqualTo(1);
        assertThat(value("retries")).isPositive();
        assertThat(value("dead")).isZero();
    }

    @Test
    void goneReceiversShowAsDisabled() {
        endpoints.create(receiver.url(), List.of("dsync.user.updated"));
        receiver.otherwise(Answer.status(410));
        write(1);
        workshop.settle(workshop.runner(clock), clock);
        metrics.look();

        assertThat(value("disabled")).isEqualTo(1);
    }

    @Test
    void waitsForDatabaseConnectionsAreShown() {
        assertThat(get("/q/metrics").asString()).contains("agroal_awaiting_count", "agroal_blocking_time_max");
    }

    private void write(int users) {
        journal.write(
                environment.id(),
                IntStream.range(0, users).mapToObj(i -> "user" + i).toArray(String[]::new));
        journal.awaitPlaced(environment.id(), users);
    }

    private static double value(String name) {
        Matcher line = Pattern.compile("(?m)^muster_webhook_" + name + " ([0-9.]+)$")
                .matcher(get("/q/metrics").asString());
        assertThat(line.find()).isTrue();
        return Double.parseDouble(line.group(1));
    }
}
