package dev.muster.sql;

import com.fasterxml.jackson.databind.JsonNode;

/** A text to bind as {@code jsonb}; null binds SQL null. */
public record Json(String text) {

    public static Json of(JsonNode node) {
        return new Json(node == null ? null : node.toString());
    }
}
