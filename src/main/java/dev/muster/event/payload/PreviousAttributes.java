package dev.muster.event.payload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * {@code previous_attributes} of an {@code updated} event: the shallow difference of root properties and of the keys of
 * {@code custom_attributes}, with the old values; what did not exist before is null.
 */
public final class PreviousAttributes {

    /** These move with every change and say nothing. */
    private static final Set<String> LEFT_OUT = Set.of("updated_at", "custom_attributes");

    private PreviousAttributes() {}

    /** The object after the change, with {@code previous_attributes} as its last member. */
    public static ObjectNode added(ObjectNode before, ObjectNode after) {
        ObjectNode result = after.deepCopy();
        result.set("previous_attributes", between(before, after));
        return result;
    }

    /** Empty when nothing is different. */
    public static ObjectNode between(ObjectNode before, ObjectNode after) {
        ObjectNode previous = difference(before, after, LEFT_OUT);
        ObjectNode custom = difference(before.path("custom_attributes"), after.path("custom_attributes"), Set.of());
        if (!custom.isEmpty()) {
            previous.set("custom_attributes", custom);
        }
        return previous;
    }

    private static ObjectNode difference(JsonNode before, JsonNode after, Set<String> leftOut) {
        ObjectNode changed = JsonNodeFactory.instance.objectNode();
        for (String name : names(before, after)) {
            JsonNode old = valueOrNull(before.get(name));
            if (!leftOut.contains(name) && !old.equals(valueOrNull(after.get(name)))) {
                changed.set(name, old);
            }
        }
        return changed;
    }

    private static Set<String> names(JsonNode before, JsonNode after) {
        var names = new LinkedHashSet<String>();
        before.fieldNames().forEachRemaining(names::add);
        after.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static JsonNode valueOrNull(JsonNode value) {
        return value == null ? JsonNodeFactory.instance.nullNode() : value;
    }
}
