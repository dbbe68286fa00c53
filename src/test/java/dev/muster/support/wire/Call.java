package dev.muster.support.wire;

import java.util.Map;
import java.util.Optional;

/**
 * A request to send.
 *
 * @param url the whole address, sent exactly as it is written (doubled slashes and {@code +} included)
 * @param headers names to values, sent as they are
 * @param body the text to send as UTF-8, or empty for a request without a body
 */
public record Call(String method, String url, Map<String, String> headers, Optional<String> body) {

    /** A reading call with a bearer token. */
    public static Call get(String token, String url) {
        return new Call("GET", url, Map.of("Authorization", "Bearer " + token), Optional.empty());
    }

    /** Method, address and body, without the headers: they hold the token. */
    @Override
    public String toString() {
        return method + " " + url + body.map(text -> "\n" + text).orElse("");
    }
}
