package dev.muster.webhook;

import dev.muster.event.LogReader;
import dev.muster.id.Ulids;
import dev.muster.sql.Sql;
import dev.muster.support.FakeReceiver;
import dev.muster.support.SettableClock;
import dev.muster.support.Superuser;
import dev.muster.tenant.CrossTenant;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

/** Makes runners that a test drives by hand, and looks at what they have written. */
@ApplicationScoped
class Workshop {

    private static final Pattern NAME = Pattern.compile("\"first_name\":\"([^\"]*)\"");

    private final CrossTenant crossTenant;
    private final LogReader log;
    private final Shards shards;
    private final Lanes lanes;
    private final Retries retries;
    private final LaneWriter writer;
    private final Sql sql;
    private final Outbound outbound;

    Workshop(
            CrossTenant crossTenant,
            LogReader log,
            Shards shards,
            Lanes lanes,
            Retries retries,
            LaneWriter writer,
            Sql sql,
            Vertx vertx) {
        this.crossTenant = crossTenant;
        this.log = log;
        this.shards = shards;
        this.lanes = lanes;
        this.retries = retries;
        this.writer = writer;
        this.sql = sql;
        this.outbound = new Outbound(vertx, AddressGuard.parse("127.0.0.0/8"), Resolver.system());
    }

    /** No endpoint of an earlier test, and no shard with an owner. */
    void clear() throws SQLException {
        try (var database = Superuser.connect()) {
            database.execute("delete from webhook_endpoint");
            database.execute("delete from webhook_owner");
            expireLeases(database);
        }
    }

    /** As if all owners had been gone for longer than a lease. */
    void expireLeases() throws SQLException {
        try (var database = Superuser.connect()) {
            expireLeases(database);
        }
    }

    private static void expireLeases(Superuser database) throws SQLException {
        database.execute("update webhook_owner set until = '-infinity'");
    }

    /** Sends over HTTP and waits for each answer, so that a step is done when it returns. */
    LaneRunner runner(SettableClock clock) {
        return runner(clock, message -> CompletableFuture.completedFuture(outbound.post(message)));
    }

    LaneRunner runner(SettableClock clock, Courier courier) {
        return new LaneRunner(
                Ulids.next(),
                new LaneRunner.Parts(
                        crossTenant, log, shards, lanes, retries, writer, Schedule.DEFAULT, new Random(42)),
                courier,
                clock,
                () -> {},
                () -> {});
    }

    /** Sends over HTTP without waiting. */
    CompletionStage<Outcome> send(Outbound.Message message) {
        return outbound.send(message).toCompletionStage();
    }

    /** Steps until nothing more happens; takes about two seconds of the clock. */
    void settle(LaneRunner runner, SettableClock clock) {
        for (int i = 0; i < 6; i++) {
            runner.step();
            clock.advance(Duration.ofMillis(300));
        }
    }

    /** Until a number of steps has passed; for long backlogs. */
    void step(LaneRunner runner, SettableClock clock, int times) {
        for (int i = 0; i < times; i++) {
            runner.step();
            clock.advance(Duration.ofMillis(60));
        }
    }

    long cursor(UUID endpoint) {
        return number("select cursor_pos as n from webhook_lane where endpoint_id = ?", endpoint);
    }

    long attempts(UUID endpoint) {
        return number("select count(*) as n from webhook_attempt where endpoint_id = ?", endpoint);
    }

    long rows(UUID endpoint, RetryRow.State state) {
        return crossTenant.call(
                "a test looks at retries",
                () -> sql.first(
                                "select count(*) as n from webhook_retry where endpoint_id = ? and state = ?",
                                row -> row.number("n"),
                                endpoint,
                                state.column())
                        .orElseThrow());
    }

    /** How many shards each living owner has. */
    List<Long> shardsByOwner() {
        return crossTenant.call(
                "a test looks at shards",
                () -> sql.list(
                        "select count(*) as n from webhook_shard where owner is not null group by owner",
                        row -> row.number("n")));
    }

    List<String> outcomes(UUID endpoint) {
        return crossTenant.call(
                "a test looks at attempts",
                () -> sql.list(
                        "select outcome from webhook_attempt where endpoint_id = ? order by at, n",
                        row -> row.text("outcome"),
                        endpoint));
    }

    private long number(String query, UUID endpoint) {
        return crossTenant.call(
                "a test looks at lanes",
                () -> sql.first(query, row -> row.number("n"), endpoint).orElseThrow());
    }

    /** The made-up user an event is about. */
    static String name(FakeReceiver.Received request) {
        var matcher = NAME.matcher(new String(request.body(), StandardCharsets.UTF_8));
        if (!matcher.find()) {
            throw new AssertionError("not an event of the journal");
        }
        return matcher.group(1);
    }
}
