package dev.muster.webhook;

import dev.muster.sql.Sql;
import dev.muster.tenant.CrossTenant;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.ToLongFunction;

/**
 * How webhooks are doing over all endpoints, seen every 10 seconds: {@code muster_webhook_lag} (events the lane that is
 * furthest behind has not come to), {@code _frozen} and {@code _disabled} endpoints, {@code _retries} and {@code _dead}
 * events. Endpoints are not told apart: their number has no limit, and the dashboard shows each.
 */
@ApplicationScoped
class LaneMetrics {

    private static final String LOOK = """
            select (select coalesce(max(h.pos - l.cursor_pos), 0)
                      from webhook_lane l
                      join event_head h on h.environment_id = l.environment_id
                      join webhook_endpoint e on (e.environment_id, e.id) = (l.environment_id, l.endpoint_id)
                     where e.status = 'enabled') as lag,
                   (select count(*) from webhook_lane where frozen_since is not null) as frozen,
                   (select count(*) from webhook_endpoint where status = 'disabled') as disabled,
                   (select count(*) from webhook_retry where state <> 'dead') as retries,
                   (select count(*) from webhook_retry where state = 'dead') as dead
            """;

    private final Sql sql;
    private final CrossTenant crossTenant;
    private final MeterRegistry registry;
    private volatile State state = new State(0, 0, 0, 0, 0);

    LaneMetrics(Sql sql, CrossTenant crossTenant, MeterRegistry registry) {
        this.sql = sql;
        this.crossTenant = crossTenant;
        this.registry = registry;
        gauge("lag", "Events that the lane furthest behind has not come to", State::lag);
        gauge("frozen", "Endpoints whose breaker is open", State::frozen);
        gauge("disabled", "Endpoints that are switched off", State::disabled);
        gauge("retries", "Events that failed and are tried again", State::retries);
        gauge("dead", "Events that are not tried again by themselves", State::dead);
    }

    private record State(long lag, long frozen, long disabled, long retries, long dead) {}

    private void gauge(String name, String description, ToLongFunction<State> value) {
        Gauge.builder("muster.webhook." + name, () -> value.applyAsLong(state))
                .description(description)
                .register(registry);
    }

    @Scheduled(every = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        state = crossTenant.call(
                "operators see all environments together",
                () -> sql.first(
                                LOOK,
                                row -> new State(
                                        Math.max(0, row.number("lag")),
                                        row.number("frozen"),
                                        row.number("disabled"),
                                        row.number("retries"),
                                        row.number("dead")))
                        .orElseThrow());
    }
}
