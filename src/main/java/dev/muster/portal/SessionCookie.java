package dev.muster.portal;

import dev.muster.page.HostCookies;
import dev.muster.vault.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Carries the session's token. */
@ApplicationScoped
class SessionCookie {

    private static final String NAME = "muster-portal";
    private static final Duration AS_LONG_AS_SESSIONS = Duration.ofHours(8);

    private final HostCookies cookies;

    SessionCookie(HostCookies cookies) {
        this.cookies = cookies;
    }

    NewCookie with(Secret token) {
        return cookies.cookie(NAME, token.reveal(), AS_LONG_AS_SESSIONS);
    }

    NewCookie none() {
        return cookies.none(NAME);
    }

    Optional<String> of(Map<String, Cookie> sent) {
        return cookies.value(sent, NAME);
    }
}
