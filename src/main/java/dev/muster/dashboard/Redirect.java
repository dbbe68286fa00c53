package dev.muster.dashboard;

import dev.muster.page.SeeOther;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Answers to forms: "look there now", on one of the dashboard's pages. */
final class Redirect {

    private Redirect() {}

    static Response to(String path, NewCookie... cookies) {
        return SeeOther.at(path, cookies);
    }

    static Response toSignIn(String wanted) {
        return to(Addresses.SIGN_IN + "?next=" + URLEncoder.encode(wanted, StandardCharsets.UTF_8));
    }

    /** Where the form said to go on, if that is one of our pages; else the start page. */
    static String inside(String next) {
        return next != null && isOurs(next) ? next : Addresses.HOME;
    }

    private static boolean isOurs(String next) {
        if (!next.equals(Addresses.HOME) && !next.startsWith(Addresses.HOME + "/")) {
            return false;
        }
        try {
            URI uri = new URI(next);
            return uri.normalize().equals(uri) && !uri.isAbsolute() && uri.getRawAuthority() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
