package dev.muster.scim.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The list of a multi-valued attribute: each value once, one of them primary (RFC 7643 section 2.4). */
public final class Entries {

    private static final Set<String> LABELS = Set.of("type", "primary");

    private Entries() {}

    /**
     * The list without repetitions, without entries that only say what they are for, and with the first primary entry
     * as the only one. Of two entries with the same value and type the later one's details count.
     */
    public static ArrayNode tidy(Attribute attribute, ArrayNode entries) {
        Map<Object, JsonNode> byIdentity = new LinkedHashMap<>();
        for (JsonNode entry : entries) {
            if (!onlyLabels(entry)) {
                byIdentity.merge(identity(attribute, entry), entry, Entries::merged);
            }
        }
        ArrayNode tidy = JsonNodeFactory.instance.arrayNode(byIdentity.size());
        byIdentity.values().forEach(tidy::add);
        keepFirstPrimary(tidy);
        return tidy;
    }

    /** Makes every entry but the given ones not primary. */
    public static void demoteAllBut(List<? extends JsonNode> kept, ArrayNode entries) {
        for (JsonNode entry : entries) {
            boolean keeps = kept.stream().anyMatch(one -> one == entry);
            if (!keeps) {
                demote(entry);
            }
        }
    }

    public static boolean isPrimary(JsonNode entry) {
        return entry.path("primary").asBoolean();
    }

    /** Whether the entry says what it is for, but nothing else: {@code {"type":"work"}}. */
    public static boolean onlyLabels(JsonNode entry) {
        return entry.isObject() && entry.properties().stream().allMatch(field -> LABELS.contains(field.getKey()));
    }

    private static void keepFirstPrimary(ArrayNode entries) {
        for (JsonNode entry : entries) {
            if (isPrimary(entry)) {
                demoteAllBut(List.of(entry), entries);
                return;
            }
        }
    }

    private static void demote(JsonNode entry) {
        if (isPrimary(entry)) {
            ((ObjectNode) entry).put("primary", false);
        }
    }

    private static Object identity(Attribute attribute, JsonNode entry) {
        if (!entry.isObject()) {
            return attribute.caseExact() || !entry.isTextual() ? entry : folded(entry);
        }
        JsonNode value = entry.path("value");
        if (value.isMissingNode()) {
            return entry;
        }
        boolean exact = attribute.sub("value").caseExact();
        return List.of(exact ? value.asText() : folded(value), folded(entry.path("type")));
    }

    private static String folded(JsonNode text) {
        return text.asText().toLowerCase(Locale.ROOT);
    }

    private static JsonNode merged(JsonNode earlier, JsonNode later) {
        return earlier instanceof ObjectNode object && later instanceof ObjectNode more ? object.setAll(more) : earlier;
    }
}
