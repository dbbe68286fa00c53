package dev.muster.webhook;

import dev.muster.vault.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs deliveries to one endpoint, in two schemes side by side:
 *
 * <ul>
 *   <li>{@code WorkOS-Signature: t=<ms>, v1=<hex>}: HMAC-SHA-256 of {@code <ms>.<body>}, keyed with the UTF-8 bytes of
 *       the whole {@code whsec_…} text. Exactly one signature, since most SDKs of WorkOS fail on two; the one space
 *       after the comma is load-bearing in some of them.
 *   <li>Standard Webhooks 1.0 ({@code webhook-id}, {@code -timestamp} in seconds, {@code -signature}): HMAC-SHA-256 of
 *       {@code <id>.<seconds>.<body>}, keyed with the bytes that the secret's base64 stands for; one {@code v1,…} per
 *       secret while secrets rotate, and {@code v1a,…} (Ed25519) if there is a private key.
 * </ul>
 *
 * A secret that is not base64 (one chosen elsewhere and kept) cannot sign in the second scheme and is left out there.
 */
public final class Signer {

    private static final String SECRET_PREFIX = "whsec_";

    private final SecretKeySpec workOsKey;
    private final List<SecretKeySpec> standardKeys;
    private final Optional<PrivateKey> asymmetricKey;

    private Signer(SecretKeySpec workOsKey, List<SecretKeySpec> standardKeys, Optional<PrivateKey> asymmetricKey) {
        this.workOsKey = workOsKey;
        this.standardKeys = standardKeys;
        this.asymmetricKey = asymmetricKey;
    }

    /** Signs with one secret, and during a rotation with others too; only the first signs {@code WorkOS-Signature}. */
    public static Signer of(Secret first, Secret... others) {
        List<SecretKeySpec> standard = Stream.concat(Stream.of(first), Stream.of(others))
                .flatMap(secret -> standardKey(secret).stream())
                .toList();
        return new Signer(hmacKey(first.reveal().getBytes(StandardCharsets.UTF_8)), standard, Optional.empty());
    }

    /** The same signer that also signs {@code v1a} with this Ed25519 key. */
    public Signer withEd25519(PrivateKey key) {
        return new Signer(workOsKey, standardKeys, Optional.of(key));
    }

    /**
     * The headers of one attempt. Each attempt needs new ones, because receivers refuse signatures older than three
     * minutes; the body stays the same bytes.
     *
     * @param eventId for {@code webhook-id}: the same on every attempt, so that receivers can tell repeats
     */
    public Map<String, String> headers(String eventId, byte[] body, Instant now) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("WorkOS-Signature", workOs(body, now));
        headers.put("webhook-id", eventId);
        headers.put("webhook-timestamp", Long.toString(now.getEpochSecond()));
        String standard = standard(ascii(eventId + "." + now.getEpochSecond() + "."), body);
        if (!standard.isEmpty()) {
            headers.put("webhook-signature", standard);
        }
        return headers;
    }

    private String workOs(byte[] body, Instant now) {
        long millis = now.toEpochMilli();
        return "t=" + millis + ", v1=" + HexFormat.of().formatHex(hmac(workOsKey, ascii(millis + "."), body));
    }

    private String standard(byte[] start, byte[] body) {
        Stream<String> symmetric = standardKeys.stream().map(key -> "v1," + base64(hmac(key, start, body)));
        Stream<String> asymmetric = asymmetricKey.stream().map(key -> "v1a," + base64(ed25519(key, start, body)));
        return Stream.concat(symmetric, asymmetric).collect(Collectors.joining(" "));
    }

    private static Optional<SecretKeySpec> standardKey(Secret secret) {
        String text = secret.reveal();
        String base64 = text.startsWith(SECRET_PREFIX) ? text.substring(SECRET_PREFIX.length()) : text;
        try {
            byte[] key = Base64.getDecoder().decode(base64);
            return key.length == 0 ? Optional.empty() : Optional.of(hmacKey(key));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static SecretKeySpec hmacKey(byte[] key) {
        return new SecretKeySpec(key, "HmacSHA256");
    }

    private static byte[] hmac(SecretKeySpec key, byte[] start, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(start);
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("Every JDK has HMAC-SHA-256 for keys of any length", e);
        }
    }

    private static byte[] ed25519(PrivateKey key, byte[] start, byte[] body) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(start);
            signature.update(body);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("Not an Ed25519 key", e);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
