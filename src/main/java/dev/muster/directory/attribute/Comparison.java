package dev.muster.directory.attribute;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One condition of a value path: {@code type eq "work"}. Texts are compared in any case, as the types of SCIM's lists are.
 *
 * @param value as text, without quotes
 */
record Comparison(String attribute, String value) {

    private static final Pattern ONE = Pattern.compile(
            "\\s*(?<name>[^\\s\\[\\]\".:]+)\\s+[eE][qQ]\\s+(?:\"(?<text>(?:[^\"\\\\]|\\\\[\"\\\\])*+)\"|(?<word>true|false|-?[0-9.]+))\\s*");
    private static final Pattern AND = Pattern.compile("[aA][nN][dD]\\s");

    /** @param filter comparisons with {@code eq}, joined by {@code and} */
    static List<Comparison> all(String filter) throws InvalidPath {
        var all = new ArrayList<Comparison>();
        Matcher one = ONE.matcher(filter);
        int position = 0;
        do {
            one.region(position, filter.length());
            if (!one.lookingAt()) {
                throw new InvalidPath(
                        "[%s] is not understood: in brackets stand comparisons with eq, joined by and, such as [type eq \"work\"]."
                                .formatted(filter));
            }
            all.add(new Comparison(one.group("name"), value(one)));
            position = afterAnd(filter, one.end());
        } while (position < filter.length());
        return all;
    }

    boolean holds(JsonNode actual) {
        return actual.isValueNode() && actual.asText().equalsIgnoreCase(value);
    }

    private static String value(Matcher one) {
        return one.group("text") == null ? one.group("word") : one.group("text").replaceAll("\\\\([\"\\\\])", "$1");
    }

    /** Where the next comparison begins. */
    private static int afterAnd(String filter, int end) throws InvalidPath {
        if (end == filter.length()) {
            return end;
        }
        Matcher and = AND.matcher(filter).region(end, filter.length());
        if (!and.lookingAt()) {
            throw new InvalidPath("[%s] is not understood from '%s' on: comparisons are joined by and."
                    .formatted(filter, filter.substring(end)));
        }
        return and.end();
    }
}
