package dev.muster.webhook;

import dev.muster.sql.Row;
import dev.muster.sql.Sql;
import dev.muster.tenant.CurrentEnvironment;
import dev.muster.tenant.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** How endpoints of the current environment are doing, for people. */
@ApplicationScoped
public class LaneViews {

    private static final String VIEW = """
            select l.endpoint_id, greatest(0, coalesce(h.pos, 0) - l.cursor_pos) as lag, l.frozen_since, l.next_probe_at,
                   l.first_failure_at, l.last_success_at, r.retrying, r.dead, r.next_at
              from webhook_lane l
              left join event_head h on h.environment_id = l.environment_id
             cross join lateral (
                   select count(*) filter (where state <> 'dead') as retrying, count(*) filter (where state = 'dead') as dead,
                          min(next_at) filter (where state = 'due') as next_at
                     from webhook_retry w
                    where w.environment_id = l.environment_id and w.endpoint_id = l.endpoint_id) r
             where l.environment_id = ? and l.endpoint_id = any(?::uuid[])
            """;

    private final Sql sql;
    private final Transactions transactions;
    private final CurrentEnvironment environment;

    LaneViews(Sql sql, Transactions transactions, CurrentEnvironment environment) {
        this.sql = sql;
        this.transactions = transactions;
        this.environment = environment;
    }

    /** Empty when there is no such endpoint. */
    public Optional<LaneView> of(UUID endpoint) {
        return Optional.ofNullable(of(List.of(endpoint)).get(endpoint));
    }

    /** Unknown ones are missing. */
    public Map<UUID, LaneView> of(Collection<UUID> endpoints) {
        var views = new HashMap<UUID, LaneView>();
        transactions.call(() ->
                sql.list(VIEW, row -> views.put(row.uuid("endpoint_id"), view(row)), environment.id(), endpoints));
        return views;
    }

    private static LaneView view(Row row) throws SQLException {
        return new LaneView(
                row.number("lag"),
                row.number("retrying"),
                row.number("dead"),
                Optional.ofNullable(row.instant("frozen_since")),
                Optional.ofNullable(row.instant("next_probe_at")),
                Optional.ofNullable(row.instant("first_failure_at")),
                Optional.ofNullable(row.instant("last_success_at")),
                Optional.ofNullable(row.instant("next_at")));
    }
}
