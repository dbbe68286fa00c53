package dev.muster.support.trace;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.support.wire.ApiTarget;
import dev.muster.support.wire.Call;
import dev.muster.support.wire.ScimTarget;
import dev.muster.support.wire.Urls;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Turns the request of a step, its names filled in, into the call that goes out. */
final class CallWriter {

    private static final String FOREIGN_TOKEN = "dst_this-is-the-token-of-some-other-directory";

    private final ScimTarget scim;
    private final ApiTarget api;

    CallWriter(ScimTarget scim, ApiTarget api) {
        this.scim = scim;
        this.api = api;
    }

    Call write(JsonNode request) {
        Optional<String> body = body(request);
        return new Call(request.path("method").asText(), url(request), headers(request, body.isPresent()), body);
    }

    private String url(JsonNode request) {
        String address = (isApi(request) ? api.baseUrl() : scim.baseUrl())
                + request.path("path").asText();
        return request.has("query") ? address + "?" + query(request.get("query")) : address;
    }

    private static String query(JsonNode query) {
        return query.isTextual() ? query.textValue() : Urls.query(texts(query));
    }

    private Map<String, String> headers(JsonNode request, boolean hasBody) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(texts(request.path("headers")));
        token(request).ifPresent(token -> headers.putIfAbsent("Authorization", "Bearer " + token));
        if (hasBody) {
            headers.putIfAbsent("Content-Type", isApi(request) ? "application/json" : "application/scim+json");
        }
        return headers;
    }

    private Optional<String> token(JsonNode request) {
        return switch (request.path("auth").asText()) {
            case "none" -> Optional.empty();
            case "wrong" -> Optional.of(FOREIGN_TOKEN);
            default -> Optional.of(isApi(request) ? api.apiKey() : scim.token());
        };
    }

    private static Optional<String> body(JsonNode request) {
        if (request.has("rawBody")) {
            return Optional.of(request.get("rawBody").asText());
        }
        return Optional.ofNullable(request.get("body")).map(Merge::resolve).map(JsonNode::toString);
    }

    private static boolean isApi(JsonNode request) {
        return "api".equals(request.path("target").asText());
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.propertyStream()
                .forEach(member -> texts.put(member.getKey(), member.getValue().asText()));
        return texts;
    }
}
