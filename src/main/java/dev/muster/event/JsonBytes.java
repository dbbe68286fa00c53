package dev.muster.event;

import java.util.Arrays;

/** One growing buffer of UTF-8, with JavaScript's rules for what a JSON string escapes. */
final class JsonBytes {

    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};

    /** A character takes at most six bytes, as an escape. */
    private static final int LONGEST = 6;

    private byte[] bytes = new byte[1024];
    private int size;

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    void ascii(char c) {
        reserve(1);
        put(c);
    }

    void ascii(String text) {
        reserve(text.length());
        for (int i = 0; i < text.length(); i++) {
            put(text.charAt(i));
        }
    }

    void quoted(String text) {
        reserve(2L + (long) LONGEST * text.length());
        put('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                i += beyondAscii(text, i, c);
            } else if (c < ' ' || c == '"' || c == '\\') {
                escape(c);
            } else {
                put(c);
            }
        }
        put('"');
    }

    private void escape(char c) {
        switch (c) {
            case '"', '\\' -> shortEscape(c);
            case '\b' -> shortEscape('b');
            case '\f' -> shortEscape('f');
            case '\n' -> shortEscape('n');
            case '\r' -> shortEscape('r');
            case '\t' -> shortEscape('t');
            default -> unicodeEscape(c);
        }
    }

    private void shortEscape(char c) {
        put('\\');
        put(c);
    }

    private void unicodeEscape(char c) {
        shortEscape('u');
        for (int shift = 12; shift >= 0; shift -= 4) {
            bytes[size++] = HEX[c >> shift & 15];
        }
    }

    /** Returns how many more characters than {@code c} it took. A surrogate without its partner is escaped. */
    private int beyondAscii(String text, int at, char c) {
        if (!Character.isSurrogate(c)) {
            encode(c);
            return 0;
        }
        int codePoint = text.codePointAt(at);
        if (codePoint == c) {
            unicodeEscape(c);
            return 0;
        }
        encode(codePoint);
        return 1;
    }

    private void encode(int codePoint) {
        if (codePoint < 0x800) {
            put(0xC0 | codePoint >> 6);
        } else {
            if (codePoint < 0x10000) {
                put(0xE0 | codePoint >> 12);
            } else {
                put(0xF0 | codePoint >> 18);
                put(0x80 | codePoint >> 12 & 0x3F);
            }
            put(0x80 | codePoint >> 6 & 0x3F);
        }
        put(0x80 | codePoint & 0x3F);
    }

    private void put(int value) {
        bytes[size++] = (byte) value;
    }

    private void reserve(long more) {
        if (size + more > bytes.length) {
            long wanted = Math.max(2L * bytes.length, size + more);
            bytes = Arrays.copyOf(bytes, (int) Math.min(wanted, Integer.MAX_VALUE - 8));
        }
    }
}
