package dev.muster.directory;

import dev.muster.sql.Condition;
import dev.muster.sql.Sql;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Reads slices of what a provider sees of one table, and counts it.
 *
 * @param table    name and alias
 * @param columns  to read for each row
 * @param alias    of the table in filters
 */
record Listing<T>(String table, String alias, String columns, Sql.RowMapper<T> mapper) {

    /** A filter no index helps with may look at each row, but not for ever. */
    private static final Duration LONGEST_SCAN = Duration.ofSeconds(5);

    List<Listed<T>> read(Sql sql, DirectoryAccess directory, Search search, Slice slice) {
        bound(sql, search);
        var statement = new Statement("select " + columns + ", ");
        statement.add(slice.order().shown()).add(" as sort_key from " + table + " where ");
        if (slice.skip() == 0) {
            restrict(statement, directory, search, slice);
            limit(statement, slice);
        } else {
            skipByIds(statement, directory, search, slice);
        }
        List<Listed<T>> rows = sql.list(
                statement.text.toString(),
                row -> new Listed<>(mapper.map(row), new Place(row.text("sort_key"), row.uuid("id"))),
                statement.values.toArray());
        return slice.backwards() ? rows.reversed() : rows;
    }

    // What is skipped is read as bare ids, which an index has; only the rows that are shown are read whole.
    private void skipByIds(Statement statement, DirectoryAccess directory, Search search, Slice slice) {
        scope(statement, directory, Condition.TRUE);
        statement.add(" and " + id() + " in (select " + id() + " from " + table + " where ");
        restrict(statement, directory, search, slice);
        limit(statement, slice);
        statement.add(") order by ").add(slice.order().terms(id(), slice.backwards()));
    }

    private void restrict(Statement statement, DirectoryAccess directory, Search search, Slice slice) {
        scope(statement, directory, search.where());
        if (slice.after() != null) {
            statement.add(" and ").add(slice.order().beyond(slice.after(), id(), slice.backwards()));
        }
    }

    // The limit is part of the text: of an unknown one the planner expects a tenth of the table, and plans each time
    // anew.
    private void limit(Statement statement, Slice slice) {
        statement.add(" order by ").add(slice.order().terms(id(), slice.backwards()));
        statement.add(" limit " + slice.limit());
        if (slice.skip() > 0) {
            statement.add(Condition.of(" offset ?", slice.skip()));
        }
    }

    private String id() {
        return alias + ".id";
    }

    /** The one row of that id. */
    List<T> get(Sql sql, DirectoryAccess directory, UUID id) {
        var byId = new Search(Condition.of(id() + " = ?", id), true);
        return read(sql, directory, byId, new Slice(Order.BY_ID, null, false, 0, 1)).stream()
                .map(Listed::row)
                .toList();
    }

    long count(Sql sql, DirectoryAccess directory, Search search) {
        bound(sql, search);
        var statement = new Statement("select count(*) as total from " + table + " where ");
        scope(statement, directory, search.where());
        return sql.first(statement.text.toString(), row -> row.number("total"), statement.values.toArray())
                .orElseThrow();
    }

    private static void bound(Sql sql, Search search) {
        if (!search.indexed()) {
            sql.limit(LONGEST_SCAN);
        }
    }

    private void scope(Statement statement, DirectoryAccess directory, Condition filter) {
        statement.add(Condition.of(
                "%1$s.environment_id = ? and %1$s.directory_id = ? and %1$s.removed_at is null and (".formatted(alias),
                directory.environmentId(),
                directory.directoryId()));
        statement.add(filter).add(")");
    }

    private static final class Statement {

        private final StringBuilder text;
        private final List<Object> values = new ArrayList<>();

        Statement(String start) {
            text = new StringBuilder(start);
        }

        Statement add(String more) {
            text.append(more);
            return this;
        }

        Statement add(Condition condition) {
            text.append(condition.text());
            values.addAll(condition.values());
            return this;
        }
    }
}
