package dev.muster.vault;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.zip.CRC32;

/**
 * Tokens: {@code <prefix><32 random letters and digits><6 of checksum>}, 190 random bits. The checksum (CRC-32 of all
 * before it, in base 62) lets a door turn away typos, and a scanner recognise a leak, without a database; it protects
 * against nothing else. Only {@link #hash hashes} of tokens are stored.
 */
public final class Tokens {

    private static final int RANDOM_LENGTH = 32;
    private static final int CHECKSUM_LENGTH = 6;
    private static final int CHOSEN_MIN = 32;
    private static final int CHOSEN_MAX = 512;
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final SecureRandom RANDOM = new SecureRandom();

    private Tokens() {}

    /** A new token of 38 letters and digits after the prefix. */
    public static Secret issue(TokenPrefix prefix) {
        StringBuilder token = new StringBuilder(prefix.text());
        for (int i = 0; i < RANDOM_LENGTH; i++) {
            token.append(DIGITS.charAt(RANDOM.nextInt(DIGITS.length())));
        }
        return new Secret(token.append(checksum(token)).toString());
    }

    /** A new webhook secret: {@code whsec_} and 32 random bytes in base64, as Standard Webhooks wants it. */
    public static Secret issueWebhookSecret() {
        byte[] key = new byte[32];
        RANDOM.nextBytes(key);
        return new Secret("whsec_" + Base64.getEncoder().encodeToString(key));
    }

    /**
     * Whether it is worth looking the text up. Never throws, whatever a stranger sends.
     *
     * <p>For API keys this also allows what an operator chose: the prefix and 32 to 512 visible ASCII characters. So a
     * typo in an API key is only certain to be noticed by the look-up; {@link #issued} tells whether it is our own.
     */
    public static boolean wellFormed(TokenPrefix prefix, String text) {
        return issued(prefix, text) || prefix == TokenPrefix.API_KEY && chosen(prefix, text);
    }

    /** Whether the text has the shape and the checksum of a token made by {@link #issue}. */
    public static boolean issued(TokenPrefix prefix, String text) {
        int length = prefix.text().length() + RANDOM_LENGTH + CHECKSUM_LENGTH;
        if (text == null || text.length() != length || !text.startsWith(prefix.text())) {
            return false;
        }
        int end = length - CHECKSUM_LENGTH;
        return lettersAndDigits(text, prefix.text().length()) && text.endsWith(checksum(text.subSequence(0, end)));
    }

    /** SHA-256 of the text, 32 bytes: what is stored and looked up. Tokens are random, so no salt is needed. */
    public static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every JDK has SHA-256", e);
        }
    }

    /** The last four characters, by which people tell tokens apart. */
    public static String suffix(Secret token) {
        String text = token.reveal();
        return text.substring(Math.max(0, text.length() - 4));
    }

    private static boolean chosen(TokenPrefix prefix, String text) {
        if (text == null || !text.startsWith(prefix.text())) {
            return false;
        }
        int length = text.length() - prefix.text().length();
        return length >= CHOSEN_MIN && length <= CHOSEN_MAX && text.chars().allMatch(c -> c > ' ' && c < 0x7F);
    }

    private static boolean lettersAndDigits(String text, int start) {
        return text.chars().skip(start).allMatch(c -> c < 0x7F && Character.isLetterOrDigit(c));
    }

    private static String checksum(CharSequence text) {
        CRC32 crc = new CRC32();
        crc.update(text.toString().getBytes(StandardCharsets.US_ASCII));
        char[] digits = new char[CHECKSUM_LENGTH];
        long rest = crc.getValue();
        for (int i = CHECKSUM_LENGTH - 1; i >= 0; i--) {
            digits[i] = DIGITS.charAt((int) (rest % DIGITS.length()));
            rest /= DIGITS.length();
        }
        return new String(digits);
    }
}
