package dev.muster.event;

import dev.muster.sql.Condition;
import dev.muster.sql.Sql;
import dev.muster.tenant.CurrentEnvironment;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The events of the current environment as people look at them: newest first. Methods join a running transaction. */
@ApplicationScoped
public class RecentEvents {

    // "offset 0" keeps the look-up of bodies a look-up per row.
    private static final String READ = """
            select p.pos, p.event_id, p.type, p.entity_key, b.body
              from (select pos, event_id, type, entity_key, id, created_at
                      from event_pos where %s order by pos desc limit %d) p
             cross join lateral (select e.body from event e where e.id = p.id and e.created_at = p.created_at offset 0) b
             order by p.pos desc
            """;

    private final Sql sql;
    private final CurrentEnvironment environment;

    RecentEvents(Sql sql, CurrentEnvironment environment) {
        this.sql = sql;
        this.environment = environment;
    }

    /**
     * Which events to show; null shows all.
     *
     * @param directory only of this directory
     * @param type      wire name
     */
    public record Query(UUID directory, String type) {}

    /**
     * @param olderThan only events before this position; null: from the newest on
     * @param limit     most events to return, at least 1
     */
    public List<StoredEvent> page(Query query, Long olderThan, int limit) {
        Condition where = Condition.of("environment_id = ?", environment.id())
                .andIfGiven("directory_id = ?", query.directory())
                .andIfGiven("type = ?", query.type())
                .andIfGiven("pos < ?", olderThan);
        return sql.list(
                READ.formatted(where.text(), limit),
                StoredEvent::of,
                where.values().toArray());
    }

    public Optional<StoredEvent> get(UUID eventId) {
        return sql.first(
                READ.formatted("environment_id = ? and event_id = ?", 1), StoredEvent::of, environment.id(), eventId);
    }
}
