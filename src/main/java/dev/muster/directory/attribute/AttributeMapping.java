package dev.muster.directory.attribute;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** Turns a SCIM resource into the {@code custom_attributes} applications read. */
public record AttributeMapping(List<MappedAttribute> attributes) {

    /** The values for one person. */
    public ObjectNode map(ObjectNode resource) {
        ObjectNode values = JsonNodeFactory.instance.objectNode();
        attributes.forEach(attribute -> attribute.put(values, resource));
        return values;
    }

    /** What could not be had for this person. */
    public List<Finding> findings(ObjectNode resource) {
        return attributes.stream()
                .map(attribute -> attribute.finding(resource))
                .flatMap(Optional::stream)
                .toList();
    }
}
