package dev.muster.scim.patch;

import static dev.muster.scim.error.ScimType.INVALID_VALUE;
import static dev.muster.scim.error.ScimType.MUTABILITY;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.scim.schema.Attribute;
import dev.muster.scim.schema.AttributeReader;
import dev.muster.scim.schema.JsonText;
import java.util.List;
import java.util.stream.Stream;

/**
 * Removes an attribute, or (as Entra ID asks, although RFC 7644 knows no value here) those entries of a list that are
 * named by a value.
 */
final class Removal {

    private Removal() {}

    static void from(ObjectNode parent, Attribute attribute, JsonNode value) {
        if (attribute.required()) {
            throw MUTABILITY.because(attribute.name() + " is required and cannot be removed.");
        }
        String key = Parents.key(parent, attribute);
        boolean someOnly = !value.isNull() && !value.isMissingNode();
        if (someOnly && parent.get(key) instanceof ArrayNode entries) {
            parent.set(key, without(attribute, entries, named(attribute, value)));
        } else {
            parent.remove(key);
        }
    }

    private static List<JsonNode> named(Attribute attribute, JsonNode value) {
        JsonNode sent = JsonText.parsed(attribute, value);
        Stream<JsonNode> values = sent.isArray() ? sent.valueStream() : Stream.of(sent);
        return values.map(one -> readable(attribute, AttributeReader.readOne(attribute, one)))
                .toList();
    }

    private static JsonNode readable(Attribute attribute, JsonNode named) {
        if (named.isMissingNode()) {
            throw INVALID_VALUE.because("The \"value\" does not say which of " + attribute.name() + " to remove.");
        }
        return named;
    }

    private static ArrayNode without(Attribute attribute, ArrayNode entries, List<JsonNode> named) {
        ArrayNode kept = JsonNodeFactory.instance.arrayNode();
        for (JsonNode entry : entries) {
            if (named.stream().noneMatch(one -> means(attribute, one, entry))) {
                kept.add(entry);
            }
        }
        return kept;
    }

    /** What counts is the value, and the type if one is given; without a value all that is given. */
    private static boolean means(Attribute attribute, JsonNode named, JsonNode entry) {
        if (!named.isObject()) {
            return same(attribute, named, entry);
        }
        boolean byValue = named.has("value");
        return named.propertyStream()
                .filter(part -> !byValue
                        || part.getKey().equals("value")
                        || part.getKey().equals("type"))
                .allMatch(part -> same(attribute.sub(part.getKey()), part.getValue(), entry.path(part.getKey())));
    }

    private static boolean same(Attribute attribute, JsonNode one, JsonNode other) {
        boolean folds = one.isTextual() && other.isTextual() && !attribute.caseExact();
        return folds ? one.textValue().equalsIgnoreCase(other.textValue()) : one.equals(other);
    }
}
