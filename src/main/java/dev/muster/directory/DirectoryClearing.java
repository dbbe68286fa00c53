package dev.muster.directory;

import dev.muster.sql.Sql;
import dev.muster.tenant.CrossTenant;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Clears away what deleted directories leave behind: a bounded batch a statement and a transaction, so that a million
 * users neither hold locks for long nor have to be begun again after a restart.
 */
@ApplicationScoped
public class DirectoryClearing {

    private static final int BATCHES_A_RUN = 500;

    // Memberships first and users before groups, so that no cascade finds more than a batch has.
    private static final List<String> BATCHES =
            List.of(batch("membership", 5_000), batch("directory_user", 1_000), batch("directory_group", 1_000), """
            delete from directory where (environment_id, id) in (
              select environment_id, id from directory d
               where state = 'deleting'
                 and not exists (select from directory_user u where (u.environment_id, u.directory_id) = (d.environment_id, d.id))
                 and not exists (select from directory_group g where (g.environment_id, g.directory_id) = (d.environment_id, d.id))
               order by id limit 100 for update skip locked)
            """);

    private final Sql sql;
    private final CrossTenant crossTenant;

    DirectoryClearing(Sql sql, CrossTenant crossTenant) {
        this.sql = sql;
        this.crossTenant = crossTenant;
    }

    @Scheduled(every = "30s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void run() {
        int batches = 0;
        while (batches < BATCHES_A_RUN && step()) {
            batches++;
        }
    }

    /** One batch. False when nothing was left to clear. */
    public boolean step() {
        return BATCHES.stream()
                .anyMatch(batch ->
                        crossTenant.call("deleted directories of all tenants are cleared", () -> sql.update(batch))
                                > 0);
    }

    private static String batch(String table, int rows) {
        return """
                delete from %s where ctid = any(array(
                  select r.ctid from directory d
                    join %s r on (r.environment_id, r.directory_id) = (d.environment_id, d.id)
                   where d.state = 'deleting' limit %d for update of r skip locked))
                """.formatted(table, table, rows);
    }
}
