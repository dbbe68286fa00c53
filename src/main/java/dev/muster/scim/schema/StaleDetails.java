package dev.muster.scim.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** When the manager becomes somebody else, the old manager's name and address must not stay beside the new id. */
public final class StaleDetails {

    private static final List<String> DETAILS = List.of("display", "displayName", "$ref");

    private StaleDetails() {}

    /** Removes from {@code after} what still describes the former value of a single complex attribute. */
    public static void drop(ResourceType type, ObjectNode before, ObjectNode after) {
        drop(type.core().attributes(), before, after);
        type.extensions()
                .forEach(extension ->
                        drop(extension.attributes(), before.path(extension.urn()), after.path(extension.urn())));
    }

    private static void drop(Attributes attributes, JsonNode before, JsonNode after) {
        for (Attribute attribute : attributes) {
            if (attribute.complex()
                    && !attribute.multiValued()
                    && before.get(attribute.name()) instanceof ObjectNode old
                    && after.get(attribute.name()) instanceof ObjectNode current) {
                drop(old, current);
            }
        }
    }

    private static void drop(ObjectNode old, ObjectNode current) {
        if (old.has("value") && !old.get("value").equals(current.get("value"))) {
            DETAILS.stream()
                    .filter(detail -> current.path(detail).equals(old.path(detail)))
                    .forEach(current::remove);
        }
    }
}
