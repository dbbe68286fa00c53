package dev.muster.tenant;

import dev.muster.id.IdType;
import dev.muster.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The operators of one team. A team keeps an administrator, whoever leaves or steps down. */
@ApplicationScoped
public class TeamMembers {

    private final Sql sql;
    private final CrossTenant crossTenant;
    private final Operators operators;
    private final AuditLog audit;

    TeamMembers(Sql sql, CrossTenant crossTenant, Operators operators, AuditLog audit) {
        this.sql = sql;
        this.crossTenant = crossTenant;
        this.operators = operators;
        this.audit = audit;
    }

    /** @param seenAt of the living session used last, right to a minute; null when there is none */
    public record Member(Operator operator, Instant seenAt) {}

    /** What became of a wish. */
    public enum Outcome {
        DONE,
        UNKNOWN,
        /** Nobody could administer the team any more. */
        LAST_ADMINISTRATOR
    }

    /** In the order of their addresses. */
    public List<Member> list(UUID team) {
        return crossTenant.call(
                "operators stand above the tenants",
                () -> sql.list(
                        "select " + Operators.COLUMNS + """
                                , (select max(s.seen_at) from operator_session s where s.operator_id = o.id) as seen_at
                                  from operator o where o.team_id = ? order by lower(o.email)
                                """,
                        row -> new Member(Operators.map(row), row.instant("seen_at")),
                        team));
    }

    public Optional<Operator> find(UUID team, UUID id) {
        return list(team).stream()
                .map(Member::operator)
                .filter(operator -> operator.id().equals(id))
                .findFirst();
    }

    /** Holds from the next request on. */
    public Outcome changeRole(UUID team, UUID id, Operator.Role role) {
        return changing(team, id, role == Operator.Role.ADMIN, () -> {
            sql.update("update operator set role = ? where id = ?", role.column(), id);
            audit.appendForTeam(
                    team, "operator.role_changed", IdType.OPERATOR.print(id), Map.of("role", role.column()));
        });
    }

    /** With all sessions. */
    public Outcome remove(UUID team, UUID id) {
        return changing(team, id, false, () -> {
            String email = sql.first("delete from operator where id = ? returning email", row -> row.text("email"), id)
                    .orElse("");
            audit.appendForTeam(team, "operator.removed", IdType.OPERATOR.print(id), Map.of("email", email));
        });
    }

    private Outcome changing(UUID team, UUID id, boolean staysAdministrator, Runnable work) {
        return crossTenant.call("operators stand above the tenants", () -> {
            operators.lockTeam(team);
            if (!sql.exists("select from operator where team_id = ? and id = ?", team, id)) {
                return Outcome.UNKNOWN;
            }
            if (!staysAdministrator
                    && !sql.exists("select from operator where team_id = ? and role = 'admin' and id <> ?", team, id)) {
                return Outcome.LAST_ADMINISTRATOR;
            }
            work.run();
            return Outcome.DONE;
        });
    }
}
