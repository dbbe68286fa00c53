package dev.muster.dashboard;

import dev.muster.id.IdType;
import dev.muster.page.Paging;
import dev.muster.page.Text;
import dev.muster.webhook.DeliveryLog;
import dev.muster.webhook.Endpoint;
import dev.muster.webhook.EventDeliveries;
import dev.muster.webhook.ReplayOutcome;
import dev.muster.webhook.Replays;
import dev.muster.webhook.SentRequest;
import dev.muster.webhook.TestEvents;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** What an endpoint was sent and what it answered; a single event sent once more, or made up to see it arrive. */
@Path("/dashboard/environments/{environment}/webhooks/{endpoint:we_[^/]+}")
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@RunOnVirtualThread
@SignedIn
class WebhookDeliveriesPage {

    private final DeliveryLog log;
    private final Replays replays;
    private final TestEvents tests;
    private final WebhookFrames frames;
    private final Lookup lookup;
    private final Cookies cookies;

    WebhookDeliveriesPage(
            DeliveryLog log, Replays replays, TestEvents tests, WebhookFrames frames, Lookup lookup, Cookies cookies) {
        this.log = log;
        this.replays = replays;
        this.tests = tests;
        this.frames = frames;
        this.lookup = lookup;
        this.cookies = cookies;
    }

    @CheckedTemplate(basePath = "dashboard/WebhookDeliveriesPage")
    static class Templates {
        static native TemplateInstance list(
                WebhookFrame frame, List<EventDeliveries> deliveries, DeliveryLog.Filter filter, String older);

        static native TemplateInstance show(
                WebhookFrame frame, EventDeliveries delivery, Optional<SentRequest> request);
    }

    @GET
    @Path("deliveries")
    public TemplateInstance list(
            String endpoint, @RestQuery String failed, @RestQuery String type, @RestQuery String from) {
        var filter = new DeliveryLog.Filter("true".equals(failed), type == null || type.isBlank() ? null : type);
        UUID start = IdType.EVENT.parse(from).orElse(null);
        WebhookFrame frame = start == null ? frames.live(endpoint, "deliveries") : frames.still(endpoint, "deliveries");
        var found = log.page(frame.endpoint().id(), filter, start, Paging.ROWS);
        return Templates.list(
                frame,
                found.rows(),
                filter,
                found.next().map(next -> link(frame, filter, next)).orElse(null));
    }

    @GET
    @Path("deliveries/{event}")
    public TemplateInstance show(String endpoint, String event) {
        WebhookFrame frame = frames.live(endpoint, "deliveries");
        var detail = IdType.EVENT
                .parse(event)
                .flatMap(id -> log.find(frame.endpoint().id(), id))
                .orElseThrow(Refusal::unknown);
        return Templates.show(frame, detail.delivery(), detail.request());
    }

    /** Whatever came of it is to be seen on the event's page. */
    @POST
    @Path("deliveries/{event}/send")
    public Response send(String endpoint, String event) {
        Endpoint found = lookup.endpoint(endpoint);
        UUID id = IdType.EVENT.parse(event).orElseThrow(Refusal::unknown);
        Notice notice = switch (replays.one(found.id(), id)) {
            case ReplayOutcome.Started started -> Notice.REPLAY_STARTED;
            case ReplayOutcome.StillToCome still -> Notice.REPLAY_PENDING;
            case ReplayOutcome.UnknownEvent gone -> Notice.REPLAY_GONE;
            case ReplayOutcome.UnknownEndpoint none -> throw Refusal.unknown();
        };
        return Redirect.to(address(found, id), cookies.notice(notice));
    }

    /** Waits for the end of the attempt, at most as long as the endpoint's time limit, and shows it. */
    @POST
    @Path("test")
    public Response test(String endpoint, @RestForm String type) {
        Endpoint found = lookup.endpoint(endpoint);
        String chosen = found.types().contains(type) ? type : found.types().getFirst();
        UUID event =
                tests.send(found.id(), chosen).map(EventDeliveries::eventId).orElseThrow(Refusal::unknown);
        return Redirect.to(address(found, event));
    }

    private static String link(WebhookFrame frame, DeliveryLog.Filter filter, UUID next) {
        var filters = Map.of("failed", filter.failed() ? "true" : "", "type", Text.given(filter.type()));
        return Paging.link(Addresses.of(frame.endpoint()) + "/deliveries", filters, "from", IdType.EVENT.print(next));
    }

    private static String address(Endpoint endpoint, UUID event) {
        return Addresses.of(endpoint) + "/deliveries/" + IdType.EVENT.print(event);
    }
}
