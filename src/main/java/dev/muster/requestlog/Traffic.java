package dev.muster.requestlog;

import dev.muster.sql.Sql;
import dev.muster.tenant.CurrentEnvironment;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** How much a directory's provider sends, from counts instead of the log. Up to ten seconds behind. Methods join a running transaction. */
@ApplicationScoped
public class Traffic {

    private final Sql sql;
    private final CurrentEnvironment environment;

    Traffic(Sql sql, CurrentEnvironment environment) {
        this.sql = sql;
        this.environment = environment;
    }

    /** Requests that were answered with this status in the hour that began then. */
    public record Hour(Instant hour, int status, long requests) {}

    /** When requests of a kind first came and last. */
    public record Span(Instant first, Instant last) {}

    /** From the hour in which the moment lies. */
    public List<Hour> since(UUID directory, Instant moment) {
        return sql.list(
                """
                select hour, status, requests from scim_request_hour
                 where environment_id = ? and directory_id = ? and hour > ?::timestamptz - interval '1 hour'
                """,
                row -> new Hour(row.instant("hour"), (int) row.number("status"), row.number("requests")),
                environment.id(),
                directory,
                moment);
    }

    /** Since the directory was made, or this version of Muster was installed. */
    public Map<RequestKind, Span> kinds(UUID directory) {
        var kinds = new EnumMap<RequestKind, Span>(RequestKind.class);
        sql.list(
                """
                select kind, first_at, last_at from scim_request_kind where environment_id = ? and directory_id = ?
                """,
                row -> kinds.put(
                        RequestKind.of(row.text("kind")), new Span(row.instant("first_at"), row.instant("last_at"))),
                environment.id(),
                directory);
        return kinds;
    }
}
