package dev.muster.support;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Every row of every table, partitions and tables that are still to be made included. */
public final class Dump {

    private final Map<String, String> tables;

    private Dump(Map<String, String> tables) {
        this.tables = tables;
    }

    public static Dump take() throws SQLException {
        var tables = new HashMap<String, String>();
        try (var database = Superuser.connect()) {
            String names = database.lines("""
                    select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
                     where c.relkind in ('r', 'm') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
                    """);
            for (String table : names.split("\n")) {
                tables.put(table, database.lines("select t::text from " + table + " t"));
            }
        }
        return new Dump(tables);
    }

    /** The rows in which this text stands, in a form that can be compared. */
    public List<String> rowsWith(String text) {
        return tables.values().stream()
                .flatMap(String::lines)
                .filter(row -> row.contains(text))
                .sorted()
                .toList();
    }

    /** The tables in which this text stands somewhere. */
    public List<String> tablesWith(String text) {
        return tables.entrySet().stream()
                .filter(table -> table.getValue().contains(text))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }
}
