package dev.muster.scim.schema;

import com.fasterxml.jackson.databind.JsonNode;

/** A client's value as it appears in an error: recognizable, but never much of it. */
final class Shown {

    private static final int LONGEST = 60;

    private Shown() {}

    static String of(JsonNode value) {
        if (value.isContainerNode()) {
            return value.isArray() ? "a list" : "an object";
        }
        String text = value.toString();
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
