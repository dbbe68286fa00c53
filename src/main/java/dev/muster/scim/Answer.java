package dev.muster.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What goes back to the client.
 *
 * @param headers without content type and length
 * @param body    null for none
 */
record Answer(int status, Map<String, String> headers, ObjectNode body) {

    static Answer of(int status, ObjectNode body) {
        return new Answer(status, Map.of(), body);
    }

    static Answer noContent() {
        return of(204, null);
    }

    Answer with(String header, String value) {
        return with(Map.of(header, value));
    }

    Answer with(Map<String, String> more) {
        if (more.isEmpty()) {
            return this;
        }
        var all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new Answer(status, all, body);
    }
}
