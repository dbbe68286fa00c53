package dev.muster.tenant;

import dev.muster.sql.Preamble;
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
    private static final String ALL_ENVIRONMENTS =
            "select set_config('role', 'muster_system', true), set_config('muster.environment', '', true)";

    private final Sql sql;
    private final CurrentEnvironment current;

    TenantBinding(Sql sql, CurrentEnvironment current) {
        this.sql = sql;
        this.current = current;
    }

    void toCurrentEnvironment() {
        sql.exists(ONE_ENVIRONMENT, environment().map(UUID::toString).orElse(""));
    }

    /** For work through {@link Sql} alone: the binding goes with its statements instead of ahead of them. */
    Preamble preamble(boolean each) {
        return new Preamble(ONE_ENVIRONMENT, environment().map(UUID::toString).orElse(""), each);
    }

    /** Has to come before any other statement of the transaction. */
    void toOneMoment() {
        sql.update("set transaction isolation level repeatable read read only");
    }

    void toAllEnvironments() {
        sql.exists(ALL_ENVIRONMENTS);
    }

    private Optional<UUID> environment() {
        return Arc.container().requestContext().isActive() ? current.peek() : Optional.empty();
    }
}
