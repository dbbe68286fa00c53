package dev.muster.vault;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HKDF with SHA-256 (RFC 5869), for outputs of one block. The JDK has its own only from 25 on. */
final class Hkdf {

    private static final byte[] NO_SALT = new byte[32];

    private Hkdf() {}

    /** 32 bytes that depend on the key material and on what they are for. */
    static byte[] derive(byte[] material, String purpose) {
        return derive(NO_SALT, material, purpose.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] derive(byte[] salt, byte[] material, byte[] info) {
        byte[] pseudoRandomKey = hmac(salt, material);
        byte[] block = new byte[info.length + 1];
        System.arraycopy(info, 0, block, 0, info.length);
        block[info.length] = 1;
        return hmac(pseudoRandomKey, block);
    }

    private static byte[] hmac(byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(message);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new AssertionError("Every JDK has HMAC-SHA-256 for keys of any length", e);
        }
    }
}
