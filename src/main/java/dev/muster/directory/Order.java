package dev.muster.directory;

import dev.muster.sql.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The order of a list. Ties are broken by id, so that it is total and a place in it can be found again.
 *
 * @param key       expression to sort by and its values, or null to sort by id alone, which is by time of creation
 * @param sqlType   PostgreSQL type of the key; a place keeps it as text
 * @param nullable  whether the key can be null; null stands last when ascending (RFC 7644 section 3.4.2.3)
 */
public record Order(Condition key, String sqlType, boolean nullable, boolean ascending) {

    public static final Order BY_ID = new Order(null, null, false, true);

    public static Order by(Condition key, String sqlType, boolean nullable, boolean ascending) {
        return new Order(Objects.requireNonNull(key), sqlType, nullable, ascending);
    }

    /** The key as text for {@code select}, to make a {@link Place} of. */
    Condition shown() {
        return key == null ? Condition.of("null::text") : new Condition("(" + key.text() + ")::text", key.values());
    }

    /** The terms of {@code order by}. */
    Condition terms(String id, boolean backwards) {
        String direction = ascending != backwards ? "" : " desc";
        if (key == null) {
            return Condition.of(id + direction);
        }
        return nullable
                ? repeated("(%1$s) is null%2$s, (%1$s)%2$s, %3$s%2$s".formatted(key.text(), direction, id), 2)
                : repeated("(%1$s)%2$s, %3$s%2$s".formatted(key.text(), direction, id), 1);
    }

    /** What lies behind the place, or before it. */
    Condition beyond(Place place, String id, boolean backwards) {
        String comparison = ascending != backwards ? ">" : "<";
        if (key == null) {
            return Condition.of(id + " " + comparison + " ?", place.id());
        }
        return nullable ? beyondNullable(place, id, comparison) : beyondKey(place, id, comparison);
    }

    private Condition beyondKey(Place place, String id, String comparison) {
        return with(
                key.values(),
                "((%s), %s) %s (?::%s, ?)".formatted(key.text(), id, comparison, sqlType),
                place.key(),
                place.id());
    }

    // Null is no member of a row comparison, so rows without a key are compared by id among themselves.
    private Condition beyondNullable(Place place, String id, String comparison) {
        boolean forwards = comparison.equals(">");
        if (place.key() == null) {
            String others = forwards ? "" : " or (%s) is not null".formatted(key.text());
            String text = "(((%s) is null and %s %s ?)%s)".formatted(key.text(), id, comparison, others);
            return forwards ? with(key.values(), text, place.id()) : twoSided(text, place);
        }
        String others = forwards ? " or (%s) is null".formatted(key.text()) : "";
        String text = "(((%s), %s) %s (?::%s, ?)%s)".formatted(key.text(), id, comparison, sqlType, others);
        var values = new ArrayList<Object>(key.values());
        values.add(place.key());
        values.add(place.id());
        values.addAll(forwards ? key.values() : List.of());
        return new Condition(text, values);
    }

    private Condition twoSided(String text, Place place) {
        var values = new ArrayList<Object>(key.values());
        values.add(place.id());
        values.addAll(key.values());
        return new Condition(text, values);
    }

    private Condition repeated(String text, int times) {
        var values = new ArrayList<Object>();
        for (int i = 0; i < times; i++) {
            values.addAll(key.values());
        }
        return new Condition(text, values);
    }

    private static Condition with(List<Object> first, String text, Object... more) {
        var values = new ArrayList<>(first);
        values.addAll(List.of(more));
        return new Condition(text, values);
    }
}
