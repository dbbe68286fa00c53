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
        for (Schema extension : type.extensions()) {
            if (after.get(extension.urn()) instanceof ObjectNode attributes) {
                drop(extension.attributes(), before.path(extension.urn()), attributes);
                removeIfEmpty(after, extension.urn());
            }
        }
    }

    private static void drop(Attributes attributes, JsonNode before, ObjectNode after) {
        for (Attribute attribute : attributes) {
            if (attribute.complex()
                    && !attribute.multiValued()
                    && before.get(attribute.name()) instanceof ObjectNode old
                    && after.get(attribute.name()) instanceof ObjectNode current) {
                drop(old, current);
                removeIfEmpty(after, attribute.name());
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

    /** An empty object is no value. */
    private static void removeIfEmpty(ObjectNode resource, String name) {
        if (resource.path(name).isEmpty()) {
            resource.remove(name);
        }
    }
}
