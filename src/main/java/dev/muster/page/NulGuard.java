package dev.muster.page;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.HttpURLConnection;

/** Refuses addresses of pages that hold a NUL: PostgreSQL cannot even be asked for what they name. */
@ApplicationScoped
class NulGuard {

    private static final int BEFORE_RESOURCES = 15;
    private static final String NUL = "%00";

    void register(@Observes Filters filters) {
        filters.register(NulGuard::refuse, BEFORE_RESOURCES);
    }

    private static void refuse(RoutingContext request) {
        if (PagePaths.owns(request.normalizedPath()) && request.request().uri().contains(NUL)) {
            request.fail(HttpURLConnection.HTTP_BAD_REQUEST);
        } else {
            request.next();
        }
    }
}
