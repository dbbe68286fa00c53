package dev.muster.tenant;

import dev.muster.id.Ulids;
import dev.muster.sql.Row;
import dev.muster.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The environments of a team. They lie above the tenant border, so each method acts through {@link CrossTenant}. */
@ApplicationScoped
public class Environments {

    private static final String COLUMNS = "id, team_id, name, kind, created_at";

    private final Sql sql;
    private final CrossTenant crossTenant;

    Environments(Sql sql, CrossTenant crossTenant) {
        this.sql = sql;
        this.crossTenant = crossTenant;
    }

    public Environment create(UUID team, String name, Environment.Kind kind) {
        UUID id = Ulids.next();
        var environment = new Environment(id, team, name, kind, Ulids.instant(id));
        crossTenant.run("an environment is made from outside it", () -> {
            sql.update(
                    "insert into environment (id, team_id, name, kind, created_at) values (?, ?, ?, ?, ?)",
                    id,
                    team,
                    name,
                    kind.column(),
                    environment.createdAt());
            sql.update("insert into event_head (environment_id) values (?)", id);
        });
        return environment;
    }

    /** Oldest first. */
    public List<Environment> ofTeam(UUID team) {
        return crossTenant.call(
                "a team sees all its environments",
                () -> sql.list(
                        "select " + COLUMNS + " from environment where team_id = ? order by id",
                        Environments::map,
                        team));
    }

    /** An environment of another team is as good as none. */
    public Optional<Environment> find(UUID team, UUID id) {
        return crossTenant.call(
                "a team sees all its environments",
                () -> sql.first(
                        "select " + COLUMNS + " from environment where team_id = ? and id = ?",
                        Environments::map,
                        team,
                        id));
    }

    private static Environment map(Row row) throws SQLException {
        return new Environment(
                row.uuid("id"),
                row.uuid("team_id"),
                row.text("name"),
                Environment.Kind.of(row.text("kind")),
                row.instant("created_at"));
    }
}
