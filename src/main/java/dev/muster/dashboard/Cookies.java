package dev.muster.dashboard;

import dev.muster.page.HostCookies;
import dev.muster.vault.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The dashboard's cookies. */
@ApplicationScoped
class Cookies {

    private static final Duration AS_LONG_AS_SESSIONS = Duration.ofDays(7);
    private static final String SESSION = "muster-session";
    private static final String NOTICE = "muster-notice";

    private final HostCookies cookies;

    Cookies(HostCookies cookies) {
        this.cookies = cookies;
    }

    NewCookie session(Secret token) {
        return cookies.cookie(SESSION, token.reveal(), AS_LONG_AS_SESSIONS);
    }

    NewCookie noSession() {
        return cookies.none(SESSION);
    }

    Optional<String> sessionOf(Map<String, Cookie> sent) {
        return cookies.value(sent, SESSION);
    }

    NewCookie notice(Notice notice) {
        return cookies.cookie(NOTICE, notice.word(), Duration.ofMinutes(1));
    }

    NewCookie noNotice() {
        return cookies.none(NOTICE);
    }

    Optional<Notice> noticeOf(Map<String, Cookie> sent) {
        return cookies.value(sent, NOTICE).flatMap(Notice::of);
    }
}
