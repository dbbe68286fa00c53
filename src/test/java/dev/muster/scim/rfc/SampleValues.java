package dev.muster.scim.rfc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Values for attributes, made from their definitions in {@code /Schemas}. */
final class SampleValues {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private SampleValues() {}

    /** A value the definition allows; upper and lower case in each text. */
    static JsonNode of(JsonNode attribute) {
        JsonNode one = attribute.path("type").asText().equals("complex") ? complex(attribute) : scalar(attribute);
        return attribute.path("multiValued").asBoolean() ? NODES.arrayNode().add(one) : one;
    }

    /** One the definition does not allow. */
    static JsonNode unreadable(JsonNode attribute) {
        return switch (attribute.path("type").asText()) {
            case "complex" -> NODES.arrayNode().add(NODES.arrayNode().add(1).add(2));
            case "boolean" -> NODES.textNode("perhaps");
            case "integer", "decimal" -> NODES.textNode("many");
            case "dateTime" -> NODES.textNode("yesterday");
            default -> NODES.objectNode().set("a", NODES.objectNode().put("b", 1));
        };
    }

    /** The same text with upper and lower case exchanged. */
    static String otherCase(String text) {
        return text.codePoints()
                .map(c -> Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static ObjectNode complex(JsonNode attribute) {
        ObjectNode parts = NODES.objectNode();
        attribute
                .path("subAttributes")
                .forEach(part -> parts.set(part.path("name").asText(), of(part)));
        return parts;
    }

    private static JsonNode scalar(JsonNode attribute) {
        return switch (attribute.path("type").asText()) {
            case "boolean" -> NODES.booleanNode(true);
            case "integer" -> NODES.numberNode(7);
            case "decimal" -> NODES.numberNode(1.5);
            case "dateTime" -> NODES.textNode("2024-01-02T03:04:05Z");
            case "binary" -> NODES.textNode("QUJDREVG");
            case "reference" ->
                NODES.textNode(
                        "https://Muster.example/" + attribute.path("name").asText());
            default -> NODES.textNode("Ab " + attribute.path("name").asText());
        };
    }
}
