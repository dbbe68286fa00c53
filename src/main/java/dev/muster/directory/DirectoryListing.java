package dev.muster.directory;

import dev.muster.sql.Condition;
import dev.muster.sql.Row;
import dev.muster.sql.Slice;
import dev.muster.sql.Sql;
import dev.muster.sql.Window;
import dev.muster.tenant.CurrentEnvironment;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/** Directories as applications read them, with their counts. Methods join a running transaction. */
@ApplicationScoped
public class DirectoryListing {

    private static final String SELECT = """
            select %s, t.active, t.inactive, t.groups
              from directory d,
                   lateral (select coalesce(sum(active), 0) as active, coalesce(sum(inactive), 0) as inactive,
                                   coalesce(sum(groups), 0) as groups
                              from directory_tally t
                             where t.environment_id = d.environment_id and t.directory_id = d.id) t
             where\s""".formatted(Directories.COLUMNS);

    // Costs by directories, not by people.
    private static final String TOTALS = """
            select count(distinct d.id) as directories, count(distinct d.id) filter (where d.state = 'linked') as linked,
                   coalesce(sum(t.active), 0) as active, coalesce(sum(t.inactive), 0) as inactive,
                   coalesce(sum(t.groups), 0) as groups
              from directory d
              left join directory_tally t on (t.environment_id, t.directory_id) = (d.environment_id, d.id)
             where d.environment_id = ? and d.state <> 'deleting'
            """;

    private final Sql sql;
    private final CurrentEnvironment environment;

    DirectoryListing(Sql sql, CurrentEnvironment environment) {
        this.sql = sql;
        this.environment = environment;
    }

    /**
     * A directory and how much is in it, as applications see it.
     *
     * @param active   users that are active
     * @param inactive users that are not, as far as applications see them
     */
    public record Counted(Directory directory, long active, long inactive, long groups) {}

    /**
     * Which directories a list shows; null values show all.
     *
     * @param search part of the name, in any case
     */
    public record Query(UUID organizationId, String search, String domain) {}

    public Optional<Counted> get(UUID id) {
        Condition where = living().and(Condition.of("d.id = ?", id));
        return sql.first(
                SELECT + where.text(), DirectoryListing::map, where.values().toArray());
    }

    /**
     * All directories of the environment together.
     *
     * @param linked   those whose provider has spoken
     * @param active   users that are active, as applications see them
     * @param inactive users that are not
     */
    public record Totals(long directories, long linked, long active, long inactive, long groups) {
        public long people() {
            return active + inactive;
        }
    }

    public Totals totals() {
        return sql.first(
                        TOTALS,
                        row -> new Totals(
                                row.number("directories"),
                                row.number("linked"),
                                row.number("active"),
                                row.number("inactive"),
                                row.number("groups")),
                        environment.id())
                .orElseThrow();
    }

    /** By id. */
    public Slice<Counted> list(Query query, Window window) {
        Condition where = living().and(window.condition("d.id"))
                .andIfGiven("d.organization_id = ?", query.organizationId())
                .andIfGiven("strpos(lower(d.name), lower(?)) > 0", query.search())
                .andIfGiven("d.domain = lower(?)", query.domain());
        return window.slice(sql.list(
                SELECT + where.text() + window.tail("d.id"),
                DirectoryListing::map,
                where.values().toArray()));
    }

    private Condition living() {
        return Condition.of("d.environment_id = ? and d.state <> 'deleting'", environment.id());
    }

    private static Counted map(Row row) throws SQLException {
        return new Counted(Directories.map(row), row.number("active"), row.number("inactive"), row.number("groups"));
    }
}
