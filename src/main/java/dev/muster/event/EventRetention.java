package dev.muster.event;

import dev.muster.sql.Sql;
import dev.muster.tenant.CrossTenant;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Makes room in the log ahead of time, and drops the weeks that are older than events are kept. */
@ApplicationScoped
class EventRetention {

    private static final Logger LOG = Logger.getLogger(EventRetention.class);

    private static final Duration AHEAD = Duration.ofDays(28);

    private final Sql sql;
    private final CrossTenant crossTenant;
    private final Duration kept;

    EventRetention(
            Sql sql,
            CrossTenant crossTenant,
            @ConfigProperty(name = "muster.event-retention-days", defaultValue = "90") int days) {
        this.sql = sql;
        this.crossTenant = crossTenant;
        this.kept = Duration.ofDays(days);
    }

    /** Every replica tries; whoever comes second finds nothing to do. */
    @Scheduled(every = "1h", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void run() {
        tidy(Instant.now());
    }

    void tidy(Instant now) {
        crossTenant.run(
                "weeks hold events of all tenants",
                () -> sql.exists("select create_event_partitions(?)", now.plus(AHEAD)));
        int dropped = crossTenant.call(
                "weeks hold events of all tenants",
                () -> sql.first("select drop_event_partitions(?) as n", row -> (int) row.number("n"), now.minus(kept))
                        .orElse(0));
        if (dropped > 0) {
            LOG.infof("Removed %d weeks of events that are older than %d days.", dropped, kept.toDays());
        }
    }
}
