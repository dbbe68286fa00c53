package dev.muster.event;

import dev.muster.sql.Sql;
import dev.muster.tenant.CrossTenant;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Whether events get their places in time: {@code muster_events_waiting} and {@code muster_events_waiting_age_seconds}, of
 * the oldest. Seen every 10 seconds; more than a minute of age means that the sequencer does not work.
 */
@ApplicationScoped
class EventMetrics {

    private final Sql sql;
    private final CrossTenant crossTenant;
    private volatile Waiting waiting = new Waiting(0, 0);

    EventMetrics(Sql sql, CrossTenant crossTenant, MeterRegistry registry) {
        this.sql = sql;
        this.crossTenant = crossTenant;
        Gauge.builder("muster.events.waiting", () -> waiting.count())
                .description("Committed events without a place yet")
                .register(registry);
        Gauge.builder("muster.events.waiting.age", () -> waiting.seconds())
                .baseUnit("seconds")
                .description("Age of the oldest committed event without a place")
                .register(registry);
    }

    private record Waiting(long count, long seconds) {}

    @Scheduled(every = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        waiting = crossTenant.call(
                "the queue is one for all environments",
                () -> sql.first("""
                        select count(*) as n, coalesce(extract(epoch from now() - min(created_at)), 0)::bigint as age
                          from event_new
                        """, row -> new Waiting(row.number("n"), Math.max(0, row.number("age"))))
                        .orElseThrow());
    }
}
