package dev.muster.webhook;

import dev.muster.sql.Sql;
import dev.muster.tenant.CrossTenant;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Makes room for attempts ahead of time, and drops old ones; dead letters go when their events are gone. */
@ApplicationScoped
class AttemptRetention {

    private static final Logger LOG = Logger.getLogger(AttemptRetention.class);

    private static final Duration AHEAD = Duration.ofDays(28);
    private static final int MOST_AT_ONCE = 5_000;

    private static final String REMOVE_DEAD = """
            delete from webhook_retry
             where (environment_id, endpoint_id, pos) in (
                   select environment_id, endpoint_id, pos from webhook_retry
                    where state = 'dead' and next_at < ? limit ?)
            """;

    private final Sql sql;
    private final CrossTenant crossTenant;
    private final Duration attemptsKept;
    private final Duration eventsKept;

    AttemptRetention(
            Sql sql,
            CrossTenant crossTenant,
            @ConfigProperty(name = "muster.attempt-retention-days", defaultValue = "30") int attemptDays,
            @ConfigProperty(name = "muster.event-retention-days", defaultValue = "90") int eventDays) {
        this.sql = sql;
        this.crossTenant = crossTenant;
        this.attemptsKept = Duration.ofDays(attemptDays);
        this.eventsKept = Duration.ofDays(eventDays);
    }

    /** Every replica tries; whoever comes second finds nothing to do. */
    @Scheduled(every = "1h", delayed = "2m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void run() {
        tidy(Instant.now());
    }

    void tidy(Instant now) {
        crossTenant.run(
                "weeks hold attempts of all tenants",
                () -> sql.exists("select create_attempt_partitions(?)", now.plus(AHEAD)));
        int dropped = crossTenant.call(
                "weeks hold attempts of all tenants",
                () -> sql.first(
                                "select drop_attempt_partitions(?) as n",
                                row -> (int) row.number("n"),
                                now.minus(attemptsKept))
                        .orElse(0));
        if (dropped > 0) {
            LOG.infof(
                    "Removed %d weeks of webhook attempts that are older than %d days.",
                    dropped, attemptsKept.toDays());
        }
        removeDead(now.minus(eventsKept));
    }

    private void removeDead(Instant before) {
        int removed = MOST_AT_ONCE;
        while (removed == MOST_AT_ONCE) {
            removed = crossTenant.call(
                    "dead letters of all tenants age alike", () -> sql.update(REMOVE_DEAD, before, MOST_AT_ONCE));
        }
    }
}
