package dev.muster.directory.attribute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * An attribute and the place of a resource it comes from.
 *
 * @param path       null: mapped to nothing
 * @param predefined null for one the developer defined
 */
public record MappedAttribute(
        String name, AttributeType type, boolean required, AttributePath path, PredefinedAttribute predefined) {

    /** @param path null: where it always stands */
    public static MappedAttribute of(PredefinedAttribute attribute, AttributePath path) {
        return new MappedAttribute(
                attribute.attributeName(), attribute.type(), false, path == null ? attribute.path() : path, attribute);
    }

    /** A predefined attribute without a value is left out, a custom one is null. */
    void put(ObjectNode values, ObjectNode resource) {
        JsonNode value = value(resource).orElse(NullNode.getInstance());
        if (predefined == null) {
            values.set(name, value);
        } else if (!value.isNull() && !(value.isContainerNode() && value.isEmpty())) {
            values.set(name, predefined.shaped(value));
        }
    }

    /** What a person should know about this attribute of this resource. */
    Optional<Finding> finding(ObjectNode resource) {
        boolean missing = absent(source(resource));
        if (!missing && value(resource).isEmpty()) {
            return Optional.of(Finding.unreadable(this, source(resource)));
        }
        return missing && required ? Optional.of(Finding.missing(this)) : Optional.empty();
    }

    private Optional<JsonNode> value(ObjectNode resource) {
        return Optional.of(source(resource)).filter(source -> !absent(source)).flatMap(type::read);
    }

    private JsonNode source(ObjectNode resource) {
        return path == null ? NullNode.getInstance() : path.in(resource);
    }

    private static boolean absent(JsonNode source) {
        return source.isMissingNode() || source.isNull();
    }
}
