package dev.muster.tenant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.id.IdType;
import dev.muster.id.Ulids;
import dev.muster.sql.Condition;
import dev.muster.sql.Json;
import dev.muster.sql.Row;
import dev.muster.sql.Slice;
import dev.muster.sql.Sql;
import dev.muster.sql.Window;
import io.quarkus.arc.Arc;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** What people and programs did in the current environment. What an identity provider pushes is in the request log. */
@ApplicationScoped
public class AuditLog {

    private static final int EXPORTED_AT_A_TIME = 1_000;

    private static final String ACTIONS = """
            with recursive found (action) as (
              (select action from audit_entry where environment_id = ? order by action limit 1)
              union all
              select (select a.action from audit_entry a
                       where a.environment_id = ? and a.action > f.action order by a.action limit 1)
                from found f where f.action is not null)
            select action from found where action is not null
            """;

    private final Sql sql;
    private final CurrentEnvironment environment;
    private final CurrentActor actor;
    private final IdempotentAnswers answers;
    private final Transactions transactions;

    AuditLog(
            Sql sql,
            CurrentEnvironment environment,
            CurrentActor actor,
            IdempotentAnswers answers,
            Transactions transactions) {
        this.sql = sql;
        this.environment = environment;
        this.actor = actor;
        this.answers = answers;
        this.transactions = transactions;
    }

    /**
     * What to look for; what is null does not matter.
     *
     * @param target printed id of what was changed
     * @param actor  id of the key or operator
     */
    public record Query(String target, String action, UUID actor) {}

    /** @param target printed id of what was changed */
    public record Entry(UUID id, Actor actor, String action, String target, ObjectNode details, Instant createdAt) {}

    /** As {@link #append(String, IdType, UUID, Map)}, with nothing more to say. */
    public void append(String action, IdType type, UUID target) {
        append(action, type, target, Map.of());
    }

    /**
     * Writes an entry in the running transaction, unless nobody acts: identity providers and background work leave none. What
     * is written here has been done, so a request that may be sent again is carried out with it.
     *
     * @param details what else is worth knowing; never a secret
     */
    public void append(String action, IdType type, UUID target, Map<String, String> details) {
        acting().ifPresent(who -> {
            insert(environment.id(), who, action, type.print(target), details);
            answers.done(type.print(target));
        });
    }

    /** As {@link #append(String, IdType, UUID, Map)}, for what Muster did by itself in an environment. */
    public void appendForMuster(
            UUID environment, String action, IdType type, UUID target, Map<String, String> details) {
        insert(environment, Actor.MUSTER, action, type.print(target), details);
    }

    /** Writes into the log of each of the team's environments, in the running transaction of {@link CrossTenant}. */
    void appendForTeam(UUID team, String action, String target, Map<String, String> details) {
        acting().ifPresent(who -> sql.list("select id from environment where team_id = ?", row -> row.uuid("id"), team)
                .forEach(id -> insert(id, who, action, target, details)));
    }

    private void insert(UUID environment, Actor who, String action, String target, Map<String, String> details) {
        UUID id = Ulids.next();
        sql.update(
                """
                insert into audit_entry (environment_id, id, actor_type, actor_id, actor_name, address, action, target,
                    details, created_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                environment,
                id,
                who.kind().wireName(),
                who.id(),
                who.name(),
                who.address(),
                action,
                target,
                Json.of(details),
                Ulids.instant(id));
    }

    /** By id. */
    public Slice<Entry> list(Query query, Window window) {
        return transactions.call(() -> page(query, window));
    }

    /** Hands over all matching entries, the newest first; reads so many at a time, however many there are. */
    public void each(Query query, Consumer<Entry> reader) {
        UUID last = null;
        boolean more = true;
        while (more) {
            var window = new Window(EXPORTED_AT_A_TIME, false, last, null);
            Slice<Entry> slice = transactions.call(() -> page(query, window));
            slice.rows().forEach(reader);
            more = slice.later();
            last = slice.rows().isEmpty() ? null : slice.rows().getLast().id();
        }
    }

    /** What has been done at least once, in order of the words. One look-up for each, however long the log is. */
    public List<String> actions() {
        return transactions.call(
                () -> sql.list(ACTIONS, row -> row.text("action"), environment.id(), environment.id()));
    }

    private Slice<Entry> page(Query query, Window window) {
        Condition where = Condition.of("environment_id = ?", environment.id())
                .andIfGiven("target = ?", query.target())
                .andIfGiven("action = ?", query.action())
                .andIfGiven("actor_id = ?", query.actor())
                .and(window.condition("id"));
        return window.slice(sql.list(
                """
                select id, actor_type, actor_id, actor_name, address, action, target, details, created_at
                  from audit_entry where\s""" + where.text() + window.tail("id"),
                AuditLog::map,
                where.values().toArray()));
    }

    private Optional<Actor> acting() {
        return Arc.container().requestContext().isActive() ? actor.peek() : Optional.empty();
    }

    private static Entry map(Row row) throws SQLException {
        return new Entry(
                row.uuid("id"),
                new Actor(
                        Actor.Kind.of(row.text("actor_type")),
                        row.uuid("actor_id"),
                        row.text("actor_name"),
                        row.text("address")),
                row.text("action"),
                row.text("target"),
                row.json("details"),
                row.instant("created_at"));
    }
}
