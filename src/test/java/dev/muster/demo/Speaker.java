package dev.muster.demo;

import dev.muster.support.wire.Call;
import java.util.HashMap;
import java.util.Map;

/**
 * Somebody who sends requests to Muster.
 *
 * @param name as the transcript calls it
 * @param base the address that paths are appended to
 * @param token the bearer token
 */
record Speaker(String name, String base, String token) {

    private static final String JSON = "application/json";

    Call call(Request request) {
        Map<String, String> headers = new HashMap<>(Map.of("Authorization", "Bearer " + token, "Accept", JSON));
        request.body().ifPresent(body -> headers.put("Content-Type", JSON));
        return new Call(request.method(), base + request.path(), headers, request.body());
    }
}
