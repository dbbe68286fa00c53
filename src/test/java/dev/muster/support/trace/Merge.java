package dev.muster.support.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.StreamSupport;

/** {@code {"$merge":[a,b]}}: stands for clients that read a resource, change it and send everything back. */
final class Merge {

    private static final String KEY = "$merge";

    private Merge() {}

    /** The same JSON with every {@code $merge} in it carried out. */
    static JsonNode resolve(JsonNode json) {
        return switch (json) {
            case ObjectNode object when object.has(KEY) -> merged(object.get(KEY));
            case ObjectNode object -> resolved(object);
            case ArrayNode array -> resolved(array);
            default -> json;
        };
    }

    private static JsonNode merged(JsonNode layers) {
        return StreamSupport.stream(layers.spliterator(), false)
                .map(Merge::resolve)
                .reduce(JsonNodeFactory.instance.objectNode(), Merge::over);
    }

    /** Nested objects member by member; everything else, arrays too, is replaced. */
    private static JsonNode over(JsonNode below, JsonNode above) {
        if (!below.isObject() || !above.isObject()) {
            return above;
        }
        ObjectNode result = below.deepCopy();
        above.propertyStream()
                .forEach(member -> result.set(member.getKey(), over(result.path(member.getKey()), member.getValue())));
        return result;
    }

    private static JsonNode resolved(ObjectNode object) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        object.propertyStream().forEach(member -> result.set(member.getKey(), resolve(member.getValue())));
        return result;
    }

    private static JsonNode resolved(ArrayNode array) {
        ArrayNode result = JsonNodeFactory.instance.arrayNode();
        array.forEach(element -> result.add(resolve(element)));
        return result;
    }
}
