package dev.muster.scim.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.scim.error.ScimException;

/**
 * Values of a declared extension that came before it was declared and do not fit it. A PATCH about something else must not
 * fail because of them (it may be the one that locks somebody out), so they stay until the provider sends others.
 */
public final class Misfits {

    private final ObjectNode kept = JsonNodeFactory.instance.objectNode();

    private Misfits() {}

    /** Takes out of {@code after} what it has unchanged from {@code before} and what cannot be read. */
    public static Misfits take(ResourceType type, ObjectNode before, ObjectNode after) {
        var misfits = new Misfits();
        for (Schema extension : type.declaredExtensions()) {
            JsonNode old = AnyCase.get(before, extension.urn());
            if (AnyCase.get(after, extension.urn()) instanceof ObjectNode current && old instanceof ObjectNode known) {
                misfits.take(extension, known, current);
            } else {
                takeUnreadable(extension.container(), old, after, misfits.kept);
            }
        }
        return misfits;
    }

    private void take(Schema extension, ObjectNode old, ObjectNode current) {
        ObjectNode values = JsonNodeFactory.instance.objectNode();
        extension
                .attributes()
                .forEach(attribute -> takeUnreadable(attribute, AnyCase.get(old, attribute.name()), current, values));
        if (!values.isEmpty()) {
            kept.set(extension.urn(), values);
        }
    }

    private static void takeUnreadable(Attribute attribute, JsonNode old, ObjectNode current, ObjectNode target) {
        JsonNode value = AnyCase.get(current, attribute.name());
        if (!value.isMissingNode() && value.equals(old) && !readable(attribute, value)) {
            current.remove(AnyCase.key(current, attribute.name()));
            target.set(attribute.name(), value);
        }
    }

    /** Puts them back into the resource, now that everything else has been read. */
    public void putBack(ObjectNode resource) {
        kept.properties().forEach(extension -> {
            if (extension.getValue() instanceof ObjectNode values) {
                resource.withObjectProperty(extension.getKey()).setAll(values);
            } else {
                resource.set(extension.getKey(), extension.getValue());
            }
        });
    }

    private static boolean readable(Attribute attribute, JsonNode value) {
        try {
            AttributeReader.read(attribute, value);
            return true;
        } catch (ScimException misfit) {
            return false;
        }
    }
}
