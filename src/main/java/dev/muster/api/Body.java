package dev.muster.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A request's JSON object. What is wrong with its members is collected and reported at once by {@link #check}; unknown
 * members are ignored. An empty body is an empty object, whatever its content type.
 */
final class Body {

    private static final int LONGEST_TEXT = 1_000;

    private final ObjectNode json;
    private final Set<ApiError.Problem> problems = new LinkedHashSet<>();

    private Body(ObjectNode json) {
        this.json = json;
    }

    static Body of(byte[] bytes) {
        if (bytes == null || bytes.length == 0) {
            return new Body(JsonNodeFactory.instance.objectNode());
        }
        ObjectNode object = read(bytes)
                .orElseThrow(() -> ApiError.of(400, "invalid_json", "The body must be a JSON object.")
                        .exception());
        if (!storable(object)) {
            throw ApiError.of(400, "invalid_text", "No text may hold a NUL or half of a surrogate pair.")
                    .exception();
        }
        return new Body(object);
    }

    private static Optional<ObjectNode> read(byte[] bytes) {
        try {
            return Json.MAPPER.readTree(bytes) instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Whether PostgreSQL and UTF-8 have room for every name and text in it. */
    private static boolean storable(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> storable(node.textValue());
            case ARRAY -> node.valueStream().allMatch(Body::storable);
            case OBJECT ->
                node.propertyStream().allMatch(member -> storable(member.getKey()) && storable(member.getValue()));
            default -> true;
        };
    }

    private static boolean storable(String text) {
        return text.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    /** Whether the member is there, null included. */
    boolean has(String name) {
        return json.has(name);
    }

    /** Whether the member is there and says something. */
    boolean given(String name) {
        return json.hasNonNull(name);
    }

    /** A text that must be there and not be blank. */
    String required(String name) {
        String value = text(name);
        if (value == null || value.isBlank()) {
            complain(name, name + " should not be empty");
            return "";
        }
        return value;
    }

    /** A text; null when absent or null. */
    String text(String name) {
        JsonNode value = json.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual() || value.textValue().length() > LONGEST_TEXT) {
            complain(name, name + " must be a string of at most " + LONGEST_TEXT + " characters");
            return null;
        }
        return value.textValue();
    }

    /** As {@link #text(String)}, or the other value when the member is absent. */
    String text(String name, String whenAbsent) {
        return has(name) ? text(name) : whenAbsent;
    }

    /** The other value when the member is absent or null. */
    boolean flag(String name, boolean whenAbsent) {
        JsonNode value = json.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return whenAbsent;
        }
        if (!value.isBoolean()) {
            complain(name, name + " must be a boolean");
        }
        return value.asBoolean();
    }

    /** A whole number in these bounds; null when absent or null. */
    Integer number(String name, int least, int most) {
        JsonNode value = json.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isInt() || value.intValue() < least || value.intValue() > most) {
            complain(name, name + " must be a whole number from " + least + " to " + most);
        }
        return value.intValue();
    }

    /** The member as one of the allowed words, turned into what it means; null when absent or null. */
    <T> T word(String name, Map<String, T> meanings) {
        String text = text(name);
        if (text != null && !meanings.containsKey(text)) {
            complain(name, name + " must be one of: " + String.join(", ", meanings.keySet()));
        }
        return text == null ? null : meanings.get(text);
    }

    /** The member's text read by a parser that returns empty for what it cannot read; null when absent or null. */
    <T> T parsed(String name, Function<String, Optional<T>> parser, String complaint) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        Optional<T> value = parser.apply(text);
        if (value.isEmpty()) {
            complain(name, complaint);
        }
        return value.orElse(null);
    }

    /** The items of a list; empty when absent or null. */
    List<JsonNode> list(String name) {
        JsonNode value = json.path(name);
        if (!value.isMissingNode() && !value.isNull() && !value.isArray()) {
            complain(name, name + " must be an array");
        }
        var items = new ArrayList<JsonNode>();
        value.forEach(items::add);
        return items;
    }

    /** An object of texts and nulls; empty when absent or null. */
    Map<String, String> texts(String name) {
        JsonNode value = json.path(name);
        var texts = new LinkedHashMap<String, String>();
        if (!value.isMissingNode() && !value.isNull() && !value.isObject()) {
            complain(name, name + " must be an object");
        }
        value.properties().forEach(entry -> {
            if (!entry.getValue().isTextual() && !entry.getValue().isNull()) {
                complain(name, name + " must have string values");
            }
            texts.put(
                    entry.getKey(),
                    entry.getValue().isNull() ? null : entry.getValue().asText());
        });
        return texts;
    }

    void complain(String field, String sentence) {
        problems.add(new ApiError.Problem(field, sentence));
    }

    /** Ends the call with everything that was found wrong so far. */
    void check() {
        if (!problems.isEmpty()) {
            throw ApiError.invalid(List.copyOf(problems)).exception();
        }
    }
}
