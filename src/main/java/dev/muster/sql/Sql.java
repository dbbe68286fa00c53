package dev.muster.sql;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
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
 * Runs one statement in the running transaction: on the connection that Hibernate shares, or in one of {@link #lean}.
 *
 * <p>For statements that work on sets and return rows; single rows of quiet tables are left to Panache. Parameters are
 * bound by their Java type (see {@link Parameters}); there is no other way to get a value into a statement.
 */
@ApplicationScoped
public class Sql {

    private static final int ROWS_AT_ONCE = 1_000;
    private static final int ALL_ROWS = 0;
    private static final ThreadLocal<Mode> MODE = ThreadLocal.withInitial(Shared::new);

    private final AgroalDataSource dataSource;
    private final TransactionSynchronizationRegistry registry;

    Sql(AgroalDataSource dataSource, TransactionSynchronizationRegistry registry) {
        this.dataSource = dataSource;
        this.registry = registry;
    }

    /** In what the statements of a thread run. */
    private sealed interface Mode {}

    /** The JTA transaction that runs, if one does. */
    private record Shared() implements Mode {}

    /** No transaction; each statement is one, and begins with this. */
    private record Single(Command first) implements Mode {}

    /** Its own transaction. */
    private record Lean(LeanTransaction transaction) implements Mode {}

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
     * As {@link #update}, at the latest with the commit; where possible in the round trip of what comes next. Statements run
     * in the order in which they were given, and a failure appears at the one whose round trip it was.
     */
    public void later(String sql, Object... parameters) {
        if (MODE.get() instanceof Lean(LeanTransaction transaction)) {
            transaction.later(new Command(sql, parameters));
        } else {
            update(sql, parameters);
        }
    }

    /** Runs the action when the running transaction is committed, and not at all if it never is. */
    public void afterCommit(Runnable action) {
        if (MODE.get() instanceof Lean(LeanTransaction transaction)) {
            transaction.afterCommit().add(action);
        } else {
            registry.registerInterposedSynchronization(new AfterCommit(action));
        }
    }

    private record AfterCommit(Runnable action) implements Synchronization {

        @Override
        public void beforeCompletion() {}

        @Override
        public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
                action.run();
            }
        }
    }

    /**
     * Runs work in a transaction of its own, outside of JTA and so without its costs. It is rolled back when the work throws.
     *
     * @param first goes with the first statement
     * @param work  talks to the database through this class alone, and on this thread
     */
    public <T> T lean(Command first, Supplier<T> work) {
        if (registry.getTransactionStatus() != Status.STATUS_NO_TRANSACTION) {
            throw new IllegalStateException("a lean transaction cannot begin inside of another one");
        }
        LeanTransaction transaction;
        T result;
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            transaction = new LeanTransaction(connection, first);
            result = committed(transaction, work);
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
        transaction.afterCommit().forEach(Runnable::run);
        return result;
    }

    private static <T> T committed(LeanTransaction transaction, Supplier<T> work) throws SQLException {
        try {
            T result = in(new Lean(transaction), work);
            transaction.commit();
            return result;
        } catch (SQLException | RuntimeException | Error e) {
            transaction.rollBack(e);
            throw e;
        }
    }

    /**
     * Runs work whose statements are transactions of their own.
     *
     * @param first goes with each statement
     * @param work  as in {@link #lean}
     */
    public <T> T single(Command first, Supplier<T> work) {
        return in(new Single(first), work);
    }

    /** Runs work in the JTA transaction that runs, whatever this thread is about otherwise. */
    public <T> T shared(Supplier<T> work) {
        return in(new Shared(), work);
    }

    private static <T> T in(Mode mode, Supplier<T> work) {
        Mode outer = MODE.get();
        MODE.set(mode);
        try {
            return work.get();
        } finally {
            MODE.set(outer);
        }
    }

    private <T> T execute(String sql, Object[] parameters, Command.Reader<T> reader) {
        return execute(sql, ALL_ROWS, parameters, reader);
    }

    private <T> T execute(String sql, int rowsAtOnce, Object[] parameters, Command.Reader<T> reader) {
        var command = new Command(sql, parameters);
        try {
            return switch (MODE.get()) {
                case Lean(LeanTransaction transaction) -> transaction.run(command, rowsAtOnce, reader);
                case Single(Command first) -> alone(command, List.of(first), rowsAtOnce, reader);
                case Shared() -> alone(command, List.of(), rowsAtOnce, reader);
            };
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }

    private <T> T alone(Command command, List<Command> ahead, int rowsAtOnce, Command.Reader<T> reader)
            throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return command.run(connection, ahead, rowsAtOnce, reader);
        }
    }
}
