package dev.muster.dashboard;

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
class ShownOnce {

    private static final String COOKIE = "muster-fresh";
    private static final Duration LIFE = Duration.ofMinutes(10);

    private final Sealer sealer;
    private final Cookies cookies;
    private final Visitor visitor;

    ShownOnce(Sealer sealer, Cookies cookies, Visitor visitor) {
        this.sealer = sealer;
        this.cookies = cookies;
        this.visitor = visitor;
    }

    /** @param owner what the secret belongs to */
    NewCookie keep(UUID owner, Secret secret) {
        byte[] sealed = sealer.seal(secret.reveal().getBytes(StandardCharsets.UTF_8), place(owner));
        return cookies.cookie(COOKIE, Base64.getUrlEncoder().withoutPadding().encodeToString(sealed), LIFE);
    }

    NewCookie forget() {
        return cookies.cookie(COOKIE, "", Duration.ZERO);
    }

    /** The secret of this owner, if it is on its way in this session. */
    Optional<Secret> of(UUID owner, Map<String, Cookie> sent) {
        return cookies.value(sent, COOKIE).filter(value -> !value.isEmpty()).flatMap(value -> open(value, owner));
    }

    private Optional<Secret> open(String value, UUID owner) {
        try {
            byte[] plain = sealer.open(Base64.getUrlDecoder().decode(value), place(owner));
            return Optional.of(new Secret(new String(plain, StandardCharsets.UTF_8)));
        } catch (CannotOpen | IllegalArgumentException ofAnotherPlace) {
            return Optional.empty();
        }
    }

    private String place(UUID owner) {
        return "shown once/" + visitor.session().id() + "/" + owner;
    }
}
