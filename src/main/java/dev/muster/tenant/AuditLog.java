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
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What people and programs did in the current environment. What an identity provider pushes is in the request log. */
@ApplicationScoped
public class AuditLog {

    private final Sql sql;
    private final CurrentEnvironment environment;
    private final CurrentActor actor;
    private final Transactions transactions;

    AuditLog(Sql sql, CurrentEnvironment environment, CurrentActor actor, Transactions transactions) {
        this.sql = sql;
        this.environment = environment;
        this.actor = actor;
        this.transactions = transactions;
    }

    /** @param target printed id of what was changed */
    public record Entry(UUID id, Actor actor, String action, String target, ObjectNode details, Instant createdAt) {}

    /** As {@link #append(String, IdType, UUID, Map)}, with nothing more to say. */
    public void append(String action, IdType type, UUID target) {
        append(action, type, target, Map.of());
    }

    /**
     * Writes an entry in the running transaction, unless nobody acts: identity providers and background work leave none.
     *
     * @param details what else is worth knowing; never a secret
     */
    public void append(String action, IdType type, UUID target, Map<String, String> details) {
        acting().ifPresent(who -> insert(environment.id(), who, action, type.print(target), details));
    }

    /** As {@link #append(String, IdType, UUID, Map)}, for what Muster did by itself in an environment. */
    public void appendForMuster(
            UUID environment, String action, IdType type, UUID target, Map<String, String> details) {
        insert(environment, Actor.MUSTER, action, type.print(target), details);
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

    /** By id. @param target printed id; null: all */
    public Slice<Entry> list(String target, Window window) {
        return transactions.call(() -> page(target, window));
    }

    private Slice<Entry> page(String target, Window window) {
        Condition where = Condition.of("environment_id = ?", environment.id())
                .andIfGiven("target = ?", target)
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
