package dev.muster.scim.patch;

import static dev.muster.scim.error.ScimType.INVALID_VALUE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.scim.schema.Attribute;
import dev.muster.scim.schema.AttributeReader;
import dev.muster.scim.schema.AttributeType;
import dev.muster.scim.schema.Blank;
import dev.muster.scim.schema.Entries;
import dev.muster.scim.schema.Limits;
import java.util.List;
import java.util.Optional;

/** Adds or replaces the value of one attribute in the object that holds it (RFC 7644 sections 3.5.2.1, 3.5.2.3). */
final class ValueWriter {

    private ValueWriter() {}

    static void write(ObjectNode parent, Attribute attribute, PatchOp.Kind kind, JsonNode value) {
        if (!attribute.stored()) {
            return;
        }
        if (attribute.multiValued()) {
            list(parent, attribute, kind, value);
        } else if (attribute.type() == AttributeType.UNDECLARED) {
            undeclared(parent, attribute, kind, value);
        } else if (attribute.complex()) {
            complex(parent, attribute, kind, value);
        } else {
            set(parent, attribute, AttributeReader.read(attribute, value));
        }
    }

    /** Writes the parts of an object one by one; parts it does not mention stay. */
    static void writeParts(ObjectNode object, Attribute attribute, PatchOp.Kind kind, JsonNode parts) {
        parts.properties().forEach(field -> writePart(object, attribute, kind, field.getKey(), field.getValue()));
    }

    private static void writePart(
            ObjectNode object, Attribute attribute, PatchOp.Kind kind, String name, JsonNode value) {
        Optional<Attribute> known = attribute.subAttributes().find(name);
        int dot = name.indexOf('.');
        if (known.isEmpty() && dot > 0) {
            ObjectNode rest = JsonNodeFactory.instance.objectNode().set(name.substring(dot + 1), value);
            writePart(object, attribute, kind, name.substring(0, dot), rest);
        } else {
            write(object, known.orElseGet(() -> Attribute.undeclared(name)), kind, value);
        }
    }

    private static void list(ObjectNode parent, Attribute attribute, PatchOp.Kind kind, JsonNode value) {
        JsonNode read = AttributeReader.read(attribute, value);
        boolean append = kind == PatchOp.Kind.ADD && parent.get(attribute.name()) instanceof ArrayNode;
        if (append && read instanceof ArrayNode more) {
            append(parent, attribute, more);
        } else if (kind == PatchOp.Kind.REPLACE || !read.isMissingNode()) {
            set(parent, attribute, read);
        }
    }

    /** A new primary entry takes that rank from the present one. */
    private static void append(ObjectNode parent, Attribute attribute, ArrayNode more) {
        ArrayNode entries = (ArrayNode) parent.get(attribute.name());
        if (more.valueStream().anyMatch(Entries::isPrimary)) {
            Entries.demoteAllBut(List.of(), entries);
        }
        parent.set(attribute.name(), Entries.tidy(attribute, entries.addAll(more)));
        Limits.entries(entries.size(), attribute.name());
    }

    private static void complex(ObjectNode parent, Attribute attribute, PatchOp.Kind kind, JsonNode value) {
        JsonNode parts = AttributeReader.asObject(attribute, value);
        if (!Blank.is(parts)) {
            ObjectNode object = parent.get(attribute.name()) instanceof ObjectNode present
                    ? present
                    : parent.putObject(attribute.name());
            writeParts(object, attribute, kind, parts);
        } else if (kind == PatchOp.Kind.REPLACE) {
            set(parent, attribute, AttributeReader.read(attribute, parts));
        }
    }

    private static void undeclared(ObjectNode parent, Attribute attribute, PatchOp.Kind kind, JsonNode value) {
        JsonNode read = AttributeReader.read(attribute, value);
        JsonNode present = parent.path(Parents.key(parent, attribute));
        if (present instanceof ObjectNode object && read instanceof ObjectNode) {
            writeParts(object, attribute, kind, value);
        } else if (present instanceof ArrayNode list && kind == PatchOp.Kind.ADD) {
            appendNew(attribute, list, read);
        } else {
            set(parent, attribute, read);
        }
    }

    private static void appendNew(Attribute attribute, ArrayNode list, JsonNode read) {
        Iterable<JsonNode> more = read.isArray() ? read : read.isMissingNode() ? List.of() : List.of(read);
        for (JsonNode value : more) {
            if (list.valueStream().noneMatch(value::equals)) {
                list.add(value);
                Limits.entries(list.size(), attribute.name());
            }
        }
    }

    /** A value that reads as "none" empties the attribute. */
    private static void set(ObjectNode parent, Attribute attribute, JsonNode read) {
        String key = Parents.key(parent, attribute);
        if (!read.isMissingNode()) {
            parent.set(key, read);
            Limits.fields(parent.size(), "");
        } else if (attribute.required()) {
            throw INVALID_VALUE.because(attribute.name() + " is required and cannot be emptied.");
        } else {
            parent.remove(key);
        }
    }
}
