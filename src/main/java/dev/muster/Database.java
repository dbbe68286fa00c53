package dev.muster;

import dev.muster.local.CannotStart;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.ds.PGSimpleDataSource;

/** The operator's own PostgreSQL, tried once before the start: what is wrong with it should not end in a stack trace. */
final class Database {
    private static final int OLDEST_MAJOR = 14;
    private static final int LIMIT_SECONDS = 10;

    private static final String MAY_HAVE_ROLES = """
            (select rolsuper or rolcreaterole from pg_roles where rolname = current_user)
            or 2 = (select count(*) from pg_roles
                    where rolname in ('muster_app', 'muster_system')
                      and pg_has_role(oid, 'MEMBER WITH ADMIN OPTION'))
            """;

    private Database() {}

    /** @throws CannotStart when it does not let us in, is too old, or gives us too few rights for the migrations */
    static void check() {
        try (Connection connection = connect()) {
            checkVersion(connection.getMetaData().getDatabaseMajorVersion());
            checkRights(connection);
        } catch (SQLException | IllegalArgumentException e) {
            throw new CannotStart("The database of MUSTER_DATABASE_URL cannot be used: " + e.getMessage(), e);
        }
    }

    private static void checkVersion(int major) {
        if (major < OLDEST_MAJOR) {
            throw new CannotStart("The database is PostgreSQL " + major + "; Muster needs 14 or newer.");
        }
    }

    private static void checkRights(Connection connection) throws SQLException {
        if (!holds(connection, "has_schema_privilege('public', 'CREATE')")) {
            throw new CannotStart("The database user may not create tables. Let an administrator run: "
                    + "grant create on schema public to <user>;");
        }
        if (!holds(connection, MAY_HAVE_ROLES)) {
            throw new CannotStart("The database user may not create the two roles that Muster works in. Let an"
                    + " administrator run: create role muster_app; create role muster_system;"
                    + " grant muster_app, muster_system to <user> with admin option;");
        }
    }

    private static boolean holds(Connection connection, String condition) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select " + condition)) {
            return row.next() && row.getBoolean(1);
        }
    }

    static Connection connect() throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(Setting.DATABASE_URL.value().orElseThrow());
        source.setLoginTimeout(LIMIT_SECONDS);
        Setting.DATABASE_USER.value().ifPresent(source::setUser);
        Setting.DATABASE_PASSWORD.value().ifPresent(source::setPassword);
        return source.getConnection();
    }
}
