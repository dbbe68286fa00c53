package dev.muster.dashboard;

import dev.muster.vault.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The dashboard's cookies. Under https they carry the prefix {@code __Host-}, which keeps sibling domains from planting
 * them; without TLS browsers would refuse it.
 */
@ApplicationScoped
class Cookies {

    private static final Duration AS_LONG_AS_SESSIONS = Duration.ofDays(7);

    private final boolean secure;

    Cookies(@ConfigProperty(name = "muster.public-url") String publicUrl) {
        this.secure = publicUrl.startsWith("https:");
    }

    boolean secure() {
        return secure;
    }

    NewCookie session(Secret token) {
        return cookie("muster-session", token.reveal(), AS_LONG_AS_SESSIONS);
    }

    NewCookie noSession() {
        return cookie("muster-session", "", Duration.ZERO);
    }

    Optional<String> sessionOf(Map<String, Cookie> sent) {
        return value(sent, "muster-session");
    }

    NewCookie notice(Notice notice) {
        return cookie("muster-notice", notice.word(), Duration.ofMinutes(1));
    }

    NewCookie noNotice() {
        return cookie("muster-notice", "", Duration.ZERO);
    }

    Optional<Notice> noticeOf(Map<String, Cookie> sent) {
        return value(sent, "muster-notice").flatMap(Notice::of);
    }

    /** @param life zero takes the cookie away */
    NewCookie cookie(String name, String value, Duration life) {
        return new NewCookie.Builder(named(name))
                .value(value)
                .path("/")
                .maxAge((int) life.toSeconds())
                .httpOnly(true)
                .secure(secure)
                .sameSite(NewCookie.SameSite.LAX)
                .build();
    }

    Optional<String> value(Map<String, Cookie> sent, String name) {
        return Optional.ofNullable(sent.get(named(name))).map(Cookie::getValue);
    }

    private String named(String name) {
        return secure ? "__Host-" + name : name;
    }
}
