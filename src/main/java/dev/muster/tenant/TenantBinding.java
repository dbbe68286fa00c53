package dev.muster.tenant;

import dev.muster.sql.Command;
import dev.muster.sql.Sql;
import io.quarkus.arc.Arc;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/**
 * The first statement of every transaction: tells row-level security for whom the transaction acts. It holds until the
 * transaction ends; one that was begun without it shows no row of any tenant.
 */
@ApplicationScoped
class TenantBinding {

    private static final String ONE_ENVIRONMENT =
            "select set_config('role', 'muster_app', true), set_config('muster.environment', ?, true)";

    static final Command ALL_ENVIRONMENTS =
            new Command("select set_config('role', 'muster_system', true), set_config('muster.environment', '', true)");

    private final Sql sql;
    private final CurrentEnvironment current;

    TenantBinding(Sql sql, CurrentEnvironment current) {
        this.sql = sql;
        this.current = current;
    }

    void toCurrentEnvironment() {
        Command binding = binding();
        sql.exists(binding.text(), binding.values());
    }

    /** For work through {@link Sql} alone: goes with its statements instead of ahead of them. */
    Command binding() {
        return new Command(ONE_ENVIRONMENT, environment().map(UUID::toString).orElse(""));
    }

    /** Has to come before any other statement of the transaction. */
    void toOneMoment() {
        sql.update("set transaction isolation level repeatable read read only");
    }

    void toAllEnvironments() {
        sql.exists(ALL_ENVIRONMENTS.text());
    }

    private Optional<UUID> environment() {
        return Arc.container().requestContext().isActive() ? current.peek() : Optional.empty();
    }
}
