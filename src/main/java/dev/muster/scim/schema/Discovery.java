package dev.muster.scim.schema;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The documents of {@code /Schemas} and {@code /ResourceTypes}, rendered from the registry (RFC 7643 sections 6, 7). */
public final class Discovery {

    private static final String SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:Schema";
    private static final String RESOURCE_TYPE = "urn:ietf:params:scim:schemas:core:2.0:ResourceType";

    private final String baseUrl;

    /** @param baseUrl the directory's SCIM base URL without a slash at its end */
    public Discovery(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    public ObjectNode schema(Schema schema) {
        ObjectNode document = document(SCHEMA);
        document.put("id", schema.urn());
        document.put("name", schema.name());
        document.put("description", schema.description());
        document.set("attributes", attributes(schema.attributes()));
        document.set("meta", meta("Schema", "/Schemas/" + schema.urn()));
        return document;
    }

    public ObjectNode resourceType(ResourceType type) {
        ObjectNode document = document(RESOURCE_TYPE);
        document.put("id", type.name());
        document.put("name", type.name());
        document.put("description", type.description());
        document.put("endpoint", type.endpoint());
        document.put("schema", type.core().urn());
        ArrayNode extensions = document.putArray("schemaExtensions");
        type.extensions()
                .forEach(extension ->
                        extensions.addObject().put("schema", extension.urn()).put("required", extension.required()));
        document.set("meta", meta("ResourceType", "/ResourceTypes/" + type.name()));
        return document;
    }

    private static ArrayNode attributes(Attributes attributes) {
        ArrayNode rendered = JsonNodeFactory.instance.arrayNode();
        attributes.forEach(attribute -> rendered.add(attribute(attribute)));
        return rendered;
    }

    private static ObjectNode attribute(Attribute attribute) {
        ObjectNode rendered = JsonNodeFactory.instance.objectNode();
        rendered.put("name", attribute.name());
        rendered.put("type", attribute.type().label());
        rendered.put("multiValued", attribute.multiValued());
        rendered.put("description", attribute.description());
        rendered.put("required", attribute.required());
        rendered.put("caseExact", attribute.caseExact());
        rendered.put("mutability", attribute.mutability().label());
        rendered.put("returned", attribute.returned().label());
        rendered.put("uniqueness", attribute.uniqueness().label());
        list(rendered, "canonicalValues", attribute.canonicalValues());
        list(rendered, "referenceTypes", attribute.referenceTypes());
        if (attribute.complex()) {
            rendered.set("subAttributes", attributes(attribute.subAttributes()));
        }
        return rendered;
    }

    private static void list(ObjectNode document, String key, List<String> values) {
        if (!values.isEmpty()) {
            ArrayNode list = document.putArray(key);
            values.forEach(list::add);
        }
    }

    private static ObjectNode document(String schema) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.putArray("schemas").add(schema);
        return document;
    }

    private ObjectNode meta(String resourceType, String path) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("resourceType", resourceType)
                .put("location", baseUrl + path);
    }
}
