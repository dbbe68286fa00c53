package dev.muster.scim;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Which bodies are read and which form an answer takes (RFC 7644 section 3.8). */
final class MediaTypes {

    static final String SCIM = "application/scim+json";
    static final String JSON = "application/json";

    private static final Set<String> ANY = Set.of("*/*", "*", "application/*");

    private MediaTypes() {}

    /** @throws Refusal 415; a missing header and any charset are tolerated, the body is UTF-8 anyway */
    static void check(String contentType) {
        String type = contentType == null ? "" : bare(contentType);
        if (!type.isEmpty() && !type.equals(SCIM) && !type.equals(JSON)) {
            throw Refusal.of(415, "The body must be " + SCIM + " or " + JSON + ", not " + shown(type) + ".");
        }
    }

    /**
     * The media type of the answer: SCIM's own unless the client accepts nothing but plain JSON.
     *
     * @throws Refusal 406 if it accepts neither
     */
    static String negotiate(String accept) {
        if (accept == null
                || accept.isBlank()
                || accepts(accept, SCIM)
                || ranges(accept).anyMatch(ANY::contains)) {
            return SCIM;
        }
        if (accepts(accept, JSON)) {
            return JSON;
        }
        throw Refusal.of(406, "Answers are " + SCIM + " or " + JSON + "; the Accept header allows neither.");
    }

    private static boolean accepts(String accept, String type) {
        return ranges(accept).anyMatch(type::equals);
    }

    private static Stream<String> ranges(String accept) {
        return Stream.of(accept.split(",")).filter(range -> !refused(range)).map(MediaTypes::bare);
    }

    private static boolean refused(String range) {
        return range.replace(" ", "").matches(".*;q=0(\\.0{0,3})?(;.*)?");
    }

    private static String bare(String header) {
        int parameters = header.indexOf(';');
        return (parameters < 0 ? header : header.substring(0, parameters))
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    private static String shown(String type) {
        return type.length() <= 60 ? type : type.substring(0, 60) + "…";
    }
}
