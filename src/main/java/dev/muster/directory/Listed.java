package dev.muster.directory;

import java.util.function.Function;

/** A row of a list and where it stands there. */
public record Listed<T>(T row, Place place) {

    public <R> Listed<R> map(Function<T, R> change) {
        return new Listed<>(change.apply(row), place);
    }
}
