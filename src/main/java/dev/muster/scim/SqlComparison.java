package dev.muster.scim;

import dev.muster.scim.filter.Condition.Compare;
import dev.muster.scim.filter.Literal;
import dev.muster.scim.filter.Operator;
import dev.muster.sql.Condition;
import java.time.ZoneOffset;
import java.util.Locale;

/**
 * One comparison in SQL, for an expression that is null when there is no value. A comparison with null is null, which
 * counts as false; "not equal" is true, as for every attribute without a value.
 */
final class SqlComparison {

    private SqlComparison() {}

    /** @param value a text expression */
    static Condition text(Compare compare, Condition value) {
        Condition literal = Condition.of("?::text", plain(compare.literal()));
        return compare.target().leaf().caseExact()
                ? texts(compare.operator(), value, literal)
                : texts(compare.operator(), Fragment.of("lower(%s)", value), Fragment.of("lower(%s)", literal));
    }

    /**
     * @param key   a column with an index, written as {@code index_key(folded text)}: a digest where the text is long
     * @param whole the text it stands for
     */
    static Condition key(Compare compare, String key, String whole) {
        String folded = folded(plain(compare.literal()));
        return switch (compare.operator()) {
            case EQ, NE -> ordered(compare.operator(), Condition.of(key), Condition.of("index_key(?::text)", folded));
            case CO, SW, EW, GT, GE, LT, LE ->
                texts(
                        compare.operator(),
                        Condition.of("(case when octet_length(" + whole + ") <= 1000 then " + key + " else lower("
                                + whole + ") end)"),
                        Condition.of("?::text", folded));
        };
    }

    /** As {@link #key}, for a text whose case counts. */
    static Condition exactKey(Compare compare, String key, String whole) {
        return switch (compare.operator()) {
            case EQ, NE ->
                ordered(
                        compare.operator(),
                        Condition.of(key),
                        Condition.of("index_key(?::text)", plain(compare.literal())));
            case CO, SW, EW, GT, GE, LT, LE -> text(compare, Condition.of(whole));
        };
    }

    /** @param value a jsonb expression */
    static Condition json(Compare compare, Condition value) {
        return switch (compare.literal()) {
            case Literal.Text text -> text(compare, asText(compare, value));
            case Literal.Bool bool ->
                ordered(
                        compare.operator(),
                        Fragment.of("(%s #>> '{}')", value),
                        Condition.of("?::text", String.valueOf(bool.value())));
            case Literal.Number number ->
                ordered(
                        compare.operator(),
                        Fragment.of(
                                "(case when jsonb_typeof(%s) = 'number' then (%s #>> '{}')::numeric end)",
                                value, value),
                        Condition.of("?::numeric", number.value()));
            case Literal.Moment moment ->
                ordered(
                        compare.operator(),
                        Fragment.of("moment(%s #>> '{}')", value),
                        Condition.of("?::timestamptz", moment.value().atOffset(ZoneOffset.UTC)));
            case Literal.Null nothing -> throw new IllegalArgumentException("null is no value to compare with");
        };
    }

    /** Equality and order of any two expressions of one type. */
    static Condition ordered(Operator operator, Condition left, Condition right) {
        return Fragment.of("%s " + symbol(operator) + " %s", left, right);
    }

    // An object no schema describes has no text of its own.
    private static Condition asText(Compare compare, Condition value) {
        return compare.target().leaf().declared()
                ? Fragment.of("(%s #>> '{}')", value)
                : Fragment.of("(case jsonb_typeof(%s) when 'object' then '' else %s #>> '{}' end)", value, value);
    }

    private static Condition texts(Operator operator, Condition left, Condition right) {
        return switch (operator) {
            case CO -> Fragment.of("position(%s in %s) > 0", right, left);
            case SW -> Fragment.of("starts_with(%s, %s)", left, right);
            case EW -> Fragment.of("right(%s, length(%s)) = %s", left, right, right);
            case EQ, NE -> ordered(operator, left, right);
            case GT, GE, LT, LE -> ordered(operator, Fragment.of("%s collate \"C\"", left), right);
        };
    }

    private static String symbol(Operator operator) {
        return switch (operator) {
            case EQ -> "=";
            case NE -> "is distinct from";
            case GT -> ">";
            case GE -> ">=";
            case LT -> "<";
            case LE -> "<=";
            case CO, SW, EW -> throw new IllegalArgumentException(operator + " compares texts only");
        };
    }

    /** As the columns called key are written. */
    static String folded(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    static String plain(Literal literal) {
        return literal.json().asText();
    }
}
