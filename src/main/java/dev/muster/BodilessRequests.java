package dev.muster;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;

/**
 * Takes the content type off requests that have no content. Identity providers and HTTP libraries send one with GET and
 * DELETE, and the resources' {@code @Consumes} would answer 415.
 */
@ApplicationScoped
class BodilessRequests {
    private static final int BEFORE_RESOURCES = 10;
    private static final Set<HttpMethod> BODILESS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.DELETE);

    void register(@Observes Filters filters) {
        filters.register(BodilessRequests::dropContentType, BEFORE_RESOURCES);
    }

    private static void dropContentType(RoutingContext request) {
        if (BODILESS.contains(request.request().method())) {
            request.request().headers().remove(HttpHeaders.CONTENT_TYPE);
        }
        request.next();
    }
}
