package dev.muster.directory.attribute;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What an attribute's value is in JSON. Values are read tolerantly, and the same value always becomes the same node. */
public enum AttributeType {
    STRING {
        @Override
        Optional<JsonNode> only(JsonNode value) {
            return value.isValueNode() ? Optional.of(TextNode.valueOf(value.asText())) : Optional.empty();
        }
    },
    NUMBER {
        @Override
        Optional<JsonNode> only(JsonNode value) {
            return value.isNumber() ? Optional.of(value) : number(value.asText());
        }
    },
    BOOLEAN {
        @Override
        Optional<JsonNode> only(JsonNode value) {
            return switch (value.asText().toLowerCase(Locale.ROOT)) {
                case "true" -> Optional.of(BooleanNode.TRUE);
                case "false" -> Optional.of(BooleanNode.FALSE);
                default -> Optional.empty();
            };
        }
    },
    OBJECT {
        @Override
        Optional<JsonNode> only(JsonNode value) {
            return value.isObject() ? Optional.of(value) : Optional.empty();
        }
    },
    ARRAY {
        @Override
        Optional<JsonNode> read(JsonNode value) {
            return Optional.of(
                    value.isArray()
                            ? value
                            : JsonNodeFactory.instance.arrayNode().add(value));
        }

        @Override
        Optional<JsonNode> only(JsonNode value) {
            return read(value);
        }
    };

    /** Longer texts are no numbers anybody means. */
    private static final int LONGEST_NUMBER = 32;

    private static final JsonMapper JSON = new JsonMapper();

    /** All of them, by the words of the API. */
    public static final Map<String, AttributeType> BY_NAME = byName();

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The value as this type, of several the first; empty when it cannot be read as one. */
    Optional<JsonNode> read(JsonNode value) {
        return only(value.isArray() ? value.path(0) : value);
    }

    abstract Optional<JsonNode> only(JsonNode value);

    private static Optional<JsonNode> number(String text) {
        try {
            var number = text.length() > LONGEST_NUMBER ? null : new BigDecimal(text.strip());
            return number == null || Math.abs(number.scale()) > LONGEST_NUMBER
                    ? Optional.empty()
                    : Optional.of(node(number));
        } catch (NumberFormatException notOne) {
            return Optional.empty();
        }
    }

    /** As it comes back out of a jsonb column. */
    private static JsonNode node(BigDecimal number) {
        try {
            return JSON.readTree(
                    number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, AttributeType> byName() {
        var types = new LinkedHashMap<String, AttributeType>();
        Arrays.stream(values()).forEach(type -> types.put(type.wireName(), type));
        return Collections.unmodifiableMap(types);
    }
}
