package dev.muster.tenant;

import dev.muster.id.Ulids;
import dev.muster.sql.Sql;
import dev.muster.vault.Secret;
import dev.muster.vault.TokenPrefix;
import dev.muster.vault.Tokens;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** What a database without any team gets at the first start: a team, a production environment and its API key. */
@ApplicationScoped
public class FirstEnvironment {

    private static final long LOCK = 0x6d7573746572L;

    private final Sql sql;
    private final CrossTenant crossTenant;
    private final Environments environments;
    private final ApiKeys apiKeys;

    FirstEnvironment(Sql sql, CrossTenant crossTenant, Environments environments, ApiKeys apiKeys) {
        this.sql = sql;
        this.crossTenant = crossTenant;
        this.environments = environments;
        this.apiKeys = apiKeys;
    }

    /**
     * Makes it unless some team exists; of several replicas starting at once only one does.
     *
     * @param chosen the operator's own key, else one is made
     * @return the key, to be shown once; empty when there was nothing to do
     */
    public Optional<ApiKeys.Issued> create(Optional<Secret> chosen) {
        return crossTenant
                .call("there is no environment yet", this::insertTeam)
                .map(team -> environments.create(team, "Production", Environment.Kind.PRODUCTION))
                .map(environment -> apiKeys.issueFirst(
                        environment.id(), "First key", chosen.orElseGet(() -> Tokens.issue(TokenPrefix.API_KEY))));
    }

    private Optional<UUID> insertTeam() {
        sql.exists("select pg_advisory_xact_lock(?)", LOCK);
        return sql.first(
                "insert into team (id, name) select ?, 'My team' where not exists (select from team) returning id",
                row -> row.uuid("id"),
                Ulids.next());
    }
}
