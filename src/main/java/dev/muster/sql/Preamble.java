package dev.muster.sql;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * A query whose result nobody reads, sent in front of another statement and in the same round trip (see
 * {@link Sql#preceded}).
 *
 * @param text  with one parameter at most
 * @param value of the parameter; null for none
 * @param each  whether it precedes each statement of the work, or only the first
 */
public record Preamble(String text, String value, boolean each) {

    /** What precedes the statement after this one. */
    Preamble next() {
        return each ? this : null;
    }

    /** Number of parameters bound. */
    int bind(PreparedStatement statement) throws SQLException {
        if (value == null) {
            return 0;
        }
        statement.setString(1, value);
        return 1;
    }
}
