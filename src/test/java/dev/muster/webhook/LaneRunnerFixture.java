package dev.muster.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.support.FakeReceiver;
import dev.muster.support.Journal;
import dev.muster.support.SettableClock;
import dev.muster.support.Tenants;
import dev.muster.tenant.CurrentEnvironment;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** An endpoint of a fresh tenant, what it receives, and a runner that the test drives by hand. */
abstract class LaneRunnerFixture {

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

    final SettableClock clock = new SettableClock();
    final FakeReceiver receiver = FakeReceiver.start();
    LaneRunner runner;
    private int written;

    @BeforeEach
    void clear() throws SQLException {
        workshop.clear();
        runner = workshop.runner(clock);
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    void settle() {
        workshop.settle(runner, clock);
    }

    Endpoint endpoint() {
        return endpoint("dsync.user.updated");
    }

    Endpoint endpoint(String type) {
        environment.enter(tenants.fresh().environmentId());
        return saved(endpoints.create(receiver.url(), List.of(type)));
    }

    void change(Endpoint endpoint, EndpointChange change) {
        saved(endpoints.change(endpoint.id(), change));
        runner.endpointsChanged();
    }

    Optional<String> disabled(Endpoint endpoint) {
        return endpoints.get(endpoint.id()).orElseThrow().disabledReason();
    }

    static Endpoint saved(EndpointOutcome outcome) {
        assertThat(outcome).isInstanceOf(EndpointOutcome.Saved.class);
        return ((EndpointOutcome.Saved) outcome).endpoint();
    }

    /** {@code ada:2} is the second event of ada. */
    void write(String... names) {
        journal.writeOf(environment.id(), name -> name.split(":")[0], names);
        written += names.length;
        journal.awaitPlaced(environment.id(), written);
    }

    static String[] users(int count) {
        return IntStream.range(0, count).mapToObj(i -> "user" + i).toArray(String[]::new);
    }

    List<String> names() {
        return receiver.received().stream().map(Workshop::name).toList();
    }
}
