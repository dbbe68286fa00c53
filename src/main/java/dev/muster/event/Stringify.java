package dev.muster.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Writes JSON exactly as JavaScript's {@code JSON.stringify(JSON.parse(text))} would print it.
 *
 * <p>WorkOS's Node SDK before 9.3.1 checks signatures over its own print of the parsed body, not over the bytes it
 * received, so only a body that is a fixed point of that print verifies everywhere. Source: ECMA-262, sections
 * SerializeJSONProperty, QuoteJSONString, Number::toString and OrdinaryOwnPropertyKeys.
 */
public final class Stringify {

    private final JsonBytes out = new JsonBytes();

    private Stringify() {}

    /**
     * The tree as compact UTF-8. Numbers become doubles as they do in JavaScript (beyond 2^53 digits are lost, beyond
     * 1.8e308 they print {@code null}); keys that look like array indexes come first.
     *
     * @throws IllegalArgumentException if the tree holds a missing node or a Java object, which are not JSON
     */
    public static byte[] utf8(JsonNode tree) {
        Stringify stringify = new Stringify();
        stringify.value(tree);
        return stringify.out.toByteArray();
    }

    private void value(JsonNode node) {
        switch (node.getNodeType()) {
            case OBJECT -> object(node);
            case ARRAY -> array(node);
            case STRING, BINARY -> out.quoted(node.asText());
            case NUMBER -> number(node);
            case BOOLEAN -> out.ascii(node.booleanValue() ? "true" : "false");
            case NULL -> out.ascii("null");
            case MISSING, POJO -> throw new IllegalArgumentException("Not JSON: " + node.getNodeType());
        }
    }

    private void object(JsonNode node) {
        out.ascii('{');
        boolean first = true;
        for (Map.Entry<String, JsonNode> property : propertiesInOrder(node)) {
            if (!first) {
                out.ascii(',');
            }
            first = false;
            out.quoted(property.getKey());
            out.ascii(':');
            value(property.getValue());
        }
        out.ascii('}');
    }

    private void array(JsonNode node) {
        out.ascii('[');
        for (int i = 0; i < node.size(); i++) {
            if (i > 0) {
                out.ascii(',');
            }
            value(node.get(i));
        }
        out.ascii(']');
    }

    private void number(JsonNode node) {
        if (node.isIntegralNumber() && node.canConvertToLong() && JsNumber.isSafe(node.longValue())) {
            out.ascii(Long.toString(node.longValue()));
        } else {
            out.ascii(JsNumber.print(JsNumber.toDouble(node)));
        }
    }

    private static Iterable<Map.Entry<String, JsonNode>> propertiesInOrder(JsonNode object) {
        for (Map.Entry<String, JsonNode> property : object.properties()) {
            if (ArrayIndex.of(property.getKey()) >= 0) {
                return indexesFirst(object);
            }
        }
        return object.properties();
    }

    private static List<Map.Entry<String, JsonNode>> indexesFirst(JsonNode object) {
        List<Map.Entry<String, JsonNode>> properties = new ArrayList<>(object.properties());
        properties.sort(Comparator.comparingLong(property -> {
            long index = ArrayIndex.of(property.getKey());
            return index < 0 ? Long.MAX_VALUE : index;
        }));
        return properties;
    }
}
