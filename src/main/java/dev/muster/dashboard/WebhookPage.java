package dev.muster.dashboard;

import dev.muster.sse.ChangeFeed;
import dev.muster.sse.Listener;
import dev.muster.vault.Secret;
import dev.muster.webhook.DeliveryLog;
import dev.muster.webhook.DeliveryStatistics;
import dev.muster.webhook.EndpointKeys;
import dev.muster.webhook.EventDeliveries;
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
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;

/** One webhook endpoint: how it is doing, and the secret it signs with. */
@Path("/dashboard/environments/{environment}/webhooks/{endpoint:we_[^/]+}")
@SignedIn
class WebhookPage {

    private static final int LATEST = 8;

    private final WebhookFrames frames;
    private final DeliveryLog log;
    private final EndpointKeys keys;
    private final Lookup lookup;
    private final ChangeFeed live;

    WebhookPage(WebhookFrames frames, DeliveryLog log, EndpointKeys keys, Lookup lookup, ChangeFeed live) {
        this.frames = frames;
        this.log = log;
        this.keys = keys;
        this.lookup = lookup;
        this.live = live;
    }

    @CheckedTemplate(basePath = "dashboard/WebhookPage")
    static class Templates {
        static native TemplateInstance show(
                WebhookFrame frame,
                DeliveryStatistics statistics,
                List<EventDeliveries> latest,
                Optional<String> secret);
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    @RunOnVirtualThread
    public TemplateInstance show(String endpoint) {
        return page(frames.live(endpoint, "overview"), Optional.empty());
    }

    @GET
    @Path("live")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RunOnVirtualThread
    public void follow(String endpoint, @RestQuery String seen, @Context SseEventSink sink, @Context Sse sse)
            throws InterruptedException {
        live.follow(seen, frames.state(lookup.endpoint(endpoint).id()), Listener.at(sink, sse));
    }

    /**
     * A form, not a link: whoever only looks is refused, and no secret lies in a browser's history. The page does not follow
     * what happens, since the answer to a form is not to be fetched again.
     */
    @POST
    @Path("secret")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.TEXT_HTML)
    @RunOnVirtualThread
    public TemplateInstance reveal(String endpoint) {
        WebhookFrame frame = frames.still(endpoint, "overview");
        return page(frame, keys.reveal(frame.endpoint().id()).map(Secret::reveal));
    }

    private TemplateInstance page(WebhookFrame frame, Optional<String> secret) {
        var endpoint = frame.endpoint().id();
        var latest = log.page(endpoint, DeliveryLog.Filter.ALL, null, LATEST).rows();
        return Templates.show(frame, log.statistics(endpoint), latest, secret);
    }
}
