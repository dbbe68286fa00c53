package dev.muster.requestlog;

import dev.muster.sql.Sql;
import dev.muster.tenant.CrossTenant;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Makes room in the log ahead of time, and drops the days that are older than requests are kept. */
@ApplicationScoped
class RequestRetention {

    private static final Logger LOG = Logger.getLogger(RequestRetention.class);

    private static final Duration AHEAD = Duration.ofDays(7);
    private static final String REASON = "days hold requests of all tenants";

    private final Sql sql;
    private final CrossTenant crossTenant;
    private final Duration kept;

    RequestRetention(
            Sql sql,
            CrossTenant crossTenant,
            @ConfigProperty(name = "muster.request-retention-days", defaultValue = "14") int days) {
        this.sql = sql;
        this.crossTenant = crossTenant;
        this.kept = Duration.ofDays(days);
    }

    /** Before the first request: after a long rest there may be no day for it. */
    void makeRoom(@Observes StartupEvent start) {
        makeRoom(Instant.now());
    }

    /** Every replica tries; whoever comes second finds nothing to do. */
    @Scheduled(every = "1h", delayed = "3m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void run() {
        tidy(Instant.now());
    }

    void tidy(Instant now) {
        makeRoom(now);
        int dropped = crossTenant.call(
                REASON,
                () -> sql.first("select drop_request_partitions(?) as n", row -> (int) row.number("n"), now.minus(kept))
                        .orElse(0));
        crossTenant.run(REASON, () -> sql.update("delete from scim_request_hour where hour < ?", now.minus(kept)));
        if (dropped > 0) {
            LOG.infof("Removed %d days of SCIM requests that are older than %d days.", dropped, kept.toDays());
        }
    }

    private void makeRoom(Instant now) {
        crossTenant.run(REASON, () -> sql.exists("select create_request_partitions(?)", now.plus(AHEAD)));
    }
}
