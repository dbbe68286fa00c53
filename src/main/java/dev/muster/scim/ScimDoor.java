package dev.muster.scim;

import static dev.muster.scim.error.ScimType.INVALID_SYNTAX;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.directory.DirectoryAccess;
import dev.muster.requestlog.RequestRecorder;
import dev.muster.scim.error.ScimException;
import dev.muster.sql.SqlFailure;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ManagedContext;
import io.quarkus.virtual.threads.VirtualThreads;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Everything below {@code /scim/v2/{directory}}, from the raw request to the written answer.
 *
 * <p>One route of the HTTP server itself instead of JAX-RS resources: SCIM decides about tokens, paths, methods and sizes
 * in an order of its own, forgives doubled slashes, and answers all of it, the refusals too, in its own words.
 */
@ApplicationScoped
class ScimDoor {

    private static final Logger LOG = Logger.getLogger(ScimDoor.class);

    /** Before Quarkus' own routes, which would judge tokens and sizes first, and in other words. */
    private static final int FIRST = -10_000;

    private static final int STEPS_TO_DIRECTORY = 3;

    /** A restart of PostgreSQL takes about as long. */
    private static final String PAUSE_SECONDS = "5";

    private final ScimAuth auth;
    private final ScimPace pace;
    private final DirectorySchemas schemas;
    private final Addresses addresses;
    private final RequestRecorder recorder;
    private final ExecutorService virtualThreads;
    private final String publicUrl;

    ScimDoor(
            ScimAuth auth,
            ScimPace pace,
            DirectorySchemas schemas,
            Addresses addresses,
            RequestRecorder recorder,
            @VirtualThreads ExecutorService virtualThreads,
            @ConfigProperty(name = "muster.public-url") String publicUrl) {
        this.auth = auth;
        this.pace = pace;
        this.schemas = schemas;
        this.addresses = addresses;
        this.recorder = recorder;
        this.virtualThreads = virtualThreads;
        this.publicUrl = publicUrl.replaceAll("/+$", "");
    }

    void open(@Observes Router router) {
        router.route("/scim/v2/*").order(FIRST).handler(this::receive);
    }

    private void receive(RoutingContext context) {
        Context eventLoop = Vertx.currentContext();
        var body = new RequestBody(context.request(), eventLoop);
        virtualThreads.execute(() -> serve(context, body, eventLoop));
    }

    private void serve(RoutingContext context, RequestBody body, Context eventLoop) {
        HttpServerRequest request = context.request();
        var exchange = new Exchange(request, body);
        ManagedContext requestContext = Arc.container().requestContext();
        requestContext.activate();
        try {
            Answer answer = answer(request, context.normalizedPath(), body, exchange);
            log(exchange, answer);
            AnswerWriter.write(request, answer, eventLoop);
        } finally {
            body.discard();
            requestContext.terminate();
        }
    }

    // Takes microseconds. It stands before the answer so that whoever has the answer can rely on its being noted.
    private void log(Exchange exchange, Answer answer) {
        try {
            recorder.record(exchange.answered(answer));
        } catch (RuntimeException e) {
            LOG.error("A request is missing in the request log", e);
        }
    }

    private Answer answer(HttpServerRequest request, String path, RequestBody body, Exchange exchange) {
        try {
            return perform(request, steps(path), body, exchange);
        } catch (Refusal refusal) {
            return refusal.answer();
        } catch (ScimException mistake) {
            return Refusal.of(mistake).answer();
        } catch (RuntimeException e) {
            return failed(request, e);
        }
    }

    // The order of checks is a promise: who you are, what there is, what you send, and only then whether it can be
    // done.
    private Answer perform(HttpServerRequest request, List<String> steps, RequestBody body, Exchange exchange) {
        String key = steps.size() < STEPS_TO_DIRECTORY ? "" : steps.get(STEPS_TO_DIRECTORY - 1);
        List<String> below = steps.subList(Math.min(STEPS_TO_DIRECTORY, steps.size()), steps.size());
        exchange.addressed(key, below);
        DirectoryAccess directory = auth.enter(key, authorization(request), request.getHeader("User-Agent"));
        exchange.entered(directory);
        pace.admit(directory);
        List<String> path = below.stream().map(ScimDoor::decoded).toList();
        String method = request.method().name();
        Address address = addresses.find(path).orElseThrow(ScimDoor::unknownPath);
        Action action = address.action(method).orElseThrow(() -> wrongMethod(method, address));
        MediaTypes.negotiate(request.getHeader("Accept"));
        return action.perform(new Call(
                Caller.of(directory, schemas.of(directory), publicUrl),
                path,
                Parameters.parse(request.query()),
                new Preconditions(request.getHeader("If-Match"), request.getHeader("If-None-Match")),
                body(request, address, body)));
    }

    /** Null for none; and for several, of which a proxy might have judged another than we would. */
    private static String authorization(HttpServerRequest request) {
        List<String> sent = request.headers().getAll("Authorization");
        return sent.size() == 1 ? sent.getFirst() : null;
    }

    private static ObjectNode body(HttpServerRequest request, Address address, RequestBody body) {
        if (address.longestBody() == 0 || !Address.hasBody(request.method().name())) {
            return null;
        }
        MediaTypes.check(request.getHeader("Content-Type"));
        return Bodies.read(body.read(address.longestBody()));
    }

    private static List<String> steps(String path) {
        return Arrays.stream(path.split("/")).filter(step -> !step.isEmpty()).toList();
    }

    private static String decoded(String step) {
        try {
            return QueryStringDecoder.decodeComponent(step.replace("+", "%2B"));
        } catch (IllegalArgumentException malformed) {
            throw INVALID_SYNTAX.because("The path has a percent sign without two hexadecimal digits behind it.");
        }
    }

    private static Refusal unknownPath() {
        return Refusal.of(
                404,
                "There is no such address. Below the base URL are /Users, /Groups, /Bulk, /.search and the discovery"
                        + " endpoints /ServiceProviderConfig, /ResourceTypes and /Schemas.");
    }

    private static Refusal wrongMethod(String method, Address address) {
        return Refusal.of(405, method + " is not possible here; " + address.allow() + " are.")
                .with("Allow", address.allow());
    }

    private static Answer failed(HttpServerRequest request, RuntimeException e) {
        if (SqlFailure.passes(e)) {
            LOG.warnf("%s %s refused, the database is not available: %s", request.method(), request.path(), e);
            return Refusal.of(503, "Muster cannot reach its database at the moment. Send the request again later.")
                    .with("Retry-After", PAUSE_SECONDS)
                    .answer();
        }
        LOG.errorf(e, "%s %s failed", request.method(), request.path());
        return Refusal.failed().answer();
    }
}
