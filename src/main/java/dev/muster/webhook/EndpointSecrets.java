package dev.muster.webhook;

import dev.muster.vault.SealedColumn;
import dev.muster.vault.Sealer;
import dev.muster.vault.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** Seals what endpoints sign with. Each kind has its own place, so sealed bytes of one row or column open nowhere else. */
@ApplicationScoped
public class EndpointSecrets {

    /** Everything of this package that lies sealed in the database. */
    public static final List<SealedColumn> COLUMNS = List.of(
            new SealedColumn("webhook_endpoint", "secret_sealed", EndpointSecrets::place),
            new SealedColumn("webhook_endpoint", "previous_secret_sealed", EndpointSecrets::place),
            new SealedColumn("webhook_endpoint", "signing_key_sealed", EndpointSecrets::signingPlace));

    private static final String ALGORITHM = "Ed25519";
    private static final int RAW_LENGTH = 32;

    private final Sealer sealer;

    EndpointSecrets(Sealer sealer) {
        this.sealer = sealer;
    }

    byte[] seal(Secret secret, UUID endpoint) {
        return sealer.seal(secret.reveal().getBytes(StandardCharsets.UTF_8), place(endpoint));
    }

    Secret open(byte[] sealed, UUID endpoint) {
        return new Secret(new String(sealer.open(sealed, place(endpoint)), StandardCharsets.UTF_8));
    }

    static KeyPair newSigningKey() {
        try {
            return KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError("Every JDK since 15 has Ed25519", e);
        }
    }

    /** The public key for receivers. Its DER form is 12 bytes that name the algorithm, then the key (RFC 8410, 4). */
    static String printed(KeyPair key) {
        byte[] der = key.getPublic().getEncoded();
        byte[] raw = Arrays.copyOfRange(der, der.length - RAW_LENGTH, der.length);
        return "whpk_" + Base64.getEncoder().encodeToString(raw);
    }

    /** Public and private part together, since the JDK cannot make one of the other. */
    byte[] seal(KeyPair key, UUID endpoint) {
        byte[] open = key.getPublic().getEncoded();
        byte[] hidden = key.getPrivate().getEncoded();
        byte[] both = ByteBuffer.allocate(2 + open.length + hidden.length)
                .putShort((short) open.length)
                .put(open)
                .put(hidden)
                .array();
        return sealer.seal(both, signingPlace(endpoint));
    }

    KeyPair openSigningKey(byte[] sealed, UUID endpoint) {
        ByteBuffer both = ByteBuffer.wrap(sealer.open(sealed, signingPlace(endpoint)));
        byte[] open = new byte[both.getShort()];
        both.get(open);
        byte[] hidden = new byte[both.remaining()];
        both.get(hidden);
        try {
            KeyFactory factory = KeyFactory.getInstance(ALGORITHM);
            PublicKey publicKey = factory.generatePublic(new X509EncodedKeySpec(open));
            PrivateKey privateKey = factory.generatePrivate(new PKCS8EncodedKeySpec(hidden));
            return new KeyPair(publicKey, privateKey);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The signing key of endpoint " + endpoint + " cannot be read", e);
        }
    }

    private static String place(UUID endpoint) {
        return "webhook_endpoint/" + endpoint;
    }

    private static String signingPlace(UUID endpoint) {
        return "webhook_endpoint.signing_key/" + endpoint;
    }
}
