package dev.muster.webhook;

import java.util.Collection;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Turns rows into the columns that {@code unnest} takes. */
final class Columns {

    private Columns() {}

    static <R, V> V[] of(Collection<R> rows, Function<R, V> value, IntFunction<V[]> array) {
        return rows.stream().map(value).toArray(array);
    }

    static Long number(Integer value) {
        return value == null ? null : Long.valueOf(value);
    }
}
