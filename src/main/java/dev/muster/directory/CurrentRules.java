package dev.muster.directory;

import dev.muster.sql.Row;
import dev.muster.sql.Sql;
import dev.muster.sql.SqlFailure;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The rules of each directory, remembered for as long as they hold: they cost the provider's requests no statement.
 *
 * <p>No user is left as outdated rules would have it, because
 * <ul>
 *   <li>a change of a user holds the row's lock and names its version in the update itself, whose snapshot is newer than the
 *       lock: when it still finds that version, any newer one is committed later, and the rewrite that comes with it waits
 *       for the lock; when it does not, it fails the whole transaction, see {@link #outdated};
 *   <li>a new user is invisible until its commit, so its transaction holds {@code hold_rules}, which a change of the rules
 *       waits for, and then locks the directory's row, which shows the newest version and not the snapshot's.
 * </ul>
 *
 * <p>Methods join a running transaction.
 */
@ApplicationScoped
class CurrentRules {

    /** A bound on memory; beyond it all are read anew. */
    private static final int MOST_REMEMBERED = 10_000;

    /** See V160. */
    private static final String OUTDATED = "MU001";

    // One statement, so that the rules are those of the version.
    private static final String READ = """
            select d.rules_version,
                   array(select r.slug from role_policy p
                           join role r on (r.environment_id, r.id) = (p.environment_id, p.default_role_id)
                          where p.environment_id = d.environment_id) as default_role,
                   %s
              from directory d where d.environment_id = ? and d.id = ?
            """.formatted(AttributeSettings.COLUMNS);

    private final Sql sql;
    private final ConcurrentHashMap<UUID, Rules> remembered = new ConcurrentHashMap<>();

    CurrentRules(Sql sql) {
        this.sql = sql;
    }

    /** Whether a transaction failed because the rules it went by were no longer the directory's. */
    static boolean outdated(SqlFailure failure) {
        return failure.state().filter(OUTDATED::equals).isPresent();
    }

    /** Maybe outdated ones; the database says so when a user is written by them. */
    Rules of(UUID environment, UUID directory) {
        Rules rules = remembered.get(directory);
        return rules != null ? rules : read(environment, directory);
    }

    /** The newest that are committed. */
    Rules read(UUID environment, UUID directory) {
        Rules rules = sql.first(READ, CurrentRules::map, environment, directory).orElseThrow();
        if (remembered.size() >= MOST_REMEMBERED) {
            remembered.clear();
        }
        remembered.put(directory, rules);
        return rules;
    }

    /** What the newest rules are made of. */
    AttributeSettings settings(UUID environment, UUID directory) {
        return sql.first(READ, AttributeSettings::map, environment, directory).orElseThrow();
    }

    private static Rules map(Row row) throws SQLException {
        return new Rules(
                row.number("rules_version"), AttributeSettings.map(row).mapping(), List.of(row.texts("default_role")));
    }
}
