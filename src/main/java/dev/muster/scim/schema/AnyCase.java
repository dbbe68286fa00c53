package dev.muster.scim.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Looks up fields without regard to case, the exact spelling first. */
public final class AnyCase {

    private AnyCase() {}

    /** The field's value; a missing node if there is none. */
    public static JsonNode get(ObjectNode object, String name) {
        return object.path(key(object, name));
    }

    /** The spelling the object uses for the field; the given one if it has no such field. */
    public static String key(ObjectNode object, String name) {
        if (object.has(name)) {
            return name;
        }
        return object.propertyStream()
                .map(field -> field.getKey())
                .filter(name::equalsIgnoreCase)
                .findFirst()
                .orElse(name);
    }
}
