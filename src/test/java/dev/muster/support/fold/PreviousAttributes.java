package dev.muster.support.fold;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What an {@code updated} event has to say about the state before it. */
final class PreviousAttributes {

    private static final String CUSTOM = "custom_attributes";
    private static final String PREVIOUS = "previous_attributes";

    /** Moves with every change, so it says nothing. */
    private static final String UPDATED_AT = "updated_at";

    private PreviousAttributes() {}

    static boolean areTrue(JsonNode before, JsonNode updated) {
        return expected(before, updated).equals(withoutTime(updated.path(PREVIOUS)));
    }

    /** The old values of what changed, at the root and one level down in the custom attributes. */
    static JsonNode expected(JsonNode before, JsonNode updated) {
        JsonNode after = DirectoryState.common(updated);
        ObjectNode expected = changed(before, after, Set.of(UPDATED_AT, CUSTOM));
        ObjectNode custom = changed(before.path(CUSTOM), after.path(CUSTOM), Set.of());
        return custom.isEmpty() ? expected : expected.set(CUSTOM, custom);
    }

    private static ObjectNode changed(JsonNode before, JsonNode after, Set<String> ignored) {
        ObjectNode changed = JsonNodeFactory.instance.objectNode();
        Stream.concat(before.propertyStream(), after.propertyStream())
                .map(Map.Entry::getKey)
                .filter(key -> !ignored.contains(key))
                .filter(key -> !orNull(before, key).equals(orNull(after, key)))
                .forEach(key -> changed.set(key, orNull(before, key)));
        return changed;
    }

    /** Absent and null are the same. */
    private static JsonNode orNull(JsonNode object, String key) {
        return object.has(key) ? object.get(key) : NullNode.getInstance();
    }

    private static JsonNode withoutTime(JsonNode previous) {
        return previous.isObject() ? ((ObjectNode) previous.deepCopy()).without(UPDATED_AT) : previous;
    }
}
