package dev.muster.tenant;

import dev.muster.sql.Sql;
import dev.muster.vault.Passwords;
import dev.muster.vault.Secret;
import dev.muster.vault.TokenPrefix;
import dev.muster.vault.Tokens;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** The one-time links by which a team's first administrator comes in. They live for 7 days and die with their use. */
@ApplicationScoped
public class SignInLinks {

    private static final String LIVING = """
            operator_id is null and used_at is null and expires_at > now()
            and not exists (select from operator o where o.team_id = sign_in_link.team_id)
            """;

    private final Sql sql;
    private final CrossTenant crossTenant;
    private final Operators operators;
    private final Passwords passwords;

    SignInLinks(Sql sql, CrossTenant crossTenant, Operators operators, Passwords passwords) {
        this.sql = sql;
        this.crossTenant = crossTenant;
        this.operators = operators;
        this.passwords = passwords;
    }

    /** A fresh link's token for somebody who has no account yet. */
    public Secret issue(UUID team) {
        Secret token = Tokens.issue(TokenPrefix.SIGN_IN);
        crossTenant.run("nobody is signed in yet", () -> sql.update("""
                        insert into sign_in_link (token_hash, team_id, expires_at) values (?, ?, now() + interval '7 days')
                        """, Tokens.hash(token.reveal()), team));
        return token;
    }

    /** Whether the token would still let somebody in; does not use it up. */
    public boolean living(String token) {
        return Tokens.wellFormed(TokenPrefix.SIGN_IN, token)
                && crossTenant.call(
                        "nobody is signed in yet",
                        () -> sql.exists("select from sign_in_link where token_hash = ? and " + LIVING, (Object)
                                Tokens.hash(token)));
    }

    /**
     * Makes the administrator and ends all open links of the team, in one transaction: of two people with a link only one
     * gets in.
     *
     * @return empty when the token is used up; then nothing has changed
     */
    public Optional<Operator> redeem(String token, String email, String password) {
        if (!Tokens.wellFormed(TokenPrefix.SIGN_IN, token)) {
            return Optional.empty();
        }
        String hash = passwords.hash(password);
        return crossTenant.call(
                "nobody is signed in yet", () -> use(token).flatMap(team -> administrator(team, email, hash)));
    }

    private Optional<UUID> use(String token) {
        return sql.first(
                "update sign_in_link set used_at = now() where token_hash = ? and " + LIVING + "returning team_id",
                row -> row.uuid("team_id"),
                (Object) Tokens.hash(token));
    }

    private Optional<Operator> administrator(UUID team, String email, String hash) {
        sql.update("delete from sign_in_link where team_id = ? and " + LIVING, team);
        return operators.insert(team, email, hash, Operator.Role.ADMIN);
    }
}
