package dev.muster.page;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** What every page tells the browser to forbid. Scripts, styles and pictures come from us alone, never from within a page. */
@ApplicationScoped
class PageHeaders {

    private static final int BEFORE_RESOURCES = 20;
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final HostCookies cookies;

    PageHeaders(HostCookies cookies) {
        this.cookies = cookies;
    }

    void register(@Observes Filters filters) {
        filters.register(this::add, BEFORE_RESOURCES);
    }

    private void add(RoutingContext request) {
        MultiMap headers = request.response().headers();
        headers.set("X-Content-Type-Options", "nosniff");
        if (cookies.secure()) {
            headers.set("Strict-Transport-Security", "max-age=31536000");
        }
        if (PagePaths.owns(request.normalizedPath())) {
            headers.set("Content-Security-Policy", POLICY);
            // Some addresses hold a secret (sign-in link, portal link). "no-referrer" would take Origin off our own
            // forms.
            headers.set("Referrer-Policy", "strict-origin");
            headers.set("Cross-Origin-Opener-Policy", "same-origin");
            headers.set("Cache-Control", "no-store");
        }
        request.next();
    }
}
