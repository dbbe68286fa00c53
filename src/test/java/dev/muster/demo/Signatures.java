package dev.muster.demo;

import com.sun.net.httpserver.Headers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Judges the two signatures of a webhook as {@code docs/events.md} tells receivers to, without a library. */
final class Signatures {

    private static final Duration OLDEST = Duration.ofMinutes(3);
    private static final Pattern WORKOS = Pattern.compile("t=(\\d{1,15}), v1=([0-9a-f]{64})");

    private final byte[] workOsKey;
    private final byte[] standardKey;

    /** @param secret the endpoint's, {@code whsec_…} */
    Signatures(String secret) {
        this.workOsKey = utf8(secret);
        this.standardKey = Base64.getDecoder().decode(secret.substring("whsec_".length()));
    }

    /** Whether both are there, are over these bytes, and are fresh. */
    boolean right(Headers headers, byte[] body) {
        return workOs(header(headers, "WorkOS-Signature"), body)
                && standard(
                        header(headers, "webhook-id"),
                        header(headers, "webhook-timestamp"),
                        header(headers, "webhook-signature"),
                        body);
    }

    private boolean workOs(String signature, byte[] body) {
        Matcher parts = WORKOS.matcher(signature);
        return parts.matches()
                && fresh(Instant.ofEpochMilli(Long.parseLong(parts.group(1))))
                && same(HexFormat.of().formatHex(hmac(workOsKey, parts.group(1) + ".", body)), parts.group(2));
    }

    private boolean standard(String id, String seconds, String signatures, byte[] body) {
        String right = "v1," + Base64.getEncoder().encodeToString(hmac(standardKey, id + "." + seconds + ".", body));
        return seconds.matches("\\d{1,12}")
                && fresh(Instant.ofEpochSecond(Long.parseLong(seconds)))
                && Arrays.stream(signatures.split(" ")).anyMatch(signature -> same(right, signature));
    }

    private static boolean fresh(Instant time) {
        return Duration.between(time, Instant.now()).abs().compareTo(OLDEST) < 0;
    }

    private static byte[] hmac(byte[] key, String start, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(utf8(start));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has HMAC-SHA-256", e);
        }
    }

    /** Takes as long for a wrong text as for the right one. */
    private static boolean same(String right, String given) {
        return MessageDigest.isEqual(utf8(right), utf8(given));
    }

    private static String header(Headers headers, String name) {
        String value = headers.getFirst(name);
        return value == null ? "" : value;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
