package dev.muster.scim.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Reads a schema from the form of RFC 7643 section 7, every characteristic spelled out; the reverse of {@link Discovery}. */
public final class SchemaDocument {

    private SchemaDocument() {}

    /** @param document with {@code urn}, {@code name}, {@code description}, {@code required} and {@code attributes} */
    public static Schema read(ObjectNode document) {
        return new Schema(
                document.path("urn").asText(),
                document.path("name").asText(),
                document.path("description").asText(),
                document.path("required").asBoolean(),
                attributes(document.path("attributes")));
    }

    private static Attributes attributes(JsonNode definitions) {
        return Attributes.of(
                definitions.valueStream().map(SchemaDocument::attribute).toList());
    }

    private static Attribute attribute(JsonNode definition) {
        var draft = AttributeDraft.of(
                        AttributeType.labelled(definition.path("type").asText()),
                        definition.path("name").asText(),
                        definition.path("description").asText())
                .mutability(Mutability.labelled(definition.path("mutability").asText()))
                .returned(Returned.labelled(definition.path("returned").asText()))
                .suggests(texts(definition, "canonicalValues"))
                .refersTo(texts(definition, "referenceTypes"))
                .made(attributes(definition.path("subAttributes")));
        if (definition.path("multiValued").asBoolean()) {
            draft.multiValued();
        }
        if (definition.path("required").asBoolean()) {
            draft.required();
        }
        if (definition.path("caseExact").asBoolean()) {
            draft.caseExact();
        }
        return draft.build();
    }

    private static String[] texts(JsonNode definition, String key) {
        List<String> texts =
                definition.path(key).valueStream().map(JsonNode::asText).toList();
        return texts.toArray(String[]::new);
    }
}
