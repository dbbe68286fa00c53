package dev.muster.scim.schema;

import static dev.muster.scim.error.ScimType.INVALID_VALUE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Keeps what no schema describes as it was sent, without empty parts and within what can be stored. */
final class UndeclaredReader {

    private UndeclaredReader() {}

    static JsonNode read(JsonNode value, String where) {
        return read(value, where, 0);
    }

    private static JsonNode read(JsonNode value, String where, int depth) {
        if (depth > Limits.DEPTH) {
            throw INVALID_VALUE.because(where + " is nested more than " + Limits.DEPTH + " levels deep.");
        }
        JsonNode kept = keep(value, where, depth);
        return Blank.is(kept) ? MissingNode.getInstance() : kept;
    }

    private static JsonNode keep(JsonNode value, String where, int depth) {
        if (value instanceof ObjectNode object) {
            return object(object, where, depth);
        }
        if (value instanceof ArrayNode list) {
            return list(list, where, depth);
        }
        if (value.isTextual()) {
            Texts.check(value.textValue(), where, Limits.TEXT);
        }
        return value.isNumber() ? Numbers.finite(value, where) : value;
    }

    private static ObjectNode object(ObjectNode object, String where, int depth) {
        Limits.fields(object.size(), where);
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(field -> {
            Texts.check(field.getKey(), where, Limits.TEXT);
            JsonNode value = read(field.getValue(), where, depth + 1);
            if (!value.isMissingNode() && !Attribute.isSecret(field.getKey())) {
                kept.set(field.getKey(), value);
            }
        });
        return kept;
    }

    private static ArrayNode list(ArrayNode list, String where, int depth) {
        Limits.entries(list.size(), where);
        ArrayNode kept = JsonNodeFactory.instance.arrayNode();
        for (JsonNode item : list) {
            JsonNode value = read(item, where, depth + 1);
            if (!value.isMissingNode()) {
                kept.add(value);
            }
        }
        return kept;
    }
}
