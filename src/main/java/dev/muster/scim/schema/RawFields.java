package dev.muster.scim.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Values as sent, gathered under canonical names: {@code name.familyName} and {@code name: {…}} meet in one object.
 * The client's own nodes are never changed.
 */
final class RawFields {

    private final ObjectNode tree = JsonNodeFactory.instance.objectNode();

    ObjectNode tree() {
        return tree;
    }

    void put(List<String> keys, JsonNode value) {
        put(tree, keys, value);
    }

    private static void put(ObjectNode parent, List<String> keys, JsonNode value) {
        String key = keys.getFirst();
        JsonNode present = parent.get(key);
        if (keys.size() > 1) {
            put(parent, List.of(key), nested(keys.subList(1, keys.size()), value));
        } else if (present instanceof ObjectNode object && value instanceof ObjectNode more) {
            parent.set(key, merged(object, more));
        } else if (present instanceof ArrayNode list && value instanceof ObjectNode) {
            parent.set(key, JsonNodeFactory.instance.arrayNode().addAll(list).add(value));
        } else {
            parent.set(key, value);
        }
    }

    private static ObjectNode nested(List<String> keys, JsonNode value) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        put(object, keys, value);
        return object;
    }

    private static ObjectNode merged(ObjectNode present, ObjectNode more) {
        ObjectNode both = JsonNodeFactory.instance.objectNode();
        both.setAll(present);
        more.properties().forEach(field -> put(both, List.of(field.getKey()), field.getValue()));
        return both;
    }
}
