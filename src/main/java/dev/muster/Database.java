package dev.muster;

import dev.muster.local.CannotStart;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.ds.PGSimpleDataSource;

/** The operator's own PostgreSQL, tried once before the start: a wrong address should not end in a stack trace. */
final class Database {
    private static final int OLDEST_MAJOR = 14;
    private static final int LIMIT_SECONDS = 10;

    private Database() {}

    /** @throws CannotStart when it does not let us in or is too old */
    static void check() {
        try (Connection connection = connect()) {
            int major = connection.getMetaData().getDatabaseMajorVersion();
            if (major < OLDEST_MAJOR) {
                throw new CannotStart(
                        "The database is PostgreSQL " + major + "; Muster needs " + OLDEST_MAJOR + " or newer.");
            }
        } catch (SQLException | IllegalArgumentException e) {
            throw new CannotStart("The database of MUSTER_DATABASE_URL cannot be used: " + e.getMessage(), e);
        }
    }

    private static Connection connect() throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(Setting.DATABASE_URL.value().orElseThrow());
        source.setLoginTimeout(LIMIT_SECONDS);
        Setting.DATABASE_USER.value().ifPresent(source::setUser);
        Setting.DATABASE_PASSWORD.value().ifPresent(source::setPassword);
        return source.getConnection();
    }
}
