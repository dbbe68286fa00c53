package dev.muster.support.wire;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Addresses and query strings in the spelling that goes over the wire. */
public final class Urls {

    private Urls() {}

    /** The parameters percent-encoded and joined, a blank as {@code %20}; in the map's order. */
    public static String query(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter -> encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()))
                .collect(Collectors.joining("&"));
    }

    static String withoutTrailingSlash(String url) {
        return url.replaceFirst("/+$", "");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
