package dev.muster.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Map;

/** A text to bind as {@code jsonb}; null binds SQL null. */
public record Json(String text) {

    public static Json of(Map<String, String> members) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        members.forEach(object::put);
        return of(object);
    }

    public static Json of(Collection<String> texts) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        texts.forEach(array::add);
        return of(array);
    }

    public static Json of(JsonNode node) {
        return new Json(node == null ? null : node.toString());
    }
}
