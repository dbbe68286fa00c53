package dev.muster.directory;

import dev.muster.sql.Row;
import dev.muster.sql.Sql;
import dev.muster.tenant.CurrentEnvironment;
import dev.muster.tenant.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Compares what an application knows of a directory's people with what is there. Both sides may be of any size: the known
 * ones go to the database in batches, and one statement finds what differs.
 */
@ApplicationScoped
public class Reconciliation {

    private static final int BATCH = 10_000;

    private static final String KNOWN =
            "create temporary table known (id uuid primary key, active boolean) on commit drop";

    private static final String ADD = """
            insert into known (id, active)
            select distinct on (id) id, active::boolean from unnest(?::uuid[], ?::text[]) with ordinality as k(id, active, ord)
             order by id, ord desc
            on conflict (id) do update set active = excluded.active
            """;

    private static final String DIFFERENCES = """
            with there as (
              select api_id, id, active from directory_user
               where environment_id = ? and directory_id = ? and api_id is not null and removed_at is null)
            select d.*, %s
              from (select coalesce(k.id, t.api_id) as known_id, k.id is not null as known, k.active as known_active,
                           t.id as row_id
                      from known k full join there t on t.api_id = k.id
                     where k.id is null or t.api_id is null or k.active <> t.active) d
              left join directory_user u on u.environment_id = ? and u.directory_id = ? and u.id = d.row_id
             order by d.known_id
            """.formatted(DirectoryUsers.COLUMNS);

    private final Sql sql;
    private final CurrentEnvironment environment;
    private final Transactions transactions;

    Reconciliation(Sql sql, CurrentEnvironment environment, Transactions transactions) {
        this.sql = sql;
        this.environment = environment;
        this.transactions = transactions;
    }

    /**
     * Somebody the application knows.
     *
     * @param active null when it does not say
     */
    public record Known(UUID id, Boolean active) {}

    /** Where the two differ. */
    public sealed interface Difference {}

    /** In the directory, but not known. */
    public record Missing(DirectoryUser user) implements Difference {}

    /** Known, but not (or no longer) in the directory. */
    public record Unknown(Known known) implements Difference {}

    /** Both know the person in different states. */
    public record State(Known known, DirectoryUser user) implements Difference {}

    /**
     * Gives all differences, by id.
     *
     * @param known of one id the last one counts
     * @return how many different ids are known
     */
    public long compare(UUID directory, Iterator<Known> known, Consumer<Difference> differences) {
        return transactions.stream(() -> {
            sql.update(KNOWN);
            while (known.hasNext()) {
                add(next(known));
            }
            sql.update("analyze known");
            sql.each(
                    DIFFERENCES,
                    Reconciliation::difference,
                    differences,
                    environment.id(),
                    directory,
                    environment.id(),
                    directory);
            return sql.first("select count(*) as n from known", row -> row.number("n"))
                    .orElseThrow();
        });
    }

    private static List<Known> next(Iterator<Known> known) {
        var batch = new ArrayList<Known>(BATCH);
        while (known.hasNext() && batch.size() < BATCH) {
            batch.add(known.next());
        }
        return batch;
    }

    private void add(List<Known> batch) {
        UUID[] ids = batch.stream().map(Known::id).toArray(UUID[]::new);
        String[] active = batch.stream()
                .map(one ->
                        Optional.ofNullable(one.active()).map(String::valueOf).orElse(null))
                .toArray(String[]::new);
        sql.update(ADD, ids, active);
    }

    private static Difference difference(Row row) throws SQLException {
        if (row.uuid("row_id") == null) {
            return new Unknown(known(row));
        }
        DirectoryUser user = DirectoryUsers.map(row);
        return row.flag("known") ? new State(known(row), user) : new Missing(user);
    }

    private static Known known(Row row) throws SQLException {
        return new Known(row.uuid("known_id"), row.text("known_active") == null ? null : row.flag("known_active"));
    }
}
