package dev.muster.sql;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.postgresql.util.PSQLException;

/** A statement the database refused, by SQLSTATE. */
public final class SqlFailure extends RuntimeException {

    private static final String UNIQUE_VIOLATION = "23505";
    private static final String SERIALIZATION_FAILURE = "40001";
    private static final String DEADLOCK_DETECTED = "40P01";
    private static final String QUERY_CANCELED = "57014";

    /** Beginnings of SQLSTATE: connection lost, resources used up, server shutting down or starting, conflicts. */
    private static final List<String> PASSING = List.of("08", "53", "57P", SERIALIZATION_FAILURE, DEADLOCK_DETECTED);

    private final String state;
    private final String constraint;

    public SqlFailure(SQLException cause) {
        super(cause);
        this.state = cause.getSQLState();
        this.constraint = cause instanceof PSQLException e && e.getServerErrorMessage() != null
                ? e.getServerErrorMessage().getConstraint()
                : null;
    }

    /** The SQLSTATE; empty when no server had a word in it. */
    public Optional<String> state() {
        return Optional.ofNullable(state);
    }

    /** The unique index or constraint that refused a duplicate; empty when the failure is another one. */
    public Optional<String> duplicateOf() {
        return UNIQUE_VIOLATION.equals(state) ? Optional.ofNullable(constraint) : Optional.empty();
    }

    /** Whether the same transaction may succeed when it is simply run again: another one was in its way. */
    public static boolean isConflict(Throwable failure) {
        return anyBehind(failure, state -> SERIALIZATION_FAILURE.equals(state) || DEADLOCK_DETECTED.equals(state));
    }

    /**
     * Whether waiting helps against this failure of a request: the database is away, starting, out of connections or space,
     * or others were in the way each time. Commits fail in the words of the transaction manager, so everything behind them is searched.
     */
    public static boolean passes(Throwable failure) {
        return anyBehind(failure, SqlFailure::passes);
    }

    // Without a state no server had a word in it: the pool gave no connection in time.
    private static boolean passes(String state) {
        return state == null || PASSING.stream().anyMatch(state::startsWith);
    }

    private static boolean anyBehind(Throwable failure, Predicate<String> state) {
        return failure != null
                && (failure instanceof SQLException e && state.test(e.getSQLState())
                        || anyBehind(failure.getCause(), state)
                        || Stream.of(failure.getSuppressed()).anyMatch(suppressed -> anyBehind(suppressed, state)));
    }

    /** Whether the statement ran into the limit of {@link Sql#limit}. */
    public boolean tookTooLong() {
        return QUERY_CANCELED.equals(state);
    }
}
