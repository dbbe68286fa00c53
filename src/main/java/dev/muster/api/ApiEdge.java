package dev.muster.api;

import dev.muster.sql.SqlFailure;
import io.quarkus.vertx.http.runtime.RouteConstants;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** What holds for every answer of this door, also for those that never reach a resource. */
@ApplicationScoped
class ApiEdge {

    private static final Logger LOG = Logger.getLogger(ApiEdge.class);
    private static final int FIRST = 10_000;

    /** How the Go SDK of major 4 writes the deletion of an organization. */
    private static final String CAPITAL = "/Organizations/";

    /** PostgreSQL's texts cannot hold it, and nothing has such a name. */
    private static final String NUL = "%00";

    /** A restart of PostgreSQL takes about as long. */
    private static final String PAUSE_SECONDS = "5";

    /** Behind the one that refuses bodies by their declared length, and sets how long they may become. */
    private static final int BEHIND_LIMIT = RouteConstants.ROUTE_ORDER_UPLOAD_LIMIT + 1;

    /** In bytes. The longest bodies that make sense are metadata and filters: some tens of KiB. */
    static final long LONGEST_BODY = 1L << 20;

    /** Behind all resources, in front of Quarkus' own page for what is not there. */
    private static final int LAST = 100_000;

    void prepare(@Observes Filters filters) {
        filters.register(
                request -> {
                    String path = request.request().path();
                    if (path != null && path.startsWith(CAPITAL)) {
                        request.reroute(CAPITAL.toLowerCase(Locale.ROOT) + path.substring(CAPITAL.length()));
                        return;
                    }
                    if (!ApiPaths.owns(path)) {
                        request.next();
                        return;
                    }
                    prepare(request);
                    if (request.request().uri().contains(NUL)) {
                        answer(request, ApiError.of(400, "invalid_address", "The address must not hold a NUL."));
                    } else if (announcesTooMuch(request)) {
                        refuseBody(request);
                    } else {
                        request.next();
                    }
                },
                FIRST);
    }

    // A body here is JSON whatever it is declared to be: curl -d calls everything a form, and forms need a token.
    private static void prepare(RoutingContext request) {
        request.response().putHeader("X-Request-ID", UUID.randomUUID().toString());
        request.request().headers().remove(HttpHeaders.CONTENT_TYPE);
    }

    private static boolean announcesTooMuch(RoutingContext request) {
        String length = request.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        return length != null && Long.parseLong(length) > LONGEST_BODY;
    }

    // What is still on its way would be read as the next request, so there is none.
    private static void refuseBody(RoutingContext request) {
        request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        request.addEndHandler(answered -> request.request().connection().close());
        answer(request, 413);
    }

    /** {@link ReconciliationApi} reads line by line: however long its bodies are, they take no memory. */
    void boundBodies(@Observes Router router) {
        router.route().order(BEHIND_LIMIT).handler(request -> {
            if (ApiPaths.owns(request.request().path())) {
                request.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, LONGEST_BODY);
            }
            request.next();
        });
        router.post(ReconciliationApi.ADDRESS).order(Integer.MIN_VALUE + FIRST).handler(request -> {
            request.request().headers().remove(HttpHeaders.CONTENT_LENGTH);
            request.next();
        });
        router.post(ReconciliationApi.ADDRESS).order(BEHIND_LIMIT + 1).handler(request -> {
            request.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, ReconciliationApi.LONGEST_BODY);
            request.next();
        });
    }

    void answerFailures(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(request -> ownOrNext(request, ApiEdge::fail));
        router.route().order(LAST).handler(request -> ownOrNext(request, notThere -> answer(notThere, 404)));
    }

    private static void ownOrNext(RoutingContext request, Consumer<RoutingContext> handler) {
        if (ApiPaths.owns(request.request().path()) && !request.response().ended()) {
            handler.accept(request);
        } else {
            request.next();
        }
    }

    private static void fail(RoutingContext request) {
        if (request.response().headWritten()) {
            breakOff(request);
            return;
        }
        if (SqlFailure.passes(request.failure())) {
            askToWait(request);
            return;
        }
        int status = request.statusCode() < 400 ? 500 : request.statusCode();
        if (status >= 500) {
            log(request);
        }
        answer(request, status);
    }

    /** An answer that has begun cannot become another; by its sudden end the client sees that it is not whole. */
    private static void breakOff(RoutingContext request) {
        if (SqlFailure.passes(request.failure())) {
            warn(request, "broken off");
        } else {
            log(request);
        }
        request.response().reset();
    }

    private static void log(RoutingContext request) {
        LOG.errorf(
                request.failure(),
                "%s %s failed",
                request.request().method(),
                request.request().path());
    }

    private static void askToWait(RoutingContext request) {
        warn(request, "refused");
        request.response().putHeader(HttpHeaders.RETRY_AFTER, PAUSE_SECONDS);
        answer(request, 503);
    }

    private static void warn(RoutingContext request, String outcome) {
        LOG.warnf(
                "%s %s %s, the database is not available: %s",
                request.request().method(), request.request().path(), outcome, request.failure());
    }

    private static void answer(RoutingContext request, int status) {
        answer(
                request,
                ApiError.of(status, request.response().setStatusCode(status).getStatusMessage()));
    }

    private static void answer(RoutingContext request, ApiError error) {
        request.response()
                .setStatusCode(error.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Json.TYPE)
                .end(error.body().toString());
    }
}
