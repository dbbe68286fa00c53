package dev.muster.tenant;

import dev.muster.sql.Sql;
import dev.muster.vault.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** How the first person gets into a dashboard that knows nobody: by the operator's settings, or by a one-time link. */
@ApplicationScoped
public class FirstAdministrator {

    private final Sql sql;
    private final CrossTenant crossTenant;
    private final Operators operators;
    private final SignInLinks links;

    FirstAdministrator(Sql sql, CrossTenant crossTenant, Operators operators, SignInLinks links) {
        this.sql = sql;
        this.crossTenant = crossTenant;
        this.operators = operators;
        this.links = links;
    }

    /** Address and password from the settings. */
    public record Account(String email, Secret password) {}

    /**
     * Does nothing once somebody can sign in.
     *
     * @param chosen makes this account at once
     * @return the token of a fresh sign-in link, when there is nobody yet and no account was chosen
     */
    public Optional<Secret> prepare(Optional<Account> chosen) {
        if (operators.any()) {
            return Optional.empty();
        }
        UUID team = firstTeam();
        if (chosen.isEmpty()) {
            return Optional.of(links.issue(team));
        }
        Account account = chosen.get();
        operators.create(team, account.email(), account.password().reveal(), Operator.Role.ADMIN);
        return Optional.empty();
    }

    private UUID firstTeam() {
        return crossTenant
                .call(
                        "nobody is signed in yet",
                        () -> sql.first("select id from team order by id limit 1", row -> row.uuid("id")))
                .orElseThrow();
    }
}
