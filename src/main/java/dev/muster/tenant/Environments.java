package dev.muster.tenant;

import dev.muster.id.Ulids;
import dev.muster.sql.Sql;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The environments of a team. They lie above the tenant border, so each method acts through {@link CrossTenant}. */
@ApplicationScoped
public class Environments implements PanacheRepositoryBase<Environment, UUID> {

    private final Sql sql;
    private final CrossTenant crossTenant;

    Environments(Sql sql, CrossTenant crossTenant) {
        this.sql = sql;
        this.crossTenant = crossTenant;
    }

    public Environment create(UUID team, String name, Environment.Kind kind) {
        UUID id = Ulids.next();
        return crossTenant.call("an environment is made from outside it", () -> {
            var environment = new Environment(id, team, name, kind, Ulids.instant(id));
            persistAndFlush(environment);
            sql.update("insert into event_head (environment_id) values (?)", id);
            return environment;
        });
    }

    /** Oldest first. */
    public List<Environment> ofTeam(UUID team) {
        return crossTenant.call("a team sees all its environments", () -> list("teamId = ?1 order by id", team));
    }

    /** An environment of another team is as good as none. */
    public Optional<Environment> find(UUID team, UUID id) {
        return crossTenant.call(
                "a team sees all its environments",
                () -> find("teamId = ?1 and id = ?2", team, id).firstResultOptional());
    }
}
