package dev.muster.requestlog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Kept bodies as people read them, and requests as they repeat them. */
final class ReadableBody {

    private static final JsonMapper JSON = new JsonMapper();

    private ReadableBody() {}

    /** With line breaks where the body is whole; as it is otherwise. */
    static String pretty(String body) {
        try {
            JsonNode whole = body == null || body.endsWith(KeptBody.CUT) ? null : JSON.readTree(body);
            return whole == null ? body : JSON.writerWithDefaultPrettyPrinter().writeValueAsString(whole);
        } catch (JsonProcessingException e) {
            return body;
        }
    }

    static String curl(LoggedRequest.WithBodies logged, String endpoint) {
        LoggedRequest request = logged.request();
        String url = endpoint + request.path() + (request.query() == null ? "" : "?" + request.query());
        String command =
                "curl -X " + quoted(request.method()) + " " + quoted(url) + " \\\n  -H 'Authorization: Bearer TOKEN'";
        return logged.requestBody() == null
                ? command
                : command + " \\\n  -H 'Content-Type: application/scim+json' \\\n  --data "
                        + quoted(logged.requestBody());
    }

    /** For a shell: everything between the quotes is text. */
    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
