package dev.muster.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * A piece of a {@code where} clause with its bound values in order. The text is ours, never a client's; everything a client
 * said is in the values.
 */
public record Condition(String text, List<Object> values) {

    public static final Condition TRUE = new Condition("true", List.of());

    public static Condition of(String text, Object... values) {
        return new Condition(text, List.of(values));
    }

    /** Both together. */
    public Condition and(Condition other) {
        var all = new ArrayList<>(values);
        all.addAll(other.values);
        return new Condition(text + " and " + other.text, all);
    }

    /** This one, and the other if its value was given. */
    public Condition andIfGiven(String text, Object value) {
        return value == null ? this : and(of(text, value));
    }
}
