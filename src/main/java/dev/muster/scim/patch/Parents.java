package dev.muster.scim.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.scim.schema.AnyCase;
import dev.muster.scim.schema.Attribute;
import dev.muster.scim.schema.Target;
import java.util.List;
import java.util.stream.Stream;

/** The objects that hold a target's values: the resource, an extension, a complex value, or each entry of a list. */
final class Parents {

    private Parents() {}

    static List<ObjectNode> existing(ObjectNode resource, Target target) {
        return walk(resource, target, false);
    }

    /** The same, creating what is missing on the way. */
    static List<ObjectNode> created(ObjectNode resource, Target target) {
        return walk(resource, target, true);
    }

    /** The spelling under which the object keeps the attribute; that of undeclared names is the client's. */
    static String key(ObjectNode parent, Attribute attribute) {
        return attribute.declared() ? attribute.name() : AnyCase.key(parent, attribute.name());
    }

    private static List<ObjectNode> walk(ObjectNode resource, Target target, boolean create) {
        List<ObjectNode> parents = List.of(resource);
        List<Attribute> steps = target.steps();
        for (Attribute step : steps.subList(0, steps.size() - 1)) {
            parents = parents.stream()
                    .flatMap(parent -> children(parent, step, create))
                    .toList();
        }
        return parents;
    }

    private static Stream<ObjectNode> children(ObjectNode parent, Attribute step, boolean create) {
        String key = key(parent, step);
        List<ObjectNode> present = objects(parent.path(key));
        return present.isEmpty() && create ? Stream.of(create(parent, step, key)) : present.stream();
    }

    private static ObjectNode create(ObjectNode parent, Attribute step, String key) {
        if (!step.multiValued()) {
            return parent.putObject(key);
        }
        return parent.get(key) instanceof ArrayNode list
                ? list.addObject()
                : parent.putArray(key).addObject();
    }

    private static List<ObjectNode> objects(JsonNode value) {
        Stream<JsonNode> values = value.isArray() ? value.valueStream() : Stream.of(value);
        return values.filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .toList();
    }
}
