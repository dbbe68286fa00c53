package dev.muster.sql;

import java.util.List;
import java.util.function.Function;

/**
 * Consecutive rows of a list.
 *
 * @param earlier whether the list has rows before these
 * @param later   whether the list has rows behind these
 */
public record Slice<T>(List<T> rows, boolean earlier, boolean later) {

    public <R> Slice<R> map(Function<T, R> function) {
        return new Slice<>(rows.stream().map(function).toList(), earlier, later);
    }
}
