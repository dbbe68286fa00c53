package dev.muster.tenant;

import dev.muster.id.Ulids;
import dev.muster.sql.Sql;
import dev.muster.vault.Secret;
import dev.muster.vault.TokenPrefix;
import dev.muster.vault.Tokens;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/**
 * Who is signed in. A session ends 12 hours after its last use, 7 days after it began, at sign-out, and when the password
 * changes. The token lives in the browser's cookie; here is only its hash.
 */
@ApplicationScoped
public class OperatorSessions {

    private static final String LIVING = "s.expires_at > now() and s.seen_at > now() - interval '12 hours'";

    // Right to a minute, so that clicking about costs no writes.
    private static final String SEE = """
            update operator_session set seen_at = now() where id = ? and seen_at < now() - interval '1 minute'
            """;

    private final Sql sql;
    private final CrossTenant crossTenant;

    OperatorSessions(Sql sql, CrossTenant crossTenant) {
        this.sql = sql;
        this.crossTenant = crossTenant;
    }

    /** A living session. */
    public record Session(UUID id, Operator operator) {}

    /** Begins a session and says its token, the only time it is known. */
    public Secret open(Operator operator) {
        Secret token = Tokens.issue(TokenPrefix.SESSION);
        crossTenant.run(
                "operators stand above the tenants",
                () -> sql.update("""
                        insert into operator_session (id, operator_id, token_hash, expires_at)
                        values (?, ?, ?, now() + interval '7 days')
                        """, Ulids.next(), operator.id(), Tokens.hash(token.reveal())));
        return token;
    }

    /** The session of a token, if it lives; counts as a use. */
    public Optional<Session> find(String token) {
        if (!Tokens.wellFormed(TokenPrefix.SESSION, token)) {
            return Optional.empty();
        }
        byte[] hash = Tokens.hash(token);
        return crossTenant.call("the session tells the team", () -> {
            var found = sql.first(
                    "select s.id as session_id, " + Operators.COLUMNS
                            + " from operator_session s join operator o on o.id = s.operator_id where s.token_hash = ? and "
                            + LIVING,
                    row -> new Session(row.uuid("session_id"), Operators.map(row)),
                    (Object) hash);
            found.ifPresent(session -> sql.update(SEE, session.id()));
            return found;
        });
    }

    public void close(Session session) {
        crossTenant.run(
                "operators stand above the tenants",
                () -> sql.update("delete from operator_session where id = ?", session.id()));
    }

    @Scheduled(every = "1h", delayed = "5m")
    void clearAway() {
        crossTenant.run(
                "sessions of all teams end alike",
                () -> sql.update("delete from operator_session s where not (" + LIVING + ")"));
    }
}
