package dev.muster.support;

import dev.muster.id.Ulids;
import dev.muster.sql.Sql;
import dev.muster.tenant.ApiKeys;
import dev.muster.tenant.CrossTenant;
import dev.muster.tenant.Environment;
import dev.muster.tenant.Environments;
import dev.muster.vault.TokenPrefix;
import dev.muster.vault.Tokens;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** A tenant per test: every test gets an environment of its own in the one database of the suite. */
@ApplicationScoped
public class Tenants {

    private final Sql sql;
    private final CrossTenant crossTenant;
    private final Environments environments;
    private final ApiKeys apiKeys;

    Tenants(Sql sql, CrossTenant crossTenant, Environments environments, ApiKeys apiKeys) {
        this.sql = sql;
        this.crossTenant = crossTenant;
        this.environments = environments;
        this.apiKeys = apiKeys;
    }

    /** An environment nobody else uses, with a key to its API. */
    public record Tenant(UUID teamId, UUID environmentId, String apiKey) {}

    public Tenant fresh() {
        return fresh(Environment.Kind.PRODUCTION);
    }

    public Tenant fresh(Environment.Kind kind) {
        UUID team = Ulids.next();
        crossTenant.run(
                "a test makes its team", () -> sql.update("insert into team (id, name) values (?, 'Test team')", team));
        var environment = environments.create(team, "Test", kind);
        var key = apiKeys.issueFirst(environment.id(), "Test key", Tokens.issue(TokenPrefix.API_KEY));
        return new Tenant(team, environment.id(), key.secret().reveal());
    }
}
