package dev.muster.scim.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Complex values that arrive as JSON inside a text, as Entra ID writes roles in a PATCH. */
public final class JsonText {

    private static final ObjectReader READER = reader();

    private JsonText() {}

    /** The value a text of JSON stands for; anything else as it is. Plain attributes keep such a text. */
    public static JsonNode parsed(Attribute attribute, JsonNode value) {
        if (!attribute.complex() || !value.isTextual()) {
            return value;
        }
        String text = value.textValue().strip();
        return text.startsWith("{") || text.startsWith("[") ? parse(text, value) : value;
    }

    private static JsonNode parse(String text, JsonNode otherwise) {
        try {
            return READER.readTree(text);
        } catch (JsonProcessingException notJson) {
            return otherwise;
        }
    }

    private static ObjectReader reader() {
        var mapper = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(Limits.DEPTH)
                        .build());
        return mapper.reader();
    }
}
