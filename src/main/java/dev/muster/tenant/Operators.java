package dev.muster.tenant;

import dev.muster.id.Ulids;
import dev.muster.sql.Row;
import dev.muster.sql.Sql;
import dev.muster.vault.Passwords;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** The operators of all teams: who they are and whether a password is theirs. They stand above the tenant border. */
@ApplicationScoped
public class Operators {

    static final String COLUMNS = "o.id, o.team_id, o.email, o.role, o.created_at";

    private final Sql sql;
    private final CrossTenant crossTenant;
    private final Passwords passwords;

    Operators(Sql sql, CrossTenant crossTenant, Passwords passwords) {
        this.sql = sql;
        this.crossTenant = crossTenant;
        this.passwords = passwords;
    }

    /** Whether anybody can sign in at all. */
    public boolean any() {
        return crossTenant.call("nobody is signed in yet", () -> sql.exists("select from operator limit 1"));
    }

    /**
     * Makes an operator.
     *
     * @return empty when the address is taken; letters' case does not count
     */
    public Optional<Operator> create(UUID team, String email, String password, Operator.Role role) {
        String hash = passwords.hash(password);
        return crossTenant.call("an operator is made from outside", () -> insert(team, email, hash, role));
    }

    /** In a transaction of {@link CrossTenant}. */
    Optional<Operator> insert(UUID team, String email, String passwordHash, Operator.Role role) {
        return sql.first("""
                insert into operator as o (id, team_id, email, password_hash, role) values (?, ?, ?, ?, ?)
                on conflict do nothing
                returning
                """ + COLUMNS, Operators::map, Ulids.next(), team, email.strip(), passwordHash, role.column());
    }

    /** Whose address and password these are. A stranger's address takes as long as a wrong password. */
    public Optional<Operator> authenticate(String email, String password) {
        record Known(Operator operator, String hash) {}
        Optional<Known> known = crossTenant.call(
                "the address tells the team",
                () -> sql.first(
                        "select " + COLUMNS + ", o.password_hash from operator o where lower(o.email) = ?",
                        row -> new Known(map(row), row.text("password_hash")),
                        email.strip().toLowerCase(Locale.ROOT)));
        boolean right = passwords.matches(password, known.map(Known::hash));
        return right ? known.map(Known::operator) : Optional.empty();
    }

    /** Sets another password; every session of the operator ends. */
    public void changePassword(Operator operator, String password) {
        String hash = passwords.hash(password);
        crossTenant.run("operators stand above the tenants", () -> {
            sql.update("update operator set password_hash = ? where id = ?", hash, operator.id());
            sql.update("delete from operator_session where operator_id = ?", operator.id());
        });
    }

    /** Whether somebody has an account of this address, in any team. */
    public boolean taken(String email) {
        return crossTenant.call(
                "an address belongs to one operator of all teams",
                () -> sql.exists(
                        "select from operator where lower(email) = ?",
                        email.strip().toLowerCase(Locale.ROOT)));
    }

    /** As {@link #changePassword}, in a transaction of {@link CrossTenant}; empty when the operator is gone. */
    Optional<Operator> setPassword(UUID id, String hash) {
        sql.update("delete from operator_session where operator_id = ?", id);
        return sql.first(
                "update operator o set password_hash = ? where id = ? returning " + COLUMNS, Operators::map, hash, id);
    }

    /** Who changes the team waits for others who do; in a transaction of {@link CrossTenant}. */
    void lockTeam(UUID team) {
        sql.exists("select from team where id = ? for update", team);
    }

    static Operator map(Row row) throws SQLException {
        return new Operator(
                row.uuid("id"),
                row.uuid("team_id"),
                row.text("email"),
                Operator.Role.of(row.text("role")),
                row.instant("created_at"));
    }
}
