package dev.muster.webhook;

import dev.muster.sql.Sql;
import dev.muster.tenant.CurrentEnvironment;
import dev.muster.tenant.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Endpoints of the current environment that somebody has to look after: their events wait. */
@ApplicationScoped
public class EndpointAlarms {

    private static final int MOST = 5;

    private final Sql sql;
    private final CurrentEnvironment environment;
    private final Transactions transactions;

    EndpointAlarms(Sql sql, CurrentEnvironment environment, Transactions transactions) {
        this.sql = sql;
        this.environment = environment;
        this.transactions = transactions;
    }

    /**
     * @param disabledReason a sentence, when Muster switched the endpoint off
     * @param frozenSince    when its breaker opened, while it is enabled
     */
    public record Alarm(
            UUID environment,
            UUID endpoint,
            String url,
            Optional<String> disabledReason,
            Optional<Instant> frozenSince) {}

    /** The oldest endpoints first, at most 5. */
    public List<Alarm> list() {
        return transactions.call(() -> sql.list(
                """
                select e.id, e.url, e.disabled_reason, case when e.status = 'enabled' then l.frozen_since end as frozen_since
                  from webhook_endpoint e
                  join webhook_lane l on (l.environment_id, l.endpoint_id) = (e.environment_id, e.id)
                 where e.environment_id = ?
                   and (e.disabled_reason is not null or e.status = 'enabled' and l.frozen_since is not null)
                 order by e.id limit ?
                """,
                row -> new Alarm(
                        environment.id(),
                        row.uuid("id"),
                        row.text("url"),
                        Optional.ofNullable(row.text("disabled_reason")),
                        Optional.ofNullable(row.instant("frozen_since"))),
                environment.id(),
                MOST));
    }
}
