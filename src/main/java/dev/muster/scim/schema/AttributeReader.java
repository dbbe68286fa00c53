package dev.muster.scim.schema;

import static dev.muster.scim.error.ScimType.INVALID_VALUE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** Reads the value of one attribute with the tolerance of {@link ResourceReader}. */
public final class AttributeReader {

    private AttributeReader() {}

    /**
     * The value in its declared form, a list for a multi-valued attribute; a {@link MissingNode} if there is none.
     *
     * @throws dev.muster.scim.error.ScimException invalidValue, naming the attribute
     */
    public static JsonNode read(Attribute attribute, JsonNode raw) {
        return read(attribute, raw, attribute.name());
    }

    /** One value of the attribute, also of a multi-valued one. */
    public static JsonNode readOne(Attribute attribute, JsonNode raw) {
        return one(attribute, JsonText.parsed(attribute, raw), attribute.name());
    }

    /** The object a complex attribute's value stands for: a bare {@code "26118915"} means {@code {"value": …}}. */
    public static JsonNode asObject(Attribute attribute, JsonNode raw) {
        JsonNode value = JsonText.parsed(attribute, raw);
        if (value.isArray() && value.size() == 1) {
            return asObject(attribute, value.get(0));
        }
        if (value.isObject() || Blank.is(value)) {
            return value;
        }
        if (value.isArray()) {
            throw tooMany(attribute.name(), value);
        }
        return JsonNodeFactory.instance
                .objectNode()
                .set(principal(attribute, value, attribute.name()).name(), value);
    }

    static JsonNode read(Attribute attribute, JsonNode raw, String where) {
        JsonNode value = JsonText.parsed(attribute, raw);
        return attribute.multiValued() ? list(attribute, value, where) : one(attribute, value, where);
    }

    /** Reads an object's fields by the attributes known for it; others are kept. */
    static ObjectNode fields(Attributes known, ObjectNode raw, String where) {
        ObjectNode read = JsonNodeFactory.instance.objectNode();
        raw.properties().forEach(field -> {
            Attribute attribute = known.find(field.getKey()).orElseGet(() -> Attribute.undeclared(field.getKey()));
            if (attribute.stored()) {
                JsonNode value = read(attribute, field.getValue(), within(where, attribute.name()));
                if (!value.isMissingNode()) {
                    read.set(attribute.name(), value);
                }
            }
        });
        return read;
    }

    private static JsonNode list(Attribute attribute, JsonNode value, String where) {
        Limits.entries(value.isArray() ? value.size() : 1, where);
        ArrayNode entries = JsonNodeFactory.instance.arrayNode();
        Iterable<JsonNode> sent = value.isArray() ? value : List.of(value);
        for (JsonNode item : sent) {
            JsonNode entry = one(attribute, JsonText.parsed(attribute, item), where);
            if (!entry.isMissingNode()) {
                entries.add(entry);
            }
        }
        ArrayNode tidy = Entries.tidy(attribute, entries);
        return tidy.isEmpty() ? MissingNode.getInstance() : tidy;
    }

    private static JsonNode one(Attribute attribute, JsonNode value, String where) {
        if (attribute.type() == AttributeType.UNDECLARED) {
            return UndeclaredReader.read(value, where);
        }
        if (Blank.is(value)) {
            return MissingNode.getInstance();
        }
        if (value.isArray()) {
            return only(attribute, value, where);
        }
        return attribute.complex() ? complex(attribute, value, where) : ScalarReader.read(attribute, value, where);
    }

    private static JsonNode only(Attribute attribute, JsonNode list, String where) {
        List<JsonNode> values =
                list.valueStream().filter(value -> !Blank.is(value)).toList();
        if (values.size() > 1) {
            throw tooMany(where, list);
        }
        return values.isEmpty() ? MissingNode.getInstance() : one(attribute, values.getFirst(), where);
    }

    private static JsonNode complex(Attribute attribute, JsonNode value, String where) {
        ObjectNode read = value instanceof ObjectNode object
                ? fields(attribute.subAttributes(), unfolded(attribute, object, where), where)
                : JsonNodeFactory.instance
                        .objectNode()
                        .set(
                                principal(attribute, value, where).name(),
                                read(principal(attribute, value, where), value, where));
        return read.isEmpty() ? MissingNode.getInstance() : read;
    }

    /** Brings the keys of an object into canonical spelling; {@code manager.value} becomes nested, paths are no keys. */
    private static ObjectNode unfolded(Attribute attribute, ObjectNode object, String where) {
        Limits.fields(object.size(), where);
        var raw = new RawFields();
        object.propertyStream()
                .filter(field -> field.getKey().indexOf('[') < 0)
                .forEach(field -> raw.put(keys(attribute, field.getKey()), field.getValue()));
        return raw.tree();
    }

    private static List<String> keys(Attribute attribute, String name) {
        Optional<Attribute> known = attribute.subAttributes().find(name);
        if (known.isPresent()) {
            return List.of(known.get().name());
        }
        int dot = name.indexOf('.');
        if (dot <= 0 || dot == name.length() - 1) {
            return List.of(name);
        }
        Attribute sub = attribute.sub(name.substring(0, dot));
        return List.of(sub.name(), sub.sub(name.substring(dot + 1)).name());
    }

    /** What a bare value means where an object belongs: the manager's id, the address of an e-mail entry. */
    private static Attribute principal(Attribute attribute, JsonNode value, String where) {
        return attribute
                .subAttributes()
                .find("value")
                .or(() -> attribute.subAttributes().find("formatted"))
                .orElseThrow(() -> INVALID_VALUE.because(
                        where + " is an object with parts of its own; " + Shown.of(value) + " cannot be read as one."));
    }

    private static RuntimeException tooMany(String where, JsonNode list) {
        return INVALID_VALUE.because(where + " has a single value, but " + list.size() + " were sent.");
    }

    private static String within(String where, String name) {
        return where.isEmpty() ? name : where + "." + name;
    }
}
