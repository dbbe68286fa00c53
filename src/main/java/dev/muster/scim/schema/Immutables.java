package dev.muster.scim.schema;

import static dev.muster.scim.error.ScimType.MUTABILITY;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Immutable attributes may be set once (RFC 7643 section 7). */
public final class Immutables {

    private Immutables() {}

    /** @throws dev.muster.scim.error.ScimException mutability if an immutable attribute with a value got another one */
    public static void check(ResourceType type, ObjectNode before, ObjectNode after) {
        check(type.core().attributes(), before, after);
        type.extensions()
                .forEach(extension ->
                        check(extension.attributes(), before.path(extension.urn()), after.path(extension.urn())));
    }

    /** Takes over what a PUT does not mention: an immutable attribute is not cleared by silence. */
    public static void keep(ResourceType type, ObjectNode before, ObjectNode after) {
        for (Schema extension : type.extensions()) {
            if (before.get(extension.urn()) instanceof ObjectNode old) {
                keep(extension.container(), old, after);
            }
        }
    }

    private static void keep(Attribute container, ObjectNode old, ObjectNode after) {
        for (Attribute attribute : container.subAttributes()) {
            JsonNode value = old.path(attribute.name());
            if (value.isMissingNode()) {
                continue;
            }
            if (attribute.mutability() == Mutability.IMMUTABLE) {
                ObjectNode parent = after.withObjectProperty(container.name());
                if (!parent.has(attribute.name())) {
                    parent.set(attribute.name(), value);
                }
            } else if (value instanceof ObjectNode parts && hasImmutable(attribute)) {
                keep(attribute, parts, after.withObjectProperty(container.name()));
            }
        }
    }

    private static boolean hasImmutable(Attribute attribute) {
        return attribute.subAttributes().stream().anyMatch(part -> part.mutability() == Mutability.IMMUTABLE);
    }

    private static void check(Attributes attributes, JsonNode before, JsonNode after) {
        for (Attribute attribute : attributes) {
            JsonNode old = before.path(attribute.name());
            if (attribute.mutability() == Mutability.IMMUTABLE) {
                check(attribute, old, after.path(attribute.name()));
            } else if (old.isObject()) {
                check(attribute.subAttributes(), old, after.path(attribute.name()));
            }
        }
    }

    private static void check(Attribute attribute, JsonNode before, JsonNode after) {
        if (!before.isMissingNode() && !before.equals(after)) {
            throw MUTABILITY.because(attribute.name() + " can be set once and not be changed afterwards.");
        }
    }
}
