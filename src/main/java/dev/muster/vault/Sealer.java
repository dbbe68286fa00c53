package dev.muster.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals what must be stored but readable again: AES-256-GCM under a key derived from a master key.
 *
 * <p>Sealed bytes: version (1 byte, 1), length of the key id (1 byte), key id (ASCII), nonce (12 bytes), ciphertext
 * with its tag (16 bytes more than the plain text). The tag also covers the first three and {@code aad}, which names
 * the place, as table and row id: sealed bytes copied to another row do not open. Nonces are random, which is safe for
 * 2^32 seals under one key. Thread-safe.
 */
public final class Sealer {

    private static final byte VERSION = 1;
    private static final int NONCE_LENGTH = 12;
    private static final int TAG_BITS = 128;
    private static final String PURPOSE = "seal AES-256-GCM 1";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String currentId;
    private final Map<String, SecretKey> keys;

    public Sealer(MasterKeys masters) {
        this.currentId = masters.currentId();
        this.keys = masters.ids().stream().collect(Collectors.toMap(id -> id, id -> key(masters, id)));
    }

    /** Seals under the first master key. {@code aad} names the place, for example {@code webhook_endpoint/<uuid>}. */
    public byte[] seal(byte[] plain, String aad) {
        byte[] header = header(currentId);
        byte[] nonce = new byte[NONCE_LENGTH];
        RANDOM.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, keys.get(currentId), nonce, header, aad)
                    .doFinal(plain);
            return ByteBuffer.allocate(header.length + nonce.length + sealed.length)
                    .put(header)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK cannot seal with AES-256-GCM", e);
        }
    }

    /** @throws CannotOpen if the bytes were changed, belong to another place, or their key is not among the master keys */
    public byte[] open(byte[] sealed, String aad) {
        String id = keyIdOf(sealed);
        SecretKey key = keys.get(id);
        if (key == null) {
            throw new CannotOpen("Sealed with the master key '" + id + "', which is not configured any more.");
        }
        byte[] header = header(id);
        byte[] nonce = Arrays.copyOfRange(sealed, header.length, header.length + NONCE_LENGTH);
        int start = header.length + NONCE_LENGTH;
        try {
            return cipher(Cipher.DECRYPT_MODE, key, nonce, header, aad).doFinal(sealed, start, sealed.length - start);
        } catch (AEADBadTagException e) {
            throw new CannotOpen("Changed since it was sealed, or sealed for another place than " + aad + ".", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK cannot open AES-256-GCM", e);
        }
    }

    /**
     * The id of the master key that opens these bytes.
     *
     * @throws CannotOpen if they are not sealed bytes at all
     */
    public static String keyIdOf(byte[] sealed) {
        if (sealed.length < 2 || sealed[0] != VERSION || sealed.length < minimumLength(sealed[1])) {
            throw new CannotOpen("Not sealed bytes.");
        }
        return new String(sealed, 2, sealed[1], StandardCharsets.US_ASCII);
    }

    /** Whether these bytes are under an older key than new ones would be, and so should be sealed again. */
    public boolean outdated(byte[] sealed) {
        return !keyIdOf(sealed).equals(currentId);
    }

    private static int minimumLength(byte idLength) {
        return idLength < 0 ? Integer.MAX_VALUE : 2 + idLength + NONCE_LENGTH + TAG_BITS / 8;
    }

    private static SecretKey key(MasterKeys masters, String id) {
        return new SecretKeySpec(masters.derive(id, PURPOSE).orElseThrow(), "AES");
    }

    private static byte[] header(String id) {
        byte[] ascii = id.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(2 + ascii.length)
                .put(VERSION)
                .put((byte) ascii.length)
                .put(ascii)
                .array();
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, byte[] header, String aad)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(header);
        cipher.updateAAD(aad.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
