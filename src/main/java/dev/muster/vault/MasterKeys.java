package dev.muster.vault;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The operator's master keys: the first one seals, all of them open. No master key is used as such; every use derives
 * its own key from it with {@link #derive}.
 *
 * <p>Written {@code id:key,id:key} (ids of up to 32 letters, digits, {@code _}, {@code -}), or a key alone, which then
 * has the id {@code k1}. A key is base64 of at least 32 bytes, or else a passphrase of at least 32 characters, which
 * stands for its UTF-8 bytes. Both spellings read a key alike, so {@code new:…,k1:<the key that stood alone>} rotates.
 */
public final class MasterKeys {

    private static final int MIN_BYTES = 32;
    private static final String FIRST_ID = "k1";
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,32}");

    private final Map<String, byte[]> keys;
    private final String currentId;

    private MasterKeys(Map<String, byte[]> keys) {
        this.keys = Collections.unmodifiableMap(keys);
        this.currentId = keys.keySet().iterator().next();
    }

    /** @throws IllegalArgumentException with a sentence for the operator, which never repeats a key */
    public static MasterKeys parse(String text) {
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException("The master key is empty.");
        }
        String trimmed = text.strip();
        if (trimmed.indexOf(':') < 0) {
            return new MasterKeys(Map.of(FIRST_ID, material(FIRST_ID, trimmed)));
        }
        return new MasterKeys(list(trimmed));
    }

    /** A new random key with the id {@code k1}, as text that {@link #parse} reads. */
    public static Secret generate() {
        byte[] key = new byte[MIN_BYTES];
        new SecureRandom().nextBytes(key);
        return new Secret(FIRST_ID + ":" + Base64.getEncoder().encodeToString(key));
    }

    /** The id of the key that seals. */
    public String currentId() {
        return currentId;
    }

    /** All ids, the one that seals first. */
    public Set<String> ids() {
        return keys.keySet();
    }

    /** 32 bytes for one purpose from one master key (HKDF-SHA-256); empty when there is no key of that id. */
    public Optional<byte[]> derive(String id, String purpose) {
        return Optional.ofNullable(keys.get(id)).map(key -> Hkdf.derive(key, purpose));
    }

    @Override
    public String toString() {
        return "MasterKeys" + keys.keySet();
    }

    private static Map<String, byte[]> list(String text) {
        Map<String, byte[]> keys = new LinkedHashMap<>();
        for (String entry : text.split(",", -1)) {
            int colon = entry.indexOf(':');
            String id = colon < 0 ? "" : entry.substring(0, colon).strip();
            if (!ID.matcher(id).matches()) {
                throw new IllegalArgumentException("Several master keys are written id:key,id:key; an id has up to 32"
                        + " letters, digits, '_' or '-'. Entry " + (keys.size() + 1) + " is not written so.");
            }
            if (keys.put(id, material(id, entry.substring(colon + 1).strip())) != null) {
                throw new IllegalArgumentException("The master key id '" + id + "' is given twice.");
            }
        }
        return keys;
    }

    private static byte[] material(String id, String text) {
        return decoded(text)
                .filter(bytes -> bytes.length >= MIN_BYTES)
                .or(() -> Optional.of(text)
                        .filter(passphrase -> passphrase.length() >= MIN_BYTES)
                        .map(passphrase -> passphrase.getBytes(StandardCharsets.UTF_8)))
                .orElseThrow(() -> new IllegalArgumentException("The master key '" + id + "' is too short: it needs"
                        + " base64 of at least 32 bytes (openssl rand -base64 32) or at least 32 characters."));
    }

    private static Optional<byte[]> decoded(String text) {
        try {
            return Optional.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
