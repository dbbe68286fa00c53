package dev.muster.directory.attribute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A path that leads to something in a person's resource, and what is there: what there is to choose from for a mapping. */
public record Place(String path, JsonNode value) {

    private static final int DEEPEST = 8;

    /** All of them in the order of the resource, entries of lists by their {@code type}. */
    public static List<Place> of(ObjectNode resource) {
        Map<String, JsonNode> places = new LinkedHashMap<>();
        resource.properties().forEach(member -> {
            if (member.getKey().indexOf(':') > 0) {
                below(places, member.getKey() + ":", member.getValue(), 0);
            } else {
                add(places, member.getKey(), member.getValue(), 0);
            }
        });
        List<Place> all = new ArrayList<>();
        places.forEach((path, value) -> all.add(new Place(path, value)));
        return all.stream().filter(place -> place.leadsThere(resource)).toList();
    }

    private static void add(Map<String, JsonNode> places, String path, JsonNode value, int depth) {
        places.putIfAbsent(path, value);
        if (depth < DEEPEST && value.isObject()) {
            below(places, path + ".", value, depth + 1);
        } else if (value.isArray()) {
            value.forEach(entry -> entries(places, path, entry));
        }
    }

    private static void below(Map<String, JsonNode> places, String start, JsonNode object, int depth) {
        object.properties().forEach(member -> add(places, start + member.getKey(), member.getValue(), depth));
    }

    private static void entries(Map<String, JsonNode> places, String path, JsonNode entry) {
        String type = entry.path("type").textValue();
        String start = type == null ? path : path + "[type eq " + TextNode.valueOf(type) + "]";
        entry.properties().forEach(member -> {
            if (!member.getKey().equals("type")) {
                places.putIfAbsent(start + "." + member.getKey(), member.getValue());
            }
        });
    }

    /** The value as people read it, cut off where it gets long. */
    public String shownValue() {
        return Readable.shortly(value);
    }

    /** Not every name a provider may invent can be written in a path. */
    private boolean leadsThere(ObjectNode resource) {
        try {
            return !AttributePath.parse(path).in(resource).isMissingNode();
        } catch (InvalidPath e) {
            return false;
        }
    }
}
