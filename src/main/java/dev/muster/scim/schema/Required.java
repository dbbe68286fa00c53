package dev.muster.scim.schema;

import static dev.muster.scim.error.ScimType.INVALID_VALUE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Required attributes must have a value (RFC 7643 section 2.2). */
public final class Required {

    private static final JsonNode NOTHING = MissingNode.getInstance();

    private Required() {}

    /**
     * What a resource lacked before, because it was required later, does not keep anybody from changing something else.
     *
     * @param before a missing node for what comes as a whole
     * @throws dev.muster.scim.error.ScimException invalidValue naming the first required attribute without a value
     */
    public static void check(ResourceType type, JsonNode before, ObjectNode after) {
        check(type.core().attributes(), before, after, "");
        for (Schema extension : type.extensions()) {
            if (extension.required() && !after.has(extension.urn()) && !lacked(before, extension.urn())) {
                throw missing(extension.urn());
            }
            if (after.get(extension.urn()) instanceof ObjectNode container) {
                check(extension.attributes(), before.path(extension.urn()), container, extension.urn() + ":");
            }
        }
    }

    private static void check(Attributes attributes, JsonNode before, ObjectNode after, String prefix) {
        for (Attribute attribute : attributes) {
            String name = attribute.name();
            if (attribute.required() && !after.has(name) && !lacked(before, name)) {
                throw missing(prefix + name);
            }
            if (attribute.subAttributes().requireAny() && after.has(name)) {
                parts(attribute, before.path(name), after.get(name), prefix + name + ".");
            }
        }
    }

    private static void parts(Attribute attribute, JsonNode before, JsonNode after, String prefix) {
        if (after instanceof ObjectNode parts) {
            check(attribute.subAttributes(), before, parts, prefix);
            return;
        }
        for (JsonNode entry : after) {
            if (entry instanceof ObjectNode parts && before.valueStream().noneMatch(entry::equals)) {
                check(attribute.subAttributes(), NOTHING, parts, prefix);
            }
        }
    }

    private static boolean lacked(JsonNode before, String name) {
        return before.isObject() && !before.has(name);
    }

    private static RuntimeException missing(String name) {
        return INVALID_VALUE.because(
                name + " is required but missing or blank. Map it to an attribute that everybody has.");
    }
}
