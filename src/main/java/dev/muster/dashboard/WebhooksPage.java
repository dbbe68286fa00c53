package dev.muster.dashboard;

import dev.muster.event.EventType;
import dev.muster.event.KnownEventNames;
import dev.muster.id.IdType;
import dev.muster.page.Paging;
import dev.muster.page.Text;
import dev.muster.sql.Slice;
import dev.muster.sse.ChangeFeed;
import dev.muster.sse.Listener;
import dev.muster.webhook.Endpoint;
import dev.muster.webhook.EndpointOutcome;
import dev.muster.webhook.Endpoints;
import dev.muster.webhook.LaneViews;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** Where events are posted to, and how that goes. */
@Path("/dashboard/environments/{environment}/webhooks")
@SignedIn
class WebhooksPage {

    static final List<String> TYPES = Arrays.stream(EventType.values())
            .map(EventType::wireName)
            .filter(KnownEventNames::subscribable)
            .toList();

    private final Endpoints endpoints;
    private final LaneViews lanes;
    private final ChangeFeed live;
    private final Visitor visitor;
    private final Cookies cookies;

    WebhooksPage(Endpoints endpoints, LaneViews lanes, ChangeFeed live, Visitor visitor, Cookies cookies) {
        this.endpoints = endpoints;
        this.lanes = lanes;
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
        static native TemplateInstance list(String here, List<WebhookFrame> endpoints, Paging paging, String live);

        static native TemplateInstance create(String here, List<String> known, Wish wish, Optional<String> problem);
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    @RunOnVirtualThread
    public TemplateInstance list(@RestQuery String after, @RestQuery String before) {
        boolean newest = after == null && before == null;
        String feed = newest ? live.address(here() + "/live", () -> rows(null, null)) : null;
        var slice = rows(after, before);
        var paging = Paging.of(
                slice, one -> IdType.WEBHOOK_ENDPOINT.print(one.endpoint().id()), here(), Map.of());
        return Templates.list(here(), slice.rows(), paging, feed);
    }

    @GET
    @Path("live")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RunOnVirtualThread
    public void follow(@RestQuery String seen, @Context SseEventSink sink, @Context Sse sse)
            throws InterruptedException {
        live.follow(seen, () -> rows(null, null), Listener.at(sink, sse));
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
        var wish = new Wish(Text.given(url).strip(), types);
        if (wish.types().isEmpty()) {
            return refuse(wish, "Choose at least one event.");
        }
        return switch (endpoints.create(wish.url(), wish.types())) {
            case EndpointOutcome.Saved saved ->
                Redirect.to(Addresses.of(saved.endpoint()), cookies.notice(Notice.ENDPOINT_CREATED));
            case EndpointOutcome.Duplicate duplicate -> refuse(wish, "There is an endpoint with this URL already.");
            case EndpointOutcome.InvalidUrl invalid -> refuse(wish, invalid.reason());
            case EndpointOutcome.UnknownTypes unknown ->
                refuse(wish, "There are no such events: " + String.join(", ", unknown.names()));
            case EndpointOutcome.NotFound none -> throw new IllegalStateException("nothing was looked for");
        };
    }

    private Slice<WebhookFrame> rows(String after, String before) {
        var slice = endpoints.list(Paging.window(IdType.WEBHOOK_ENDPOINT, after, before));
        var views = lanes.of(slice.rows().stream().map(Endpoint::id).toList());
        return slice.map(endpoint -> new WebhookFrame(endpoint, views.get(endpoint.id()), "", null));
    }

    private Response refuse(Wish wish, String problem) {
        return Text.refuse(Templates.create(here(), TYPES, wish, Optional.of(problem)));
    }

    private String here() {
        return Addresses.of(visitor.environment()) + "/webhooks";
    }
}
