package dev.muster.dashboard;

import dev.muster.event.EventType;
import dev.muster.event.KnownEventNames;
import dev.muster.id.IdType;
import dev.muster.page.Paging;
import dev.muster.webhook.Deliveries;
import dev.muster.webhook.Endpoint;
import dev.muster.webhook.EndpointChange;
import dev.muster.webhook.EndpointOutcome;
import dev.muster.webhook.Endpoints;
import dev.muster.webhook.EventDeliveries;
import dev.muster.webhook.LaneView;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** Where events are posted to, and how that goes. */
@Path("/dashboard/environments/{environment}/webhooks")
@SignedIn
class WebhooksPage {

    private static final List<String> TYPES = Arrays.stream(EventType.values())
            .map(EventType::wireName)
            .filter(KnownEventNames::subscribable)
            .toList();

    private final Endpoints endpoints;
    private final Deliveries deliveries;
    private final LiveFeed live;
    private final Visitor visitor;
    private final Cookies cookies;

    WebhooksPage(Endpoints endpoints, Deliveries deliveries, LiveFeed live, Visitor visitor, Cookies cookies) {
        this.endpoints = endpoints;
        this.deliveries = deliveries;
        this.live = live;
        this.visitor = visitor;
        this.cookies = cookies;
    }

    /** The form as it was filled in. */
    record Wish(String url, List<String> types) {
        public boolean has(String type) {
            return types.contains(type);
        }
    }

    @CheckedTemplate(basePath = "dashboard/WebhooksPage")
    static class Templates {
        static native TemplateInstance list(String here, List<Endpoint> endpoints, Paging paging);

        static native TemplateInstance create(String here, List<String> known, Wish wish, Optional<String> problem);

        static native TemplateInstance show(
                String here,
                Endpoint endpoint,
                LaneView lane,
                List<EventDeliveries> deliveries,
                Paging paging,
                Optional<String> secret,
                String live);
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    @RunOnVirtualThread
    public TemplateInstance list(@RestQuery String after, @RestQuery String before) {
        var slice = endpoints.list(Paging.window(IdType.WEBHOOK_ENDPOINT, after, before));
        var paging = Paging.of(slice, one -> IdType.WEBHOOK_ENDPOINT.print(one.id()), here(), Map.of());
        return Templates.list(here(), slice.rows(), paging);
    }

    @GET
    @Path("new")
    @Produces(MediaType.TEXT_HTML)
    @RunOnVirtualThread
    public TemplateInstance create() {
        var people = TYPES.stream().filter(type -> type.startsWith("dsync.")).toList();
        return Templates.create(here(), TYPES, new Wish("", people), Optional.empty());
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.TEXT_HTML)
    @RunOnVirtualThread
    public Response create(@RestForm String url, @RestForm List<String> types) {
        var wish = new Wish(Text.given(url).strip(), types == null ? List.of() : types);
        if (wish.types().isEmpty()) {
            return refuse(wish, "Choose at least one event.");
        }
        return switch (endpoints.create(wish.url(), wish.types())) {
            case EndpointOutcome.Saved saved ->
                Redirect.to(address(saved.endpoint()), cookies.notice(Notice.ENDPOINT_CREATED));
            case EndpointOutcome.Duplicate duplicate -> refuse(wish, "There is an endpoint with this URL already.");
            case EndpointOutcome.InvalidUrl invalid -> refuse(wish, invalid.reason());
            case EndpointOutcome.UnknownTypes unknown ->
                refuse(wish, "There are no such events: " + String.join(", ", unknown.names()));
            case EndpointOutcome.NotFound none -> throw new IllegalStateException("nothing was looked for");
        };
    }

    @GET
    @Path("{endpoint}")
    @Produces(MediaType.TEXT_HTML)
    @RunOnVirtualThread
    public TemplateInstance show(String endpoint, @RestQuery String after, @RestQuery String before) {
        return page(find(endpoint), after, before, Optional.empty());
    }

    /** A form, not a link: whoever only looks is refused, and no secret lies in a browser's history. */
    @POST
    @Path("{endpoint}/secret")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.TEXT_HTML)
    @RunOnVirtualThread
    public TemplateInstance reveal(String endpoint) {
        Endpoint found = find(endpoint);
        return page(found, null, null, Optional.of(found.secret().reveal()));
    }

    @POST
    @Path("{endpoint}/enable")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RunOnVirtualThread
    public Response enable(String endpoint) {
        return turn(endpoint, Endpoint.Status.ENABLED, Notice.ENDPOINT_ENABLED);
    }

    @POST
    @Path("{endpoint}/disable")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RunOnVirtualThread
    public Response disable(String endpoint) {
        return turn(endpoint, Endpoint.Status.DISABLED, Notice.ENDPOINT_DISABLED);
    }

    @POST
    @Path("{endpoint}/test")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RunOnVirtualThread
    public Response test(String endpoint) {
        Endpoint found = find(endpoint);
        deliveries.sendTest(found.id(), found.types().getFirst());
        return Redirect.to(address(found), cookies.notice(Notice.TEST_SENT));
    }

    @GET
    @Path("{endpoint}/delete")
    @Produces(MediaType.TEXT_HTML)
    @RunOnVirtualThread
    public TemplateInstance askDelete(String endpoint) {
        Endpoint found = find(endpoint);
        return new Question(
                        "Delete this endpoint?",
                        "Nothing is sent to " + found.url() + " any more, and its secret and delivery log are gone.",
                        "Delete endpoint",
                        address(found) + "/delete",
                        address(found))
                .ask();
    }

    @POST
    @Path("{endpoint}/delete")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RunOnVirtualThread
    public Response delete(String endpoint) {
        endpoints.delete(find(endpoint).id());
        return Redirect.to(here(), cookies.notice(Notice.ENDPOINT_DELETED));
    }

    @GET
    @Path("{endpoint}/live")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Blocking
    public Multi<OutboundSseEvent> follow(String endpoint, @RestQuery String seen, @Context Sse sse) {
        return live.changes(seen, state(find(endpoint).id()), sse);
    }

    private TemplateInstance page(Endpoint endpoint, String after, String before, Optional<String> secret) {
        String feed = live.address(address(endpoint) + "/live", state(endpoint.id()));
        var slice = deliveries.page(endpoint.id(), Paging.window(IdType.EVENT, after, before));
        var paging = Paging.of(slice, one -> IdType.EVENT.print(one.eventId()), address(endpoint), Map.of());
        return Templates.show(
                here(),
                endpoint,
                deliveries.lane(endpoint.id()).orElseThrow(Refusal::unknown),
                slice.rows(),
                paging,
                secret,
                // The answer to a form is not to be fetched again.
                secret.isPresent() ? null : feed);
    }

    private Supplier<?> state(UUID endpoint) {
        return () ->
                List.of(deliveries.lane(endpoint), deliveries.page(endpoint, Paging.window(IdType.EVENT, null, null)));
    }

    private Response turn(String endpoint, Endpoint.Status status, Notice notice) {
        Endpoint found = find(endpoint);
        endpoints.change(found.id(), EndpointChange.of(Optional.empty(), Optional.empty(), Optional.of(status)));
        return Redirect.to(address(found), cookies.notice(notice));
    }

    private Response refuse(Wish wish, String problem) {
        return Text.refuse(Templates.create(here(), TYPES, wish, Optional.of(problem)));
    }

    private Endpoint find(String printed) {
        return IdType.WEBHOOK_ENDPOINT.parse(printed).flatMap(endpoints::get).orElseThrow(Refusal::unknown);
    }

    private String address(Endpoint endpoint) {
        return here() + "/" + IdType.WEBHOOK_ENDPOINT.print(endpoint.id());
    }

    private String here() {
        return Addresses.of(visitor.environment()) + "/webhooks";
    }
}
