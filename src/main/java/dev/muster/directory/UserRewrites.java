package dev.muster.directory;

import dev.muster.event.EventScope;
import dev.muster.sql.Condition;
import dev.muster.sql.Row;
import dev.muster.sql.Sql;
import dev.muster.tenant.CurrentEnvironment;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;

/**
 * After a change of the rules all users of a directory are looked at anew, in the background. The rows of {@code user_rewrite}
 * say how far each directory has come. Methods join a running transaction.
 */
@ApplicationScoped
public class UserRewrites {

    // Requests of one environment wait for each other, so their locks cannot cross; a batch holds no more than one row
    // here.
    private static final String REQUEST = """
            with changed as (
              update directory d set rules_version = rules_version + 1 where %s returning environment_id, id)
            insert into user_rewrite as r (environment_id, directory_id, requested_at, worked_at, cursor, done, total)
            select d.environment_id, d.id, now(), now(), '00000000-0000-0000-0000-000000000000', 0,
                   (select coalesce(sum(users), 0) from directory_tally t
                     where t.environment_id = d.environment_id and t.directory_id = d.id)
              from changed d
            on conflict (environment_id, directory_id) do update
               set requested_at = excluded.requested_at, cursor = excluded.cursor, done = excluded.done,
                   total = excluded.total, finished_at = null
            """;

    private static final String CLAIM = """
            select r.environment_id, r.directory_id, d.organization_id, r.cursor
              from user_rewrite r
              join directory d on (d.environment_id, d.id) = (r.environment_id, r.directory_id) and d.state <> 'deleting'
             where r.finished_at is null
             order by r.worked_at limit 1 for update of r skip locked
            """;

    private final Sql sql;
    private final CurrentEnvironment environment;

    UserRewrites(Sql sql, CurrentEnvironment environment) {
        this.sql = sql;
        this.environment = environment;
    }

    /**
     * How far a rewrite has come.
     *
     * @param total      users to look at; an estimate while the provider adds and removes some
     * @param finishedAt null while it runs
     */
    public record Progress(Instant requestedAt, long done, long total, Instant finishedAt) {
        public boolean running() {
            return finishedAt == null;
        }
    }

    /**
     * The rules of one directory change with this transaction: from its commit on every write goes by the new ones, and
     * its users are looked at anew. One under way begins again.
     */
    public void request(UUID directory) {
        request(Condition.of("d.environment_id = ? and d.id = ?", environment.id(), directory));
    }

    /** As {@link #request(UUID)}, for each of these. */
    void request(Collection<UUID> directories) {
        if (!directories.isEmpty()) {
            request(Condition.of("d.environment_id = ? and d.id = any(?)", environment.id(), directories));
        }
    }

    /** As {@link #request(UUID)}, for all directories of the environment. */
    public void requestAll() {
        request(Condition.of("d.environment_id = ?", environment.id()));
    }

    /** For who changes rules by looking at them first: from now on nobody else changes any, until the transaction ends. */
    void lockRules() {
        sql.exists("select replace_rules(?)", environment.id());
    }

    private void request(Condition which) {
        lockRules();
        Condition living = which.and(Condition.of("d.state <> 'deleting'"));
        sql.update(REQUEST.formatted(living.text()), living.values().toArray());
    }

    /** Empty when there never was one. */
    public Optional<Progress> progress(UUID directory) {
        return sql.first(
                "select requested_at, done, greatest(done, total) as total, finished_at from user_rewrite where environment_id = ? and directory_id = ?",
                UserRewrites::progress,
                environment.id(),
                directory);
    }

    /**
     * What is under way in the environment.
     *
     * @param directories whose users are looked at; the other counts are sums over them
     */
    public record Running(long directories, long done, long total) {}

    public Running running() {
        return sql.first(
                        """
                        select count(*) as directories, coalesce(sum(done), 0) as done,
                               coalesce(sum(greatest(done, total)), 0) as total
                          from user_rewrite where environment_id = ? and finished_at is null
                        """,
                        row -> new Running(row.number("directories"), row.number("done"), row.number("total")),
                        environment.id())
                .orElseThrow();
    }

    /** A directory whose turn it is, and the user its last batch ended with. */
    record Claim(EventScope scope, UUID cursor) {}

    /** Locks the row until the transaction ends: a batch at a time for each directory, and none across a new request. */
    Optional<Claim> claim() {
        return sql.first(
                CLAIM,
                row -> new Claim(
                        new EventScope(
                                row.uuid("environment_id"), row.uuid("organization_id"), row.uuid("directory_id")),
                        row.uuid("cursor")));
    }

    /** @param done how many of the batch are people the provider still knows */
    void advance(Claim claim, UUID cursor, long done, boolean finished) {
        sql.update(
                """
                update user_rewrite
                   set cursor = ?, done = done + ?, worked_at = clock_timestamp(),
                       finished_at = case when ? then clock_timestamp() end
                 where environment_id = ? and directory_id = ?
                """,
                cursor,
                done,
                finished,
                claim.scope().environmentId(),
                claim.scope().directoryId());
    }

    private static Progress progress(Row row) throws SQLException {
        return new Progress(
                row.instant("requested_at"), row.number("done"), row.number("total"), row.instant("finished_at"));
    }
}
