package dev.muster.page;

import dev.muster.vault.CannotOpen;
import dev.muster.vault.Sealer;
import dev.muster.vault.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.NewCookie;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Carries a fresh secret over to the page that shows it, sealed, in the browser's own cookie: a reload shows it again, until
 * somebody says it is stored or ten minutes are over. The server keeps nothing but the hash.
 */
@ApplicationScoped
public class FreshSecrets {

    private static final String COOKIE = "muster-fresh";
    private static final Duration LIFE = Duration.ofMinutes(10);

    private final Sealer sealer;
    private final HostCookies cookies;

    FreshSecrets(Sealer sealer, HostCookies cookies) {
        this.sealer = sealer;
        this.cookies = cookies;
    }

    /**
     * @param session the only one that can open it again
     * @param owner   what the secret belongs to
     */
    public NewCookie keep(UUID session, UUID owner, Secret secret) {
        byte[] sealed = sealer.seal(secret.reveal().getBytes(StandardCharsets.UTF_8), place(session, owner));
        return cookies.cookie(COOKIE, Base64.getUrlEncoder().withoutPadding().encodeToString(sealed), LIFE);
    }

    public NewCookie forget() {
        return cookies.none(COOKIE);
    }

    /** The secret of this owner, if it is on its way in this session. */
    public Optional<Secret> of(UUID session, UUID owner, Map<String, Cookie> sent) {
        return cookies.value(sent, COOKIE)
                .filter(value -> !value.isEmpty())
                .flatMap(value -> open(value, place(session, owner)));
    }

    private Optional<Secret> open(String value, String place) {
        try {
            byte[] plain = sealer.open(Base64.getUrlDecoder().decode(value), place);
            return Optional.of(new Secret(new String(plain, StandardCharsets.UTF_8)));
        } catch (CannotOpen | IllegalArgumentException ofAnotherPlace) {
            return Optional.empty();
        }
    }

    private static String place(UUID session, UUID owner) {
        return "shown once/" + session + "/" + owner;
    }
}
