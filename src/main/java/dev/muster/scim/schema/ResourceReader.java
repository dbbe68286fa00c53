package dev.muster.scim.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Reads what a client sent for a resource into the one form everything else works on: canonical names, values of the
 * declared types, nothing empty.
 *
 * <p>Reading is tolerant where only the form is at stake: names and URNs in any case, dotted or qualified; booleans
 * and numbers as text and the reverse; one object for a list and a one-element list for a value; {@code null}, empty
 * and blank as "no value". Attributes no schema knows are kept. What is read-only, secret or kept as rows of its own
 * ({@code id}, {@code meta}, {@code groups}, {@code members}, {@code password}, {@code schemas}) is left out.
 */
public final class ResourceReader {

    private ResourceReader() {}

    /**
     * Reads the body of a POST or PUT; the body is not changed.
     *
     * @throws dev.muster.scim.error.ScimException invalidValue for a value that cannot be read or a missing required
     *     attribute, invalidSyntax for SCIM 1.1
     */
    public static ObjectNode read(ResourceType type, ObjectNode body) {
        Scim11.refuse(body);
        ObjectNode resource = normalize(type, body);
        requireAll(type, resource);
        return resource;
    }

    /** The same without looking for required attributes; reading a normalized resource again changes nothing. */
    public static ObjectNode normalize(ResourceType type, ObjectNode body) {
        Limits.fields(body.size(), "");
        var raw = new RawFields();
        body.properties().forEach(field -> collect(type, raw, field.getKey(), field.getValue()));
        return AttributeReader.fields(type.attributes(), raw.tree(), "");
    }

    /** @throws dev.muster.scim.error.ScimException invalidValue naming the first required attribute without a value */
    public static void requireAll(ResourceType type, ObjectNode resource) {
        Required.check(type, MissingNode.getInstance(), resource);
    }

    private static void collect(ResourceType type, RawFields raw, String key, JsonNode value) {
        if (type.core().named(key)) {
            Limits.fields(value.size(), key);
            value.properties().forEach(field -> collect(type, raw, field.getKey(), field.getValue()));
            return;
        }
        // What is no name at all is passed over; storing it literally would help nobody.
        BodyKeys.resolve(type, key, value).ifPresent(target -> raw.put(target.keys(), value));
    }
}
