package dev.muster.api;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.UUID;
import org.jboss.logging.Logger;

/** What holds for every answer of this door, also for those that never reach a resource. */
@ApplicationScoped
class ApiEdge {

    private static final Logger LOG = Logger.getLogger(ApiEdge.class);
    private static final int FIRST = 10_000;

    void nameRequests(@Observes Filters filters) {
        filters.register(
                request -> {
                    if (ApiPaths.owns(request.request().path())) {
                        request.response()
                                .putHeader("X-Request-ID", UUID.randomUUID().toString());
                    }
                    request.next();
                },
                FIRST);
    }

    void answerFailures(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(ApiEdge::answer);
    }

    private static void answer(RoutingContext request) {
        if (!ApiPaths.owns(request.request().path()) || request.response().ended()) {
            request.next();
            return;
        }
        int status = request.statusCode() < 400 ? 500 : request.statusCode();
        if (status >= 500) {
            LOG.errorf(
                    request.failure(),
                    "%s %s failed",
                    request.request().method(),
                    request.request().path());
        }
        request.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, Json.TYPE)
                .end(ApiError.of(status, request.response().getStatusMessage())
                        .body()
                        .toString());
    }
}
