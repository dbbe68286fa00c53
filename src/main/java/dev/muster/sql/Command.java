package dev.muster.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A statement with the values of its parameters.
 *
 * @param text one statement of SQL
 */
public record Command(String text, Object... values) {

    interface Reader<T> {
        T read(PreparedStatement executed) throws SQLException;
    }

    /**
     * Runs this one behind others whose results nobody reads. All of them are one round trip, and the first that fails keeps
     * those behind it from running.
     *
     * @param reader of the result of this one
     */
    <T> T run(Connection connection, Collection<Command> ahead, int rowsAtOnce, Reader<T> reader) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(behind(ahead))) {
            int bound = 0;
            for (Command command : ahead) {
                bound = command.bind(connection, statement, bound);
            }
            bind(connection, statement, bound);
            statement.setFetchSize(rowsAtOnce);
            statement.execute();
            for (int i = 0; i < ahead.size(); i++) {
                statement.getMoreResults();
            }
            return reader.read(statement);
        }
    }

    private String behind(Collection<Command> ahead) {
        return ahead.isEmpty()
                ? text
                : Stream.concat(ahead.stream(), Stream.of(this))
                        .map(Command::text)
                        .collect(Collectors.joining("; "));
    }

    private int bind(Connection connection, PreparedStatement statement, int bound) throws SQLException {
        Parameters.bind(connection, statement, bound, values);
        return bound + values.length;
    }
}
