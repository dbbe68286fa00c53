package dev.muster.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.id.IdType;
import dev.muster.webhook.Endpoint;
import dev.muster.webhook.EndpointChange;
import dev.muster.webhook.EndpointKeys;
import dev.muster.webhook.EndpointOutcome;
import dev.muster.webhook.Endpoints;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestPath;

/** {@code /webhook_endpoints}: where the application wants its events posted to. */
@Path("/webhook_endpoints")
@Produces(Json.TYPE)
@RunOnVirtualThread
class EndpointsApi {

    private static final Map<String, Endpoint.Status> STATUSES =
            words(Endpoint.Status.values(), Endpoint.Status::wireName);
    private static final Map<String, Endpoint.Ordering> ORDERINGS =
            words(Endpoint.Ordering.values(), Endpoint.Ordering::wireName);
    private static final int LONGEST_OVERLAP_SECONDS = 30 * 24 * 3_600;

    private final Endpoints endpoints;
    private final EndpointKeys keys;

    EndpointsApi(Endpoints endpoints, EndpointKeys keys) {
        this.endpoints = endpoints;
        this.keys = keys;
    }

    @GET
    public ObjectNode list(@Context UriInfo uri) {
        var window = new Parameters(uri).window(IdType.WEBHOOK_ENDPOINT);
        return Page.of(endpoints.list(window).map(EndpointView::of));
    }

    @POST
    public Response create(byte[] json) {
        Body body = Body.of(json);
        String url = body.required("endpoint_url");
        List<String> types = types(body);
        body.check();
        return Answers.created(saved(endpoints.create(url, types), ""));
    }

    @PATCH
    @Path("/{id}")
    public ObjectNode change(@RestPath String id, byte[] json) {
        Body body = Body.of(json);
        var change = new EndpointChange(
                Optional.ofNullable(body.text("endpoint_url")),
                body.given("events") ? Optional.of(types(body)) : Optional.empty(),
                Optional.ofNullable(body.word("status", STATUSES)),
                Optional.ofNullable(body.word("ordering", ORDERINGS)),
                Optional.ofNullable(body.number("rate_per_second", 0, 100_000)),
                Optional.ofNullable(body.number("timeout_ms", 1_000, 30_000)),
                EndpointChange.Resume.CONTINUE);
        body.check();
        return IdType.WEBHOOK_ENDPOINT
                .parse(id)
                .map(known -> saved(endpoints.change(known, change), id))
                .orElseThrow(() -> notFound(id));
    }

    @DELETE
    @Path("/{id}")
    public Response delete(@RestPath String id) {
        return IdType.WEBHOOK_ENDPOINT
                .parse(id)
                .filter(endpoints::delete)
                .map(deleted -> Answers.noContent())
                .orElseThrow(() -> notFound(id));
    }

    @POST
    @Path("/{id}/rotate_secret")
    public ObjectNode rotateSecret(@RestPath String id, byte[] json) {
        Body body = Body.of(json);
        Integer overlap = body.number("overlap_seconds", 0, LONGEST_OVERLAP_SECONDS);
        body.check();
        return IdType.WEBHOOK_ENDPOINT
                .parse(id)
                .flatMap(known -> keys.rotate(known, Duration.ofSeconds(overlap == null ? 0 : overlap)))
                .map(EndpointView::of)
                .orElseThrow(() -> notFound(id));
    }

    /** A new key each time; the one before signs no more. */
    @POST
    @Path("/{id}/signing_key")
    public ObjectNode createSigningKey(@RestPath String id) {
        return EndpointView.of(signing(id, true));
    }

    @DELETE
    @Path("/{id}/signing_key")
    public Response deleteSigningKey(@RestPath String id) {
        signing(id, false);
        return Answers.noContent();
    }

    private Endpoint signing(String id, boolean on) {
        return IdType.WEBHOOK_ENDPOINT
                .parse(id)
                .flatMap(known -> keys.signAsymmetrically(known, on))
                .orElseThrow(() -> notFound(id));
    }

    private static List<String> types(Body body) {
        List<String> types = body.list("events").stream().map(JsonNode::asText).toList();
        if (types.isEmpty()) {
            body.complain("events", "events must contain at least one event name");
        }
        return types;
    }

    private static ObjectNode saved(EndpointOutcome outcome, String id) {
        return switch (outcome) {
            case EndpointOutcome.Saved saved -> EndpointView.of(saved.endpoint());
            case EndpointOutcome.NotFound none -> throw notFound(id);
            case EndpointOutcome.Duplicate duplicate ->
                throw ApiError.of(
                                409,
                                "duplicate_endpoint",
                                "A webhook endpoint with the URL '" + duplicate.url() + "' already exists.")
                        .exception();
            case EndpointOutcome.InvalidUrl invalid ->
                throw ApiError.of(422, "invalid_url", invalid.reason())
                        .because(List.of(new ApiError.Reason("invalid_url", invalid.reason())))
                        .exception();
            case EndpointOutcome.UnknownTypes unknown ->
                throw unknown(unknown.names()).exception();
        };
    }

    private static ApiError unknown(List<String> names) {
        return ApiError.of(422, "invalid_request_parameters", "Validation failed")
                .because(names.stream()
                        .map(name -> new ApiError.Reason("unknown_event_type", "Unknown event type: " + name))
                        .toList());
    }

    static ApiException notFound(String id) {
        return ApiError.notFound("Webhook Endpoint", id).exception();
    }

    private static <T> Map<String, T> words(T[] values, Function<T, String> word) {
        return Arrays.stream(values).collect(Collectors.toMap(word, Function.identity()));
    }
}
