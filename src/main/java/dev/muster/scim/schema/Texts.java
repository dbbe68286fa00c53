package dev.muster.scim.schema;

import static dev.muster.scim.error.ScimType.INVALID_VALUE;

/** Texts that can be stored as they are. */
public final class Texts {

    private Texts() {}

    /** Whether PostgreSQL can hold the text: no NUL character and no half of a surrogate pair. */
    public static boolean storable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isSurrogate(c) && !Character.isHighSurrogate(c)) {
                return false;
            }
            if (Character.isHighSurrogate(c)) {
                i++;
                if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
                    return false;
                }
            }
        }
        return true;
    }

    static void check(String text, String where, int maxLength) {
        if (text.length() > maxLength) {
            throw INVALID_VALUE.because(
                    where + " is " + text.length() + " characters long; at most " + maxLength + " are kept.");
        }
        if (!storable(text)) {
            throw INVALID_VALUE.because(where + " contains characters that are no text (NUL or half a character).");
        }
    }
}
