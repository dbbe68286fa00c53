package dev.muster.tenant;

import dev.muster.id.IdType;
import dev.muster.sql.Row;
import dev.muster.sql.Sql;
import dev.muster.vault.Passwords;
import dev.muster.vault.Secret;
import dev.muster.vault.TokenPrefix;
import dev.muster.vault.Tokens;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * One-time links into the dashboard: of a team's first administrator, of somebody invited, of somebody who forgot the
 * password. They live for 7 days (a forgotten password's for one) and die with their use.
 */
@ApplicationScoped
public class SignInLinks {

    private static final String COLUMNS =
            "l.team_id, l.operator_id, l.role, coalesce(l.email, o.email) as email, l.expires_at";

    private static final String LIVING = """
            used_at is null and expires_at > now()
            and (operator_id is not null or role is not null
                 or not exists (select from operator member where member.team_id = sign_in_link.team_id))
            """;

    private static final String FIND = """
            select %s
              from (select * from sign_in_link where token_hash = ? and %s) l
              left join operator o on o.id = l.operator_id
            """.formatted(COLUMNS, LIVING);

    private static final String INVITATIONS = """
            select %s
              from sign_in_link l
              left join operator o on o.id = l.operator_id
             where l.team_id = ? and l.role is not null and l.used_at is null and l.expires_at > now()
             order by l.created_at
            """.formatted(COLUMNS);

    private static final String ISSUE = """
            insert into sign_in_link (token_hash, team_id, operator_id, role, email, expires_at)
            values (?, ?, ?, ?, ?, now() + ?::interval)
            """;

    private final Sql sql;
    private final CrossTenant crossTenant;
    private final Operators operators;
    private final Passwords passwords;
    private final AuditLog audit;

    SignInLinks(Sql sql, CrossTenant crossTenant, Operators operators, Passwords passwords, AuditLog audit) {
        this.sql = sql;
        this.crossTenant = crossTenant;
        this.operators = operators;
        this.passwords = passwords;
        this.audit = audit;
    }

    /**
     * What a link is for.
     *
     * @param operator whose password was forgotten, else null
     * @param role     of somebody invited, else null
     * @param email    of the operator or of the one invited; null for the first administrator, who chooses it
     */
    public record Link(UUID team, UUID operator, Operator.Role role, String email, Instant expiresAt) {

        public boolean isForgottenPassword() {
            return operator != null;
        }

        public boolean isInvitation() {
            return role != null;
        }
    }

    /** A fresh link's token for somebody who becomes the first administrator. */
    public Secret issue(UUID team) {
        return crossTenant.call("nobody is signed in yet", () -> insert(team, null, null, null, "7 days"));
    }

    /** For a colleague of the inviting operator; ends an earlier invitation of the same address. */
    public Secret invite(Operator by, String email, Operator.Role role) {
        return crossTenant.call("operators stand above the tenants", () -> {
            withdrawNow(by.teamId(), email);
            audit.appendForTeam(
                    by.teamId(),
                    "operator.invited",
                    IdType.TEAM.print(by.teamId()),
                    Map.of("email", email, "role", role.column()));
            return insert(by.teamId(), null, role, email, "7 days");
        });
    }

    /** For an operator who forgot the password; the one before keeps working until another is chosen. */
    public Secret forgotten(Operator operator) {
        return crossTenant.call("operators stand above the tenants", () -> {
            sql.update("delete from sign_in_link where operator_id = ? and used_at is null", operator.id());
            audit.appendForTeam(
                    operator.teamId(),
                    "operator.password_link_issued",
                    IdType.OPERATOR.print(operator.id()),
                    Map.of("email", operator.email()));
            return insert(operator.teamId(), operator.id(), null, null, "1 day");
        });
    }

    /** The open invitations of a team. */
    public List<Link> invitations(UUID team) {
        return crossTenant.call(
                "operators stand above the tenants", () -> sql.list(INVITATIONS, SignInLinks::map, team));
    }

    /** The invitation of this address opens nothing any more. */
    public void withdraw(Operator by, String email) {
        crossTenant.run("operators stand above the tenants", () -> {
            if (withdrawNow(by.teamId(), email) > 0) {
                audit.appendForTeam(
                        by.teamId(),
                        "operator.invitation_withdrawn",
                        IdType.TEAM.print(by.teamId()),
                        Map.of("email", email));
            }
        });
    }

    /** What the token is for, if it still lets somebody in; does not use it up. */
    public Optional<Link> find(String token) {
        return Tokens.wellFormed(TokenPrefix.SIGN_IN, token)
                ? crossTenant.call(
                        "nobody is signed in yet", () -> sql.first(FIND, SignInLinks::map, (Object) Tokens.hash(token)))
                : Optional.empty();
    }

    /**
     * Does what the link is for, in one transaction: of two people with a link of the same kind only one gets in.
     *
     * @param email of the first administrator; who was invited or forgot the password has one already
     * @return empty when the token is used up, or the address is taken; then the link still waits for another one
     */
    public Optional<Operator> redeem(String token, String email, String password) {
        Optional<Link> link = find(token);
        if (link.isEmpty()) {
            return Optional.empty();
        }
        String hash = passwords.hash(password);
        return crossTenant.call("nobody is signed in yet", () -> {
            operators.lockTeam(link.get().team());
            return use(token) ? orGiveBack(token, enter(link.get(), email, hash)) : Optional.empty();
        });
    }

    /** An address that is taken does not use the link up. */
    private Optional<Operator> orGiveBack(String token, Optional<Operator> entered) {
        if (entered.isEmpty()) {
            sql.update("update sign_in_link set used_at = null where token_hash = ?", (Object) Tokens.hash(token));
        }
        return entered;
    }

    private boolean use(String token) {
        return sql.update("update sign_in_link set used_at = now() where token_hash = ? and " + LIVING, (Object)
                        Tokens.hash(token))
                > 0;
    }

    private Optional<Operator> enter(Link link, String email, String hash) {
        if (link.isForgottenPassword()) {
            return operators.setPassword(link.operator(), hash);
        }
        return link.isInvitation()
                ? operators.insert(link.team(), link.email(), hash, link.role())
                : operators.insert(link.team(), email, hash, Operator.Role.ADMIN);
    }

    private Secret insert(UUID team, UUID operator, Operator.Role role, String email, String life) {
        Secret token = Tokens.issue(TokenPrefix.SIGN_IN);
        sql.update(
                ISSUE, Tokens.hash(token.reveal()), team, operator, role == null ? null : role.column(), email, life);
        return token;
    }

    private int withdrawNow(UUID team, String email) {
        return sql.update(
                "delete from sign_in_link where team_id = ? and lower(email) = lower(?) and used_at is null",
                team,
                email);
    }

    @Scheduled(every = "1h", delayed = "6m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void clearAway() {
        crossTenant.run(
                "links of all teams end alike",
                () -> sql.update("delete from sign_in_link where used_at is not null or expires_at < now()"));
    }

    private static Link map(Row row) throws SQLException {
        String role = row.text("role");
        return new Link(
                row.uuid("team_id"),
                row.uuid("operator_id"),
                role == null ? null : Operator.Role.of(role),
                row.text("email"),
                row.instant("expires_at"));
    }
}
