package dev.muster.sql;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Runs one statement on the connection of the running transaction, which Hibernate shares.
 *
 * <p>For statements that work on sets and return rows; single rows of quiet tables are left to Panache. Parameters are
 * bound by their Java type (see {@link Parameters}); there is no other way to get a value into a statement.
 */
@ApplicationScoped
public class Sql {

    private static final int ROWS_AT_ONCE = 1_000;
    private static final int ALL_ROWS = 0;
    private static final ThreadLocal<Preamble> PREAMBLE = new ThreadLocal<>();

    private final AgroalDataSource dataSource;

    Sql(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Reads one row into a value; the cursor stands on the row and must not be moved. */
    @FunctionalInterface
    public interface RowMapper<T> {
        T map(Row row) throws SQLException;
    }

    /** All rows of a query, or of a statement with {@code returning}, in the database's order. */
    public <T> List<T> list(String sql, RowMapper<T> mapper, Object... parameters) {
        return execute(sql, parameters, statement -> {
            try (ResultSet rows = statement.getResultSet()) {
                var row = new Row(rows);
                var result = new ArrayList<T>();
                while (rows.next()) {
                    result.add(mapper.map(row));
                }
                return result;
            }
        });
    }

    /**
     * Gives the rows to the reader one by one and keeps only some of them in memory, for results of any size; within a
     * transaction. The reader must not use the database.
     */
    public <T> void each(String sql, RowMapper<T> mapper, Consumer<T> reader, Object... parameters) {
        execute(sql, ROWS_AT_ONCE, parameters, statement -> {
            try (ResultSet rows = statement.getResultSet()) {
                var row = new Row(rows);
                while (rows.next()) {
                    reader.accept(mapper.map(row));
                }
                return null;
            }
        });
    }

    /** The first row, if there is one. */
    public <T> Optional<T> first(String sql, RowMapper<T> mapper, Object... parameters) {
        return execute(sql, parameters, statement -> {
            try (ResultSet rows = statement.getResultSet()) {
                return rows.next() ? Optional.ofNullable(mapper.map(new Row(rows))) : Optional.empty();
            }
        });
    }

    /** Whether the query has a row. */
    public boolean exists(String sql, Object... parameters) {
        return first(sql, row -> true, parameters).isPresent();
    }

    /** Number of rows changed. */
    public int update(String sql, Object... parameters) {
        return execute(sql, parameters, PreparedStatement::getUpdateCount);
    }

    /** From now on statements of the running transaction that take longer fail, see {@link SqlFailure#tookTooLong()}. */
    public void limit(Duration longest) {
        exists("select set_config('statement_timeout', ?, true)", Long.toString(longest.toMillis()));
    }

    /**
     * Runs work with a {@link Preamble} in front of its statements. It costs no round trip of its own.
     *
     * @param work talks to the database through this class alone, and on this thread
     */
    public <T> T preceded(Preamble preamble, Supplier<T> work) {
        Preamble outer = PREAMBLE.get();
        PREAMBLE.set(preamble);
        try {
            return work.get();
        } finally {
            PREAMBLE.set(outer);
        }
    }

    private interface Execution<T> {
        T run(PreparedStatement statement) throws SQLException;
    }

    private <T> T execute(String sql, Object[] parameters, Execution<T> execution) {
        return execute(sql, ALL_ROWS, parameters, execution);
    }

    private <T> T execute(String sql, int rowsAtOnce, Object[] parameters, Execution<T> execution) {
        Preamble preamble = PREAMBLE.get();
        String text = preamble == null ? sql : preamble.text() + "; " + sql;
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(text)) {
            int bound = preamble == null ? 0 : preamble.bind(statement);
            Parameters.bind(connection, statement, bound, parameters);
            statement.setFetchSize(rowsAtOnce);
            statement.execute();
            if (preamble != null) {
                statement.getMoreResults();
                PREAMBLE.set(preamble.next());
            }
            return execution.run(statement);
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }
}
