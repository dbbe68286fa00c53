package dev.muster.support;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.eclipse.microprofile.config.ConfigProvider;

/** A connection past all locks between tenants, for tests that break things or look behind them. */
public final class Superuser implements AutoCloseable {

    private final Connection connection;

    private Superuser(Connection connection) {
        this.connection = connection;
    }

    public static Superuser connect() throws SQLException {
        return new Superuser(DriverManager.getConnection(
                setting("muster.database-url"), setting("muster.database-user"), setting("muster.database-password")));
    }

    private static String setting(String name) {
        return ConfigProvider.getConfig().getValue(name, String.class);
    }

    /** What follows is one transaction, until {@link #rollback}. */
    public Superuser begin() throws SQLException {
        connection.setAutoCommit(false);
        return this;
    }

    public void rollback() throws SQLException {
        connection.rollback();
        connection.setAutoCommit(true);
    }

    public void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first column of the first row. */
    public String value(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : null;
        }
    }

    /** The first column of all rows, a line each: for plans. */
    public String lines(String sql) throws SQLException {
        var text = new StringBuilder();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                text.append(rows.getString(1)).append('\n');
            }
        }
        return text.toString();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
