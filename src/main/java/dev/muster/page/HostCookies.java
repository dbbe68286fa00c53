package dev.muster.page;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Cookies out of reach for scripts and other sites. Under https they carry the prefix {@code __Host-}, which keeps sibling
 * domains from planting them; without TLS browsers would refuse it.
 */
@ApplicationScoped
public class HostCookies {

    private final boolean secure;

    HostCookies(@ConfigProperty(name = "muster.public-url") String publicUrl) {
        this.secure = publicUrl.startsWith("https:");
    }

    /** Whether people reach the pages by https. */
    public boolean secure() {
        return secure;
    }

    /** @param life zero takes the cookie away */
    public NewCookie cookie(String name, String value, Duration life) {
        return new NewCookie.Builder(named(name))
                .value(value)
                .path("/")
                .maxAge((int) life.toSeconds())
                .httpOnly(true)
                .secure(secure)
                .sameSite(NewCookie.SameSite.LAX)
                .build();
    }

    public NewCookie none(String name) {
        return cookie(name, "", Duration.ZERO);
    }

    public Optional<String> value(Map<String, Cookie> sent, String name) {
        return Optional.ofNullable(sent.get(named(name))).map(Cookie::getValue);
    }

    private String named(String name) {
        return secure ? "__Host-" + name : name;
    }
}
