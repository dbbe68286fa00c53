package dev.muster.vault;

import io.quarkus.elytron.security.common.BcryptUtil;
import jakarta.inject.Singleton;
import java.util.Base64;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Password hashes: bcrypt over SHA-256. The inner hash lifts bcrypt's limit of 72 bytes, beyond which a long
 * passphrase would silently not count.
 */
@Singleton
public final class Passwords {

    /** Of a random text that was thrown away: keeps a stranger's name as slow as a known one. */
    private static final String NOBODYS_HASH = "$2a$%02d$dnlkHI1ddt6tSdb3U9TEV.8WiW2PxUcffxd3ZrkUTA4dcqrccmmsK";

    private final int cost;
    private final String nobodysHash;

    Passwords(@ConfigProperty(name = "muster.password-cost") int cost) {
        this.cost = cost;
        this.nobodysHash = NOBODYS_HASH.formatted(cost);
    }

    /** What to store, 60 characters in modular crypt format; other each time. */
    public String hash(String password) {
        return BcryptUtil.bcryptHash(digest(password), cost);
    }

    /**
     * Whether this is the password of the stored hash. Without a hash, because there is no such person, it works as
     * long and says no, so that the time does not tell who exists.
     */
    public boolean matches(String password, Optional<String> storedHash) {
        boolean same = BcryptUtil.matches(digest(password), storedHash.orElse(nobodysHash));
        return same && storedHash.isPresent();
    }

    private static String digest(String password) {
        return Base64.getEncoder().encodeToString(Tokens.hash(password));
    }
}
