package dev.muster.webhook;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A delivery as it goes over the wire, for people to look at.
 *
 * @param headers in the order they are sent, without the signatures' values
 */
public record SentRequest(String url, Map<String, String> headers, String body) {

    private static final String HIDDEN = "••••••••";

    static SentRequest of(Outbound.Message message) {
        var shown = new LinkedHashMap<String, String>();
        message.headers().forEach((name, value) -> shown.put(name, withoutSignatures(value)));
        shown.put("Content-Type", "application/json");
        shown.put("User-Agent", Attempt.AGENT);
        return new SentRequest(message.url(), shown, new String(message.body(), StandardCharsets.UTF_8));
    }

    /** Whoever has one could replay the request for as long as receivers accept its time. */
    private static String withoutSignatures(String value) {
        return value.replaceAll("(v1a?[=,])[^ ,]+", "$1" + HIDDEN);
    }
}
