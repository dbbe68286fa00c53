package dev.muster.scim.filter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.scim.schema.Moments;
import java.util.Locale;

/** Compares one value of a resource. Texts are ordered by code point, as PostgreSQL's collation "C" does. */
final class Comparison {

    private Comparison() {}

    static boolean holds(Condition.Compare compare, JsonNode value) {
        return switch (compare.literal()) {
            case Literal.Text text -> text(compare, value.asText(), text.value());
            case Literal.Bool bool -> (value.asBoolean() == bool.value()) == (compare.operator() == Operator.EQ);
            case Literal.Number number ->
                value.isNumber()
                        && ordered(compare.operator(), value.decimalValue().compareTo(number.value()));
            case Literal.Moment moment ->
                Moments.parse(value.asText())
                        .map(instant -> ordered(compare.operator(), instant.compareTo(moment.value())))
                        .orElse(false);
            case Literal.Null nothing -> false;
        };
    }

    private static boolean text(Condition.Compare compare, String value, String literal) {
        return compare.target().leaf().caseExact()
                ? exactText(compare.operator(), value, literal)
                : exactText(compare.operator(), value.toLowerCase(Locale.ROOT), literal.toLowerCase(Locale.ROOT));
    }

    private static boolean exactText(Operator operator, String value, String literal) {
        return switch (operator) {
            case CO -> value.contains(literal);
            case SW -> value.startsWith(literal);
            case EW -> value.endsWith(literal);
            case EQ, NE, GT, GE, LT, LE -> ordered(operator, byCodePoint(value, literal));
        };
    }

    private static boolean ordered(Operator operator, int comparison) {
        return switch (operator) {
            case EQ -> comparison == 0;
            case NE -> comparison != 0;
            case GT -> comparison > 0;
            case GE -> comparison >= 0;
            case LT -> comparison < 0;
            case LE -> comparison <= 0;
            case CO, SW, EW -> throw new IllegalArgumentException(operator + " compares texts only");
        };
    }

    private static int byCodePoint(String left, String right) {
        int shorter = Math.min(left.length(), right.length());
        for (int i = 0; i < shorter; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                // Surrogates sort above all other characters, although their UTF-16 units do not.
                boolean sameKind = Character.isSurrogate(a) == Character.isSurrogate(b);
                return sameKind
                        ? Character.compare(a, b)
                        : Boolean.compare(Character.isSurrogate(a), Character.isSurrogate(b));
            }
        }
        return Integer.compare(left.length(), right.length());
    }
}
