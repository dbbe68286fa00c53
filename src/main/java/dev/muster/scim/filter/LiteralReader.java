package dev.muster.scim.filter;

import static dev.muster.scim.error.ScimType.INVALID_FILTER;

import dev.muster.scim.error.ScimException;
import dev.muster.scim.schema.Attribute;
import dev.muster.scim.schema.Moments;
import dev.muster.scim.schema.Numbers;
import dev.muster.scim.schema.Target;
import java.util.Locale;
import java.util.Optional;

/** Reads the value of a comparison in the type of its attribute, as tolerantly as resources are read. */
final class LiteralReader {

    private LiteralReader() {}

    static Literal read(Target target, Operator operator, Literal sent) {
        Attribute attribute = target.leaf();
        if (!suits(attribute, operator)) {
            throw INVALID_FILTER.because("'" + operator.keyword() + "' cannot be used with " + target.text()
                    + ", which is " + attribute.type().label() + ".");
        }
        return in(attribute, sent).orElseThrow(() -> unreadable(target, sent));
    }

    private static boolean suits(Attribute attribute, Operator operator) {
        return switch (attribute.type()) {
            case STRING, REFERENCE, UNDECLARED -> true;
            case BOOLEAN -> !operator.ordering() && !operator.substring();
            case BINARY -> !operator.ordering();
            case INTEGER, DECIMAL, DATETIME -> !operator.substring();
            case COMPLEX -> false;
        };
    }

    private static Optional<Literal> in(Attribute attribute, Literal sent) {
        return switch (attribute.type()) {
            case STRING, REFERENCE, BINARY, UNDECLARED -> Optional.of(new Literal.Text(plain(sent)));
            case BOOLEAN -> flag(plain(sent));
            case INTEGER, DECIMAL -> Numbers.parse(plain(sent)).map(Literal.Number::new);
            case DATETIME -> Moments.parse(plain(sent)).map(Literal.Moment::new);
            case COMPLEX -> Optional.empty();
        };
    }

    private static String plain(Literal literal) {
        return switch (literal) {
            case Literal.Text text -> text.value();
            case Literal.Number number -> number.value().toPlainString();
            case Literal.Bool bool -> String.valueOf(bool.value());
            case Literal.Moment moment -> moment.value().toString();
            case Literal.Null nothing -> "";
        };
    }

    private static Optional<Literal> flag(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true", "1", "yes" -> Optional.of(new Literal.Bool(true));
            case "false", "0", "no" -> Optional.of(new Literal.Bool(false));
            default -> Optional.empty();
        };
    }

    private static ScimException unreadable(Target target, Literal sent) {
        return INVALID_FILTER.because(target.text() + " is "
                + target.leaf().type().label() + "; it cannot be compared with " + sent.text() + ".");
    }
}
