package dev.muster.event;

import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Random JSON documents, each on one line, full of what JSON printers disagree about. The same seed, the same documents. */
final class RandomJson {

    private static final String[] KEYS = {
        "a", "b", "0", "7", "10", "01", "4294967294", "4294967295", "-1", "é", "", "__proto__"
    };
    private static final String[] TEXTS = {
        "\\u0000",
        "\\u001F",
        "\\b",
        "\\/",
        "/",
        "\\\"",
        "\\\\",
        "é",
        "\\u00e9",
        "€",
        "😀",
        "\\uD83D\\uDE00",
        "\\uD800",
        "\\uDFFF",
        "\u007f",
        "\u2028",
        "x",
        " "
    };

    private final Random random;

    private RandomJson(long seed) {
        this.random = new Random(seed);
    }

    static List<String> documents(long seed, int count) {
        RandomJson json = new RandomJson(seed);
        return Stream.generate(() -> json.value(4)).limit(count).toList();
    }

    private String value(int depth) {
        return switch (random.nextInt(depth > 0 ? 8 : 6)) {
            case 0, 1, 2 -> number();
            case 3, 4 -> text();
            case 5 -> oneOf("null", "true", "false");
            case 6 -> several("[", () -> value(depth - 1), "]");
            default -> several("{", () -> key() + ": " + value(depth - 1), "}");
        };
    }

    private String number() {
        return switch (random.nextInt(6)) {
            case 0 -> Integer.toString(random.nextInt(2_000) - 1_000);
            case 1 -> new BigInteger(1 + random.nextInt(120), random).toString();
            case 2 -> finite(Double.longBitsToDouble(random.nextLong()));
            case 3 -> "0." + "0".repeat(random.nextInt(12)) + random.nextInt(100_000);
            case 4 ->
                oneOf("", "-")
                        + random.nextInt(10)
                        + oneOf("", ".0", ".50")
                        + oneOf("e", "E+", "e-")
                        + random.nextInt(330);
            default -> finite(Double.longBitsToDouble(random.nextLong(1 << 20)));
        };
    }

    private String finite(double value) {
        return Double.isFinite(value) ? Double.toString(value) : "1e999";
    }

    private String text() {
        return IntStream.range(0, random.nextInt(8))
                .mapToObj(i -> oneOf(TEXTS))
                .collect(Collectors.joining("", "\"", "\""));
    }

    private String key() {
        return random.nextInt(4) == 0 ? text() : '"' + oneOf(KEYS) + '"';
    }

    private String several(String open, Supplier<String> element, String close) {
        return Stream.generate(element).limit(random.nextInt(6)).collect(Collectors.joining(" , ", open, close));
    }

    private String oneOf(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
