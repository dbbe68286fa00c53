package dev.muster.api;

import dev.muster.tenant.IdempotentAnswers;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;

/**
 * {@code Idempotency-Key} on POST: for a minute the same request gets the same answer, at the same time too. Only successes
 * are kept: an error changed nothing, and its cause may be gone when the client tries again.
 */
class ApiIdempotency {

    private static final Logger LOG = Logger.getLogger(ApiIdempotency.class);

    private static final String HEADER = "Idempotency-Key";
    private static final String CLAIM = ApiIdempotency.class.getName();

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(25);

    /**
     * The Java SDK's own keys are digests of the request, so two requests that are meant to be two have the same one. They
     * count only until the answer has reached the client: what comes then is no retry.
     */
    private static final Pattern DIGEST = Pattern.compile("retry-[0-9a-f]{64}");

    private final IdempotentAnswers answers;
    private final RoutingContext routing;

    ApiIdempotency(IdempotentAnswers answers, RoutingContext routing) {
        this.answers = answers;
        this.routing = routing;
    }

    private record Claim(IdempotentAnswers.Claimed request, boolean digest, AtomicBoolean settled) {}

    @ServerRequestFilter(priority = Priorities.AUTHORIZATION)
    Optional<Response> begin(ContainerRequestContext request, SimpleResourceInfo resource) throws IOException {
        String key = request.getHeaderString(HEADER);
        return key == null || key.isBlank() || !replayed(request, resource)
                ? Optional.empty()
                : begin(
                        request,
                        new IdempotentAnswers.Request(
                                request.getMethod(), uri(request).getRawPath(), key.strip(), payload(request)));
    }

    private Optional<Response> begin(ContainerRequestContext context, IdempotentAnswers.Request request) {
        return switch (standing(request)) {
            case IdempotentAnswers.Claimed claimed -> {
                work(context, new Claim(claimed, DIGEST.matcher(request.key()).matches(), new AtomicBoolean()));
                yield Optional.empty();
            }
            case IdempotentAnswers.Answered answered -> Optional.of(replay(answered));
            case IdempotentAnswers.KeyTaken taken -> Optional.of(ApiErrors.answer(keyTaken(request.key())));
            case IdempotentAnswers.Lost lost -> Optional.of(ApiErrors.answer(answerLost(lost.target())));
            case IdempotentAnswers.Running running -> Optional.of(stillRunning());
        };
    }

    private IdempotentAnswers.Standing standing(IdempotentAnswers.Request request) {
        long end = System.nanoTime() + LONGEST_WAIT.toNanos();
        var standing = answers.claim(request);
        while (standing instanceof IdempotentAnswers.Running && System.nanoTime() < end) {
            pause();
            standing = answers.claim(request);
        }
        return standing;
    }

    private void work(ContainerRequestContext context, Claim claim) {
        context.setProperty(CLAIM, claim);
        routing.addEndHandler(end -> ended(claim, routing.response().getStatusCode(), end.succeeded()));
    }

    @ServerResponseFilter
    void settle(ContainerRequestContext request, ContainerResponseContext response) throws IOException {
        if (request.getProperty(CLAIM) instanceof Claim claim && claim.settled().compareAndSet(false, true)) {
            if (response.getStatusInfo().getFamily() == Response.Status.Family.SUCCESSFUL) {
                keep(claim, response);
            } else {
                answers.release(claim.request());
            }
        }
    }

    // What was asked for is done and must be answered, even if it cannot be remembered.
    private void keep(Claim claim, ContainerResponseContext response) throws IOException {
        byte[] body = bytes(response.getEntity());
        if (response.hasEntity()) {
            response.setEntity(body);
        }
        try {
            answers.keep(claim.request(), new IdempotentAnswers.Answered(response.getStatus(), body));
        } catch (RuntimeException e) {
            LOG.warn("An answer with an Idempotency-Key was given but could not be kept", e);
        }
    }

    /** Failures nobody mapped pass no filter, and whether the answer arrived is known only here. */
    private void ended(Claim claim, int status, boolean delivered) {
        if (status >= 500 && claim.settled().compareAndSet(false, true)) {
            Thread.startVirtualThread(() -> answers.release(claim.request()));
        } else if (delivered && claim.digest()) {
            Thread.startVirtualThread(() -> answers.forget(claim.request()));
        }
    }

    private static boolean replayed(ContainerRequestContext request, SimpleResourceInfo resource) {
        return request.getMethod().equals(HttpMethod.POST)
                && resource.getResourceClass().getPackage().equals(ApiIdempotency.class.getPackage())
                && !resource.getResourceClass().isAnnotationPresent(NotReplayed.class);
    }

    private static byte[] payload(ContainerRequestContext request) throws IOException {
        byte[] body = request.getEntityStream().readAllBytes();
        request.setEntityStream(new ByteArrayInputStream(body));
        String query = uri(request).getRawQuery();
        var payload = new ByteArrayOutputStream();
        payload.writeBytes((query == null ? "\n" : query + "\n").getBytes(StandardCharsets.UTF_8));
        payload.writeBytes(body);
        return payload.toByteArray();
    }

    private static URI uri(ContainerRequestContext request) {
        return request.getUriInfo().getRequestUri();
    }

    private static byte[] bytes(Object entity) throws IOException {
        return switch (entity) {
            case null -> new byte[0];
            case byte[] bytes -> bytes;
            default -> Json.MAPPER.writeValueAsBytes(entity);
        };
    }

    private static Response replay(IdempotentAnswers.Answered answered) {
        var response = Response.status(answered.status()).header("Idempotent-Replayed", "true");
        return answered.body().length == 0
                ? response.header(HttpHeaders.CONTENT_LENGTH, 0).build()
                : response.type(Json.MEDIA_TYPE).entity(answered.body()).build();
    }

    /** WorkOS's words and status; with 409 Ruby's SDK would send it twice more. */
    private static ApiError keyTaken(String key) {
        return ApiError.of(
                400,
                "Another idempotency key (" + key + ") with different request parameters was found. "
                        + "Please use a different idempotency key.");
    }

    private static ApiError answerLost(String target) {
        ApiError error = ApiError.of(
                409,
                "idempotent_answer_lost",
                "The first request with this idempotency key was carried out, but its answer was lost: see '" + target
                        + "'.");
        error.body().put("entity_id", target);
        return error;
    }

    static Response stillRunning() {
        var error = ApiError.of(503, "The first request with this idempotency key is still being worked at.");
        return Response.fromResponse(ApiErrors.answer(error))
                .header(HttpHeaders.RETRY_AFTER, 1)
                .build();
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
