package dev.muster.scim.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which attributes an answer has: the parameters {@code attributes} and {@code excludedAttributes} of RFC 7644 section
 * 3.9 together with what each attribute's {@code returned} says. Names nobody knows are passed over.
 */
public final class Projection {

    private final ResourceType type;
    private final Optional<Selection> included;
    private final Selection excluded;

    private Projection(ResourceType type, Optional<Selection> included, Selection excluded) {
        this.type = type;
        this.included = included;
        this.excluded = excluded;
    }

    /** What is returned when the client asks for nothing in particular. */
    public static Projection everything(ResourceType type) {
        return of(type, List.of(), List.of());
    }

    /** From the query parameters, comma-separated; null or blank means absent. */
    public static Projection parse(ResourceType type, String attributes, String excludedAttributes) {
        return of(type, split(attributes), split(excludedAttributes));
    }

    public static Projection of(ResourceType type, List<String> attributes, List<String> excludedAttributes) {
        Optional<Selection> included =
                attributes.isEmpty() ? Optional.empty() : Optional.of(Selection.of(type, attributes));
        return new Projection(type, included, Selection.of(type, excludedAttributes));
    }

    /** Whether the client asked for anything else than the default. */
    public boolean narrows() {
        return included.isPresent() || !excluded.isEmpty();
    }

    /** Whether an answer lacks anything of the whole resource. */
    public boolean leavesOut() {
        return narrows() || type.hasAttributesOnRequest();
    }

    /** Whether an attribute of the top level will be part of the answer, at least in part; saves reading it if not. */
    public boolean wants(String attributeName) {
        Attribute attribute =
                type.attributes().find(attributeName).orElseGet(() -> Attribute.undeclared(attributeName));
        return wants(attribute, included, excluded);
    }

    /** A copy of a complete resource (with id, meta, schemas) that has only what the answer shall have. */
    public ObjectNode apply(ObjectNode resource) {
        return project(type.attributes(), resource, included, excluded);
    }

    private static boolean wants(Attribute attribute, Optional<Selection> included, Selection excluded) {
        return switch (attribute.returned()) {
            case ALWAYS -> true;
            case NEVER -> false;
            case DEFAULT ->
                included.map(chosen -> chosen.touches(attribute.name())).orElse(true)
                        && !excluded.has(attribute.name());
            case REQUEST ->
                included.map(chosen -> chosen.touches(attribute.name())).orElse(false)
                        && !excluded.has(attribute.name());
        };
    }

    private static ObjectNode project(
            Attributes known, ObjectNode object, Optional<Selection> included, Selection excluded) {
        ObjectNode projected = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(field -> {
            Attribute attribute = known.find(field.getKey()).orElseGet(() -> Attribute.undeclared(field.getKey()));
            if (wants(attribute, included, excluded)) {
                value(attribute, field.getValue(), included, excluded)
                        .ifPresent(value -> projected.set(field.getKey(), value));
            }
        });
        return projected;
    }

    private static Optional<JsonNode> value(
            Attribute attribute, JsonNode value, Optional<Selection> included, Selection excluded) {
        if (attribute.subAttributes().isEmpty() && attribute.declared()) {
            return Optional.of(value);
        }
        Optional<Selection> chosenParts = included.flatMap(chosen -> chosen.parts(attribute.name()));
        Selection droppedParts = excluded.parts(attribute.name()).orElse(Selection.NONE);
        if (value instanceof ObjectNode object) {
            return nonEmpty(project(attribute.subAttributes(), object, chosenParts, droppedParts));
        }
        return value instanceof ArrayNode list ? list(attribute, list, chosenParts, droppedParts) : Optional.of(value);
    }

    private static Optional<JsonNode> list(
            Attribute attribute, ArrayNode list, Optional<Selection> included, Selection excluded) {
        ArrayNode projected = JsonNodeFactory.instance.arrayNode(list.size());
        for (JsonNode entry : list) {
            if (entry instanceof ObjectNode object) {
                nonEmpty(project(attribute.subAttributes(), object, included, excluded))
                        .ifPresent(projected::add);
            } else {
                projected.add(entry);
            }
        }
        // An empty list that was there stays: "members": [] says something.
        return projected.isEmpty() && !list.isEmpty() ? Optional.empty() : Optional.of(projected);
    }

    private static Optional<JsonNode> nonEmpty(ObjectNode object) {
        return object.isEmpty() ? Optional.empty() : Optional.of(object);
    }

    private static List<String> split(String names) {
        return names == null
                ? List.of()
                : Stream.of(names)
                        .flatMap(all -> Arrays.stream(all.split(",")))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .toList();
    }
}
