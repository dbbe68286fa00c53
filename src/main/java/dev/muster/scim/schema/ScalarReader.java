package dev.muster.scim.schema;

import static dev.muster.scim.error.ScimType.INVALID_VALUE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.muster.scim.error.ScimException;
import java.util.Locale;
import java.util.Optional;

/** Reads single values that are not blank into the type of their attribute. */
final class ScalarReader {

    private ScalarReader() {}

    static JsonNode read(Attribute attribute, JsonNode value, String where) {
        return switch (attribute.type()) {
            case STRING, REFERENCE, BINARY -> text(attribute, value, where);
            case BOOLEAN -> flag(value).orElseThrow(() -> unreadable(where, value, "true or false"));
            case INTEGER -> integer(value).orElseThrow(() -> unreadable(where, value, "a whole number"));
            case DECIMAL -> decimal(value).orElseThrow(() -> unreadable(where, value, "a number"));
            case DATETIME -> moment(value).orElseThrow(() -> unreadable(where, value, "a date and time (ISO 8601)"));
            case COMPLEX, UNDECLARED -> throw new IllegalArgumentException(where + " has no single value");
        };
    }

    private static JsonNode text(Attribute attribute, JsonNode value, String where) {
        if (value.isObject()) {
            throw unreadable(where, value, "a text");
        }
        if (value.isNumber()) {
            return TextNode.valueOf(Numbers.finite(value, where).decimalValue().toPlainString());
        }
        Texts.check(value.asText(), where, attribute.maxLength());
        return value.isTextual() ? value : TextNode.valueOf(value.asText());
    }

    /** Entra sends "False", templates of OneLogin send "1". */
    private static Optional<JsonNode> flag(JsonNode value) {
        if (value.isBoolean()) {
            return Optional.of(value);
        }
        return switch (value.asText().strip().toLowerCase(Locale.ROOT)) {
            case "true", "1", "yes" -> Optional.of(BooleanNode.TRUE);
            case "false", "0", "no" -> Optional.of(BooleanNode.FALSE);
            default -> Optional.empty();
        };
    }

    private static Optional<JsonNode> integer(JsonNode value) {
        return Numbers.of(value).filter(Numbers::isWhole).map(Numbers::node);
    }

    private static Optional<JsonNode> decimal(JsonNode value) {
        return Numbers.of(value).map(Numbers::node);
    }

    private static Optional<JsonNode> moment(JsonNode value) {
        return Moments.parse(value.asText()).map(parsed -> value);
    }

    private static ScimException unreadable(String where, JsonNode value, String expected) {
        return INVALID_VALUE.because(where + " must be " + expected + ", but " + Shown.of(value) + " was sent.");
    }
}
