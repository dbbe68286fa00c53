package dev.muster.scim.schema;

import static dev.muster.scim.error.ScimType.MUTABILITY;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
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

    private static void check(Attributes attributes, JsonNode before, JsonNode after) {
        for (Attribute attribute : attributes) {
            if (attribute.mutability() == Mutability.IMMUTABLE) {
                check(attribute, before.path(attribute.name()), after.path(attribute.name()));
            }
        }
    }

    private static void check(Attribute attribute, JsonNode before, JsonNode after) {
        if (!(before instanceof MissingNode) && !before.equals(after)) {
            throw MUTABILITY.because(attribute.name() + " can be set once and not be changed afterwards.");
        }
    }
}
