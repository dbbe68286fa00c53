package dev.muster.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;

/** The current row of a result, read by column name into the types Muster uses; SQL null is Java null. */
public final class Row {

    private static final JsonMapper JSON = new JsonMapper();

    private final ResultSet rows;

    Row(ResultSet rows) {
        this.rows = rows;
    }

    public String text(String column) throws SQLException {
        return rows.getString(column);
    }

    public UUID uuid(String column) throws SQLException {
        return rows.getObject(column, UUID.class);
    }

    public Instant instant(String column) throws SQLException {
        var time = rows.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    public long number(String column) throws SQLException {
        return rows.getLong(column);
    }

    public Integer integer(String column) throws SQLException {
        return rows.getObject(column, Integer.class);
    }

    public boolean flag(String column) throws SQLException {
        return rows.getBoolean(column);
    }

    /** A jsonb column that holds an object. */
    public ObjectNode json(String column) throws SQLException {
        String text = rows.getString(column);
        try {
            return text == null ? null : (ObjectNode) JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new SQLException("column " + column + " is no JSON object", e);
        }
    }

    public byte[] bytes(String column) throws SQLException {
        return rows.getBytes(column);
    }

    public String[] texts(String column) throws SQLException {
        var array = rows.getArray(column);
        return array == null ? null : (String[]) array.getArray();
    }
}
