package dev.muster.dashboard;

import dev.muster.page.HostCookies;
import dev.muster.vault.CannotOpen;
import dev.muster.vault.Sealer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;

/**
 * Browsers from which somebody has signed in before, told by a sealed cookie. Their attempts are counted apart, so that
 * nobody can lock people out by guessing at their passwords from elsewhere.
 */
@ApplicationScoped
class KnownBrowsers {

    private static final String COOKIE = "muster-browser";
    private static final Duration LIFE = Duration.ofDays(365);
    private static final byte[] NOTHING = {};

    private final Sealer sealer;
    private final HostCookies cookies;

    KnownBrowsers(Sealer sealer, HostCookies cookies) {
        this.sealer = sealer;
        this.cookies = cookies;
    }

    NewCookie remember(String email) {
        byte[] sealed = sealer.seal(NOTHING, place(email));
        return cookies.cookie(COOKIE, Base64.getUrlEncoder().withoutPadding().encodeToString(sealed), LIFE);
    }

    /** Whether this person has signed in from this browser before. */
    boolean knows(String email, Map<String, Cookie> sent) {
        return cookies.value(sent, COOKIE).filter(value -> opens(value, email)).isPresent();
    }

    private boolean opens(String value, String email) {
        try {
            sealer.open(Base64.getUrlDecoder().decode(value), place(email));
            return true;
        } catch (CannotOpen | IllegalArgumentException ofAnotherOrNone) {
            return false;
        }
    }

    private static String place(String email) {
        return "known browser/" + email.strip().toLowerCase(Locale.ROOT);
    }
}
