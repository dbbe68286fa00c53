package dev.muster.requestlog;

import dev.muster.sql.Condition;
import dev.muster.sql.Row;
import dev.muster.sql.Slice;
import dev.muster.sql.Sql;
import dev.muster.sql.Window;
import dev.muster.tenant.CurrentEnvironment;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The requests of a directory of the current environment, as people look at them. Methods join a running transaction. */
@ApplicationScoped
public class RequestLog {

    private static final String COLUMNS = """
            id, directory_id, token_id, method, path, query, status, scim_type, detail, duration_ms, caller, subject_type,
            subject_id, subject_name
            """;

    private final Sql sql;
    private final CurrentEnvironment environment;

    RequestLog(Sql sql, CurrentEnvironment environment) {
        this.sql = sql;
        this.environment = environment;
    }

    /**
     * Which requests to show; null shows all.
     *
     * @param statuses    first and last status
     * @param method      upper case
     * @param subject     the person or group; also where a request has only the name it was last seen with, and where it
     *                    names the person among others, as a change of a group does
     * @param subjectName in any case, of whoever was last called so; without meaning when {@code subject} is given
     * @param since       from this moment on, itself included
     * @param until       up to this moment, itself not included
     */
    public record Filter(
            Statuses statuses, String method, UUID subject, String subjectName, Instant since, Instant until) {

        public static final Filter ALL = new Filter(null, null, null, null, null, null);
        public static final Filter REFUSED = new Filter(new Statuses(400, 599), null, null, null, null, null);

        /** The same, from this moment on. */
        public Filter since(Instant moment) {
            return new Filter(statuses, method, subject, subjectName, moment, until);
        }
    }

    /** A range of HTTP status codes, both ends included. */
    public record Statuses(int from, int to) {}

    /** A stretch of the log; newest first unless the window says otherwise. */
    public Slice<LoggedRequest> recent(UUID directory, Filter filter, Window window) {
        Condition where = Condition.of("environment_id = ? and directory_id = ?", environment.id(), directory)
                .and(subject(directory, filter, window))
                .and(others(filter))
                .and(window.condition("id"));
        return window.slice(sql.list(
                "select " + COLUMNS + " from scim_request where " + where.text() + window.tail("id"),
                RequestLog::map,
                where.values().toArray()));
    }

    public Optional<LoggedRequest.WithBodies> get(UUID directory, UUID id) {
        return sql.first(
                "select " + COLUMNS + ", request_bytes, request_body, answer_body"
                        + " from scim_request where environment_id = ? and directory_id = ? and id = ?",
                row -> new LoggedRequest.WithBodies(
                        map(row), row.number("request_bytes"), row.text("request_body"), row.text("answer_body")),
                environment.id(),
                directory,
                id);
    }

    /** The id of the directory's newest request: it differs when something has come. */
    public Optional<UUID> newest(UUID directory) {
        return sql.first(
                "select id from scim_request where environment_id = ? and directory_id = ? order by id desc limit 1",
                row -> row.uuid("id"),
                environment.id(),
                directory);
    }

    private static Condition others(Filter filter) {
        return statuses(filter.statuses())
                .andIfGiven("method = ?", filter.method())
                .andIfGiven("id >= id_floor(?::timestamptz)", filter.since())
                .andIfGiven("id < id_floor(?::timestamptz)", filter.until());
    }

    private Condition subject(UUID directory, Filter filter, Window window) {
        var touching = new Touching(environment.id(), directory, others(filter), window);
        if (filter.subject() != null) {
            return touching.somebody(filter.subject());
        }
        return filter.subjectName() == null ? Condition.TRUE : touching.somebody(filter.subjectName());
    }

    // The constant lets the planner see that the index of refused requests is enough.
    private static Condition statuses(Statuses statuses) {
        if (statuses == null) {
            return Condition.TRUE;
        }
        return Condition.of(
                "status between ? and ?" + (statuses.from() >= 400 ? " and status >= 400" : ""),
                statuses.from(),
                statuses.to());
    }

    private static LoggedRequest map(Row row) throws SQLException {
        return new LoggedRequest(
                row.uuid("id"),
                row.uuid("directory_id"),
                row.uuid("token_id"),
                row.text("method"),
                row.text("path"),
                row.text("query"),
                (int) row.number("status"),
                row.text("scim_type"),
                row.text("detail"),
                (int) row.number("duration_ms"),
                row.text("caller"),
                row.text("subject_type"),
                row.uuid("subject_id"),
                row.text("subject_name"));
    }
}
