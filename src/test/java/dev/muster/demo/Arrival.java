package dev.muster.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A webhook that came in.
 *
 * @param event the event it carries
 * @param signed whether both of its signatures are right
 * @param nanos when, by {@link System#nanoTime()}
 */
record Arrival(JsonNode event, boolean signed, long nanos) {

    String type() {
        return event.path("event").asText();
    }

    /** Whom it is about: a person's address, a group's name, both for a membership. */
    String subject() {
        JsonNode data = event.path("data");
        if (data.has("user")) {
            return membership(
                    data.path("user").path("email").asText(),
                    data.path("group").path("name").asText());
        }
        return data.path(data.has("email") ? "email" : "name").asText();
    }

    static String membership(String email, String group) {
        return email + " in " + group;
    }

    /** Type and subject in one text, by which a story says what it expects. */
    String told() {
        return type() + " " + subject();
    }

    /** For an {@code updated} event what became of what, each such as {@code state active → inactive}. */
    List<String> changes() {
        JsonNode data = event.path("data");
        JsonNode before = data.path("previous_attributes");
        List<String> changes = new ArrayList<>(changes(before, data));
        changes.addAll(changes(before.path("custom_attributes"), data.path("custom_attributes")));
        return changes;
    }

    private static List<String> changes(JsonNode before, JsonNode after) {
        return before.properties().stream()
                .filter(old -> old.getValue().isValueNode())
                .map(old -> change(old, after))
                .toList();
    }

    private static String change(Map.Entry<String, JsonNode> old, JsonNode after) {
        return "%s %s → %s".formatted(old.getKey(), shown(old.getValue()), shown(after.path(old.getKey())));
    }

    private static String shown(JsonNode value) {
        return value.isNull() || value.isMissingNode() ? "–" : value.asText();
    }
}
