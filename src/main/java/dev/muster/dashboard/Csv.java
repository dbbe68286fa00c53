package dev.muster.dashboard;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Lines of RFC 4180. */
final class Csv {

    private Csv() {}

    static String line(String... fields) {
        return Arrays.stream(fields).map(Csv::field).collect(Collectors.joining(",", "", "\r\n"));
    }

    /** A field that begins like a formula would be run by spreadsheets; a quotation mark in front keeps it text. */
    private static String field(String text) {
        String safe = text.matches("(?s)[=+\\-@\\t\\r].*") ? "'" + text : text;
        return "\"" + safe.replace("\"", "\"\"") + "\"";
    }
}
