package dev.muster.support.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The values stored under names in the course of a replay, and their insertion for {@code ${name}}. */
final class Captures {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(\\w+)}");

    private final Map<String, JsonNode> values = new HashMap<>();

    /** A reference to a name under which nothing is stored, usually because an earlier step failed. */
    static final class Unknown extends RuntimeException {
        Unknown(String name) {
            super("${" + name + "} was not captured by an earlier step");
        }
    }

    void put(String name, JsonNode value) {
        values.put(name, value);
    }

    void putAll(Map<String, JsonNode> captured) {
        values.putAll(captured);
    }

    /** The same JSON with all references replaced, those in member names as well. @throws Unknown */
    JsonNode fill(JsonNode json) {
        return switch (json) {
            case ObjectNode object -> filled(object);
            case ArrayNode array -> filled(array);
            case TextNode text -> filled(text);
            default -> json;
        };
    }

    private JsonNode filled(ObjectNode object) {
        ObjectNode filled = JsonNodeFactory.instance.objectNode();
        object.propertyStream().forEach(member -> filled.set(inserted(member.getKey()), fill(member.getValue())));
        return filled;
    }

    private JsonNode filled(ArrayNode array) {
        ArrayNode filled = JsonNodeFactory.instance.arrayNode();
        array.forEach(element -> filled.add(fill(element)));
        return filled;
    }

    /** A text that is one reference and nothing else becomes the value with its type. */
    private JsonNode filled(TextNode text) {
        Matcher reference = REFERENCE.matcher(text.textValue());
        return reference.matches() ? value(reference.group(1)) : TextNode.valueOf(inserted(text.textValue()));
    }

    private String inserted(String text) {
        return REFERENCE.matcher(text).replaceAll(reference -> Matcher.quoteReplacement(asText(reference)));
    }

    private String asText(MatchResult reference) {
        JsonNode value = value(reference.group(1));
        return value.isContainerNode() ? value.toString() : value.asText();
    }

    private JsonNode value(String name) {
        JsonNode value = values.get(name);
        if (value == null) {
            throw new Unknown(name);
        }
        return value;
    }
}
