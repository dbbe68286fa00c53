package dev.muster.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A stretch of a list that is ordered by a uuid key: read by where it begins or ends, never by counting rows off, so the
 * thousandth page costs what the first one costs. A cursor is a place in the order and not a row, so a list goes on where
 * it was when the row was deleted meanwhile.
 *
 * @param limit     most rows to return, at least 1
 * @param ascending direction of the list
 * @param after     the stretch begins behind this key, in the direction of the list; null: at the list's beginning
 * @param before    the stretch ends in front of this key; null: it has no such end. At most one of the two is given
 */
public record Window(int limit, boolean ascending, UUID after, UUID before) {

    public UUID cursor() {
        return after != null ? after : before;
    }

    /** The same stretch, told by another key of the same order. */
    public Window at(UUID cursor) {
        return new Window(limit, ascending, after == null ? null : cursor, before == null ? null : cursor);
    }

    /** What the key has to fulfil. */
    public Condition condition(String key) {
        return cursor() == null ? Condition.TRUE : Condition.of(key + (upwards() ? " > ?" : " < ?"), cursor());
    }

    /** The end of the statement; reads one row more than wanted, to know whether the list goes on. */
    public String tail(String key) {
        return " order by " + key + (upwards() ? " asc" : " desc") + " limit " + (limit + 1);
    }

    /** Makes the stretch of the rows that such a statement read. */
    public <T> Slice<T> slice(List<T> read) {
        boolean more = read.size() > limit;
        List<T> rows = more ? read.subList(0, limit) : read;
        return before == null ? new Slice<>(rows, after != null, more) : new Slice<>(reversed(rows), more, true);
    }

    /** A stretch that ends at a cursor is read from there, against the direction of the list. */
    private boolean upwards() {
        return ascending == (before == null);
    }

    private static <T> List<T> reversed(List<T> rows) {
        return new ArrayList<>(rows).reversed();
    }
}
