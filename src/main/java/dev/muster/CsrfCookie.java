package dev.muster;

import dev.muster.page.PagePaths;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Keeps the cookie of the form tokens to the pages. Quarkus can limit it to exact paths only, and would otherwise hand
 * one to every GET of identity providers and SDKs.
 */
@ApplicationScoped
class CsrfCookie {
    private static final int BEFORE_RESOURCES = 10;

    private final String name;

    CsrfCookie(@ConfigProperty(name = "quarkus.rest-csrf.cookie-name", defaultValue = "csrf-token") String name) {
        this.name = name;
    }

    void register(@Observes Filters filters) {
        filters.register(this::withholdFromMachines, BEFORE_RESOURCES);
    }

    private void withholdFromMachines(RoutingContext request) {
        if (!PagePaths.owns(request.normalizedPath())) {
            request.addHeadersEndHandler(done -> request.response().removeCookie(name, false));
        }
        request.next();
    }
}
