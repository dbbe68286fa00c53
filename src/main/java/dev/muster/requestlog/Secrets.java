package dev.muster.requestlog;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What must not be kept, told by its name or by its own look. */
final class Secrets {

    static final String MASK = "•••";

    private static final List<String> NAMES = List.of(
            "password", "passwd", "passphrase", "secret", "token", "authorization", "credential", "apikey", "api_key");

    /** Muster's own tokens and whatever follows the word Bearer, unless that speaks of a bearer token. */
    private static final Pattern LOOK = Pattern.compile(
            "(?i)\\bbearer[\\s+]+(?!token\\b)[^\\s\"&]+|(?:dst|sk|pl|whsec|session|signin)_[0-9A-Za-z+/=]{8,}");
    /** No shorter text holds one. */
    private static final int SHORTEST = 11;

    private Secrets() {}

    /** Whether a value of this name, or at this path, is a secret. */
    static boolean named(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return NAMES.stream().anyMatch(lower::contains);
    }

    /** The text without what looks like a token. */
    static String masked(String text) {
        return text == null || text.length() < SHORTEST
                ? text
                : LOOK.matcher(text).replaceAll(MASK);
    }

    /** Parameters whose name or filter speaks of a secret keep only their name. */
    static String maskedQuery(String query) {
        if (query == null) {
            return null;
        }
        String masked = masked(query);
        return named(masked)
                ? Arrays.stream(masked.split("&")).map(Secrets::maskedParameter).collect(Collectors.joining("&"))
                : masked;
    }

    private static String maskedParameter(String parameter) {
        return named(parameter) ? parameter.substring(0, parameter.indexOf('=') + 1) + MASK : parameter;
    }
}
