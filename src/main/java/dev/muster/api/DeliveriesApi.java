package dev.muster.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.event.payload.WireTime;
import dev.muster.id.IdType;
import dev.muster.webhook.DeliveryLog;
import dev.muster.webhook.Endpoints;
import dev.muster.webhook.EventDeliveries;
import dev.muster.webhook.ReplayOutcome;
import dev.muster.webhook.Replays;
import dev.muster.webhook.TestEvents;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestPath;

/** {@code /webhook_endpoints/{id}/deliveries} and its neighbours: what was delivered, and doing it once more. */
@Path("/webhook_endpoints/{id}")
@Produces(Json.TYPE)
@RunOnVirtualThread
class DeliveriesApi {

    private final Endpoints endpoints;
    private final DeliveryLog log;
    private final Replays replays;
    private final TestEvents tests;

    DeliveriesApi(Endpoints endpoints, DeliveryLog log, Replays replays, TestEvents tests) {
        this.endpoints = endpoints;
        this.log = log;
        this.replays = replays;
        this.tests = tests;
    }

    @GET
    @Path("/deliveries")
    public ObjectNode list(@RestPath String id, @Context UriInfo uri) {
        UUID endpoint = endpoint(id);
        var window = new Parameters(uri).window(IdType.EVENT);
        return Page.of(log.page(endpoint, window).map(DeliveriesApi::view));
    }

    @POST
    @Path("/replay")
    public Response replay(@RestPath String id, byte[] json) {
        Body body = Body.of(json);
        String event = body.text("event_id");
        Instant since = time(body, "since");
        Instant failedSince = time(body, "failed_since");
        if (Stream.of("event_id", "since", "failed_since").filter(body::given).count() != 1) {
            body.complain("event_id", "Please provide exactly one of \"event_id\", \"since\" and \"failed_since\".");
        }
        body.check();
        UUID endpoint = endpoint(id);
        if (event != null) {
            return answer(replay(endpoint, event), id, event);
        }
        return answer(
                since != null ? replays.since(endpoint, since) : replays.failedSince(endpoint, failedSince), id, "");
    }

    @POST
    @Path("/test")
    public ObjectNode test(@RestPath String id, byte[] json) {
        Body body = Body.of(json);
        String event = body.required("event");
        body.check();
        return tests.send(endpoint(id), event)
                .map(test -> view(test.attempts().getLast()))
                .orElseThrow(() -> EndpointsApi.notFound(id));
    }

    private ReplayOutcome replay(UUID endpoint, String event) {
        return IdType.EVENT
                .parse(event)
                .map(known -> replays.one(endpoint, known))
                .orElseGet(ReplayOutcome.UnknownEvent::new);
    }

    private UUID endpoint(String id) {
        return IdType.WEBHOOK_ENDPOINT
                .parse(id)
                .filter(known -> endpoints.get(known).isPresent())
                .orElseThrow(() -> EndpointsApi.notFound(id));
    }

    private static Instant time(Body body, String name) {
        return body.parsed(name, Times::parse, name + " must be an ISO 8601 date and time");
    }

    private static Response answer(ReplayOutcome outcome, String id, String event) {
        return switch (outcome) {
            case ReplayOutcome.Started started ->
                Response.accepted(started(started)).type(Json.MEDIA_TYPE).build();
            case ReplayOutcome.UnknownEndpoint none -> throw EndpointsApi.notFound(id);
            case ReplayOutcome.UnknownEvent none ->
                throw ApiError.notFound("Event", event).exception();
            case ReplayOutcome.StillToCome still ->
                throw ApiError.of(
                                409,
                                "delivery_pending",
                                "The endpoint has not come to this event yet: it gets it in its turn.")
                        .exception();
        };
    }

    private static ObjectNode started(ReplayOutcome.Started started) {
        return JsonNodeFactory.instance.objectNode().put("object", "replay").put("events", started.events());
    }

    private static ObjectNode view(EventDeliveries delivery) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("object", "delivery");
        json.put("id", IdType.EVENT.print(delivery.eventId()));
        json.put("event", delivery.type());
        json.put("state", delivery.state().wireName());
        json.put("next_attempt_at", Times.print(delivery.nextAt().orElse(null)));
        var attempts = json.putArray("attempts");
        delivery.attempts().forEach(attempt -> attempts.add(view(attempt)));
        return json;
    }

    private static ObjectNode view(EventDeliveries.Try attempt) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("object", "delivery_attempt");
        json.put("number", attempt.n());
        json.put("at", WireTime.print(attempt.at()));
        json.put("outcome", attempt.outcome());
        putStatus(json, attempt.status());
        json.put("duration_ms", attempt.millis());
        json.put("trigger", attempt.trigger().wireName());
        json.put("failure", attempt.error().orElse(null));
        json.put("response", attempt.head().orElse(null));
        return json;
    }

    private static void putStatus(ObjectNode json, Optional<Integer> status) {
        status.ifPresentOrElse(code -> json.put("status", code), () -> json.putNull("status"));
    }
}
