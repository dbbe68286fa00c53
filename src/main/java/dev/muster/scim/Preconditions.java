package dev.muster.scim;

import dev.muster.directory.Precondition;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * {@code If-Match} and {@code If-None-Match} (RFC 7644 section 3.14). Tags are compared weakly.
 *
 * @param match     null if the header is absent
 * @param noneMatch null if the header is absent
 */
record Preconditions(String match, String noneMatch) implements Precondition {

    static final Preconditions NONE = new Preconditions(null, null);

    /** The entity tag of a version. */
    static String tag(long version) {
        return "W/\"" + version + "\"";
    }

    @Override
    public boolean holds(long version) {
        return (match == null || names(match, version)) && !known(version);
    }

    /** Whether the client says it has this version already. */
    boolean known(long version) {
        return noneMatch != null && names(noneMatch, version);
    }

    /** The answer to a GET, or 304 if the client has this version; 412 if it wants another one. */
    Answer unlessKnown(long version, Supplier<Answer> answer) {
        if (known(version)) {
            return Answer.of(304, null).with("ETag", tag(version));
        }
        if (!holds(version)) {
            throw Refusal.of(412, "The resource has another version: " + tag(version) + ".")
                    .with("ETag", tag(version));
        }
        return answer.get();
    }

    private static boolean names(String header, long version) {
        String opaque = "\"" + version + "\"";
        return Arrays.stream(header.split(","))
                .map(String::strip)
                .anyMatch(tag -> tag.equals("*") || tag.equals(opaque) || tag.equals("W/" + opaque));
    }
}
