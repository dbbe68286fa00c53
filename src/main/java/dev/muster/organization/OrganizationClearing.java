package dev.muster.organization;

import dev.muster.sql.Sql;
import dev.muster.tenant.CrossTenant;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;

/** Removes the rows of deleted organizations once their directories are cleared away; a bounded batch a transaction. */
@ApplicationScoped
public class OrganizationClearing {

    private static final String BATCH = """
            delete from organization where (environment_id, id) in (
              select environment_id, id from organization o
               where deleted_at is not null
                 and not exists (select from directory d
                                  where (d.environment_id, d.organization_id) = (o.environment_id, o.id))
               order by deleted_at limit 500 for update skip locked)
            """;

    private final Sql sql;
    private final CrossTenant crossTenant;

    OrganizationClearing(Sql sql, CrossTenant crossTenant) {
        this.sql = sql;
        this.crossTenant = crossTenant;
    }

    @Scheduled(every = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void run() {
        boolean more = true;
        while (more) {
            more = step();
        }
    }

    /** One batch. False when nothing was left to clear. */
    public boolean step() {
        return crossTenant.call("deleted organizations of all tenants are cleared", () -> sql.update(BATCH)) > 0;
    }
}
