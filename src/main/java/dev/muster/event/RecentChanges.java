package dev.muster.event;

import dev.muster.sql.Sql;
import dev.muster.tenant.CurrentEnvironment;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What kinds of events a directory had lately, without their bodies. Methods join a running transaction. */
@ApplicationScoped
public class RecentChanges {

    private final Sql sql;
    private final CurrentEnvironment environment;

    RecentChanges(Sql sql, CurrentEnvironment environment) {
        this.sql = sql;
        this.environment = environment;
    }

    /** @param entityKey what the event is about, see {@link NewEvent} */
    public record Change(String type, String entityKey, Instant at) {
        public boolean is(EventType wanted) {
            return type.equals(wanted.wireName());
        }
    }

    /** The newest first. */
    public List<Change> of(UUID directory, int limit) {
        return sql.list(
                """
                select type, entity_key, at from event_pos
                 where environment_id = ? and directory_id = ? order by pos desc limit ?
                """,
                row -> new Change(row.text("type"), row.text("entity_key"), row.instant("at")),
                environment.id(),
                directory,
                limit);
    }
}
