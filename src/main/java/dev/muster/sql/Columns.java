package dev.muster.sql;

import java.util.Collection;
import java.util.UUID;
import java.util.function.Function;

/** Turns rows into the columns that {@code unnest} takes; null stays null. */
public final class Columns {

    private Columns() {}

    public static <R> UUID[] uuids(Collection<R> rows, Function<R, UUID> value) {
        return rows.stream().map(value).toArray(UUID[]::new);
    }

    /** Of whatever prints itself as PostgreSQL reads it, such as {@link java.time.Instant}. */
    public static <R> String[] texts(Collection<R> rows, Function<R, ?> value) {
        return rows.stream().map(value).map(Columns::text).toArray(String[]::new);
    }

    public static <R> Long[] numbers(Collection<R> rows, Function<R, ? extends Number> value) {
        return rows.stream().map(value).map(Columns::number).toArray(Long[]::new);
    }

    private static String text(Object value) {
        return value == null ? null : value.toString();
    }

    private static Long number(Number value) {
        return value == null ? null : Long.valueOf(value.longValue());
    }
}
