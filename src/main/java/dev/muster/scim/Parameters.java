package dev.muster.scim;

import static dev.muster.scim.error.ScimType.INVALID_SYNTAX;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The parameters of a query string, names in any case. A blank may arrive as {@code %20} or {@code +}. */
record Parameters(Map<String, String> values) {

    static final Parameters NONE = new Parameters(Map.of());

    /** @param query as it came, without the question mark; null if there was none */
    static Parameters parse(String query) {
        if (query == null || query.isEmpty()) {
            return NONE;
        }
        var values = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        decode(query).forEach((name, all) -> values.putIfAbsent(name, all.getFirst()));
        return new Parameters(values);
    }

    /** The value unless it is blank. */
    Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isBlank());
    }

    /** Blank means the first page, so it is not the same as absent (RFC 9865). */
    Optional<String> cursor() {
        return Optional.ofNullable(values.get("cursor"));
    }

    private static Map<String, List<String>> decode(String query) {
        try {
            return new QueryStringDecoder(query, false).parameters();
        } catch (IllegalArgumentException malformed) {
            throw INVALID_SYNTAX.because(
                    "The query string has a percent sign without two hexadecimal digits behind it.");
        }
    }
}
