package dev.muster.id;

import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/** Crockford's base32 for 128 bits: 130 bits in 26 characters, so the first character carries only three. */
final class Crockford {

    private static final char[] DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();
    private static final byte[] VALUES = values();

    private Crockford() {}

    static String print(UUID id) {
        char[] text = new char[Ulids.TEXT_LENGTH];
        long high = id.getMostSignificantBits();
        long low = id.getLeastSignificantBits();
        for (int i = text.length - 1; i >= 0; i--) {
            text[i] = DIGITS[(int) (low & 31)];
            low = low >>> 5 | high << 59;
            high >>>= 5;
        }
        return new String(text);
    }

    /** Reads from {@code start} to the end of the text. */
    static Optional<UUID> parse(String text, int start) {
        if (text.length() - start != Ulids.TEXT_LENGTH || value(text.charAt(start)) > 7) {
            return Optional.empty();
        }
        long high = 0;
        long low = 0;
        for (int i = start; i < text.length(); i++) {
            int value = value(text.charAt(i));
            if (value < 0) {
                return Optional.empty();
            }
            high = high << 5 | low >>> 59;
            low = low << 5 | value;
        }
        return Optional.of(new UUID(high, low));
    }

    private static int value(char digit) {
        return digit < VALUES.length ? VALUES[digit] : -1;
    }

    private static byte[] values() {
        byte[] values = new byte[128];
        Arrays.fill(values, (byte) -1);
        for (byte i = 0; i < DIGITS.length; i++) {
            values[DIGITS[i]] = i;
            values[Character.toLowerCase(DIGITS[i])] = i;
        }
        return values;
    }
}
