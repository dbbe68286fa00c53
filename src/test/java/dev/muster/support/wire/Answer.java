package dev.muster.support.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Map;

/**
 * What came back.
 *
 * @param headers lower-case names; several headers of one name are joined by a comma
 * @param body the text, empty if there was none
 */
public record Answer(int status, Map<String, String> headers, String body) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The body, or a missing node when it is empty or no JSON. */
    public JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException noJson) {
            return MissingNode.getInstance();
        }
    }

    /** @return this answer, if it is a 2xx @throws AssertionError otherwise, with status and body */
    public Answer orFail() {
        if (status / 100 != 2) {
            throw new AssertionError("unexpected answer: " + this);
        }
        return this;
    }

    @Override
    public String toString() {
        return body.isEmpty() ? String.valueOf(status) : status + "\n" + body;
    }
}
