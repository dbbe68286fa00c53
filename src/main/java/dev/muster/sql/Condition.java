package dev.muster.sql;

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
}
