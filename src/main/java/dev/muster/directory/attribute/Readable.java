package dev.muster.directory.attribute;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** JSON values in the words of people: addresses and phone numbers instead of braces. */
public final class Readable {

    /** Where there is no value. */
    public static final String NONE = "None";

    private static final int LONGEST = 120;

    private Readable() {}

    public static String of(JsonNode value) {
        if (value == null || value.isNull() || value.isMissingNode() || value.isContainerNode() && value.isEmpty()) {
            return NONE;
        }
        if (value.isArray()) {
            return StreamSupport.stream(value.spliterator(), false)
                    .map(Readable::of)
                    .collect(Collectors.joining("; "));
        }
        return value.isObject() ? entry(value) : value.asText();
    }

    /** As {@link #of}, cut off where it gets long. */
    public static String shortly(JsonNode value) {
        String text = of(value);
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }

    /** An entry of a list as its value and what kind it is; anything else member by member. */
    private static String entry(JsonNode object) {
        if (object.path("value").isValueNode()) {
            String type = object.path("type").asText("");
            return object.path("value").asText() + (type.isEmpty() ? "" : " (" + type + ")");
        }
        List<String> members = object.properties().stream()
                .map(member -> member.getKey() + ": " + of(member.getValue()))
                .toList();
        return String.join(", ", members);
    }
}
