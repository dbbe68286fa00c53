package dev.muster.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A transaction of statements alone, in few round trips: it begins with its first statement, and a statement whose result
 * nobody waits for travels with the next one, at last with the commit.
 */
final class LeanTransaction {

    private static final Command COMMIT = new Command("commit");

    private final Connection connection;
    private final List<Runnable> afterCommit = new ArrayList<>();
    private List<Command> waiting = new ArrayList<>();

    /**
     * @param connection without auto-commit
     * @param first      goes with the first statement
     */
    LeanTransaction(Connection connection, Command first) {
        this.connection = connection;
        waiting.add(first);
    }

    <T> T run(Command command, int rowsAtOnce, Command.Reader<T> reader) throws SQLException {
        return command.run(connection, takeWaiting(), rowsAtOnce, reader);
    }

    void later(Command command) {
        waiting.add(command);
    }

    /** To be run when it is committed and has given its connection back. */
    List<Runnable> afterCommit() {
        return afterCommit;
    }

    void commit() throws SQLException {
        COMMIT.run(connection, takeWaiting(), 0, committed -> null);
    }

    void rollBack(Throwable cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private List<Command> takeWaiting() {
        List<Command> taken = waiting;
        waiting = new ArrayList<>();
        return taken;
    }
}
