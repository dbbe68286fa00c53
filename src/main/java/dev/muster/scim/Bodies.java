package dev.muster.scim;

import static dev.muster.scim.error.ScimType.INVALID_SYNTAX;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** Reads JSON strictly: what two readers could understand in two ways is refused. */
final class Bodies {

    /** No product nests deeper; the schema reader has a limit of its own for what it keeps. */
    private static final int DEEPEST = 64;

    private static final ObjectReader READER = reader();

    private Bodies() {}

    /** @throws dev.muster.scim.error.ScimException invalidSyntax, saying where */
    static ObjectNode read(byte[] body) {
        if (body.length == 0) {
            throw INVALID_SYNTAX.because("The body is empty; a JSON object is expected.");
        }
        try {
            if (READER.readTree(body) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException malformed) {
            throw INVALID_SYNTAX.because("The body is no JSON that can be read: " + where(malformed));
        } catch (IOException notText) {
            throw INVALID_SYNTAX.because("The body is not encoded in UTF-8.");
        }
        throw INVALID_SYNTAX.because("The body must be a JSON object.");
    }

    private static String where(JsonProcessingException malformed) {
        String reason = malformed.getOriginalMessage();
        String shown = reason.length() <= 200 ? reason : reason.substring(0, 200) + "…";
        var location = malformed.getLocation();
        return location == null
                ? shown
                : shown + " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }

    private static ObjectReader reader() {
        JsonFactory factory = JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEEPEST)
                        .maxNameLength(2_000)
                        .build())
                .build();
        return JsonMapper.builder(factory)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build()
                .reader();
    }
}
