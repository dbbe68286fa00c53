package dev.muster.scim.schema;

import com.fasterxml.jackson.databind.JsonNode;

/** "No value" as clients write it: null, an empty or blank text, an empty object or list. */
public final class Blank {

    private Blank() {}

    public static boolean is(JsonNode value) {
        return value.isNull()
                || value.isMissingNode()
                || value.isTextual() && value.textValue().isBlank()
                || value.isContainerNode() && value.isEmpty();
    }
}
