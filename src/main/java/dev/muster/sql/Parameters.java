package dev.muster.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.UUID;
import org.postgresql.util.PGobject;

/** Binds Java values to a statement. Collections and arrays become PostgreSQL arrays, {@link Json} becomes jsonb. */
final class Parameters {

    private Parameters() {}

    /** @param bound how many parameters have their values already */
    static void bind(Connection connection, PreparedStatement statement, int bound, Object[] values)
            throws SQLException {
        for (int i = 0; i < values.length; i++) {
            bind(connection, statement, bound + i + 1, values[i]);
        }
    }

    private static void bind(Connection connection, PreparedStatement statement, int index, Object value)
            throws SQLException {
        switch (value) {
            case null -> statement.setNull(index, Types.NULL);
            case Instant instant -> statement.setObject(index, instant.atOffset(ZoneOffset.UTC));
            case Json json -> statement.setObject(index, jsonb(json.text()));
            case UUID[] uuids -> statement.setArray(index, connection.createArrayOf("uuid", uuids));
            case String[] texts -> statement.setArray(index, connection.createArrayOf("text", texts));
            case Long[] numbers -> statement.setArray(index, connection.createArrayOf("bigint", numbers));
            case byte[][] blobs -> statement.setArray(index, connection.createArrayOf("bytea", blobs));
            case Collection<?> collection -> bind(connection, statement, index, typedArray(collection));
            default -> statement.setObject(index, value);
        }
    }

    private static Object typedArray(Collection<?> values) {
        return switch (values.isEmpty() ? null : values.iterator().next()) {
            case UUID ignored -> values.toArray(UUID[]::new);
            case Long ignored -> values.toArray(Long[]::new);
            case byte[] ignored -> values.toArray(byte[][]::new);
            case null, default ->
                values.stream()
                        .map(value -> value == null ? null : value.toString())
                        .toArray(String[]::new);
        };
    }

    private static PGobject jsonb(String text) throws SQLException {
        var object = new PGobject();
        object.setType("jsonb");
        object.setValue(text);
        return object;
    }
}
