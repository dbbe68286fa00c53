package dev.muster.dashboard;

import dev.muster.page.Text;
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
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** One webhook endpoint: how it is doing, and the secret it signs with. */
@Path("/dashboard/environments/{environment}/webhooks/{endpoint:we_[^/]+}")
@SignedIn
class WebhookPage {

    private static final int LATEST = 8;
    private static final Set<Duration> OVERLAPS =
            Set.of(Duration.ZERO, Duration.ofHours(1), Duration.ofDays(1), Duration.ofDays(7));

    private final WebhookFrames frames;
    private final DeliveryLog log;
    private final EndpointKeys keys;
    private final Lookup lookup;
    private final ChangeFeed live;
    private final Cookies cookies;

    WebhookPage(
            WebhookFrames frames, DeliveryLog log, EndpointKeys keys, Lookup lookup, ChangeFeed live, Cookies cookies) {
        this.frames = frames;
        this.log = log;
        this.keys = keys;
        this.lookup = lookup;
        this.live = live;
        this.cookies = cookies;
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

    @GET
    @Path("rotate")
    @Produces(MediaType.TEXT_HTML)
    @RunOnVirtualThread
    public TemplateInstance askRotate(String endpoint) {
        var found = lookup.endpoint(endpoint);
        String address = Addresses.of(found);
        return Question.harmless(
                        "Rotate the signing secret?",
                        "The endpoint gets a new secret. While both hold, webhook-signature carries both signatures;"
                                + " WorkOS-Signature has room for one and keeps the old secret until the overlap ends.",
                        "Rotate secret",
                        address + "/rotate",
                        address)
                .with(
                        overlap(Duration.ofDays(1), "Both for a day", "Time to give your application the new one."),
                        overlap(Duration.ofHours(1), "Both for an hour", "When a deployment takes minutes."),
                        overlap(Duration.ofDays(7), "Both for a week", "When somebody else has to change it."),
                        overlap(Duration.ZERO, "Only the new one, at once", "When the old one has leaked."))
                .carrying(Map.of("seen", found.updatedAt().toString()))
                .ask();
    }

    /** Of two people who rotate at once, one is told that the other was first. */
    @POST
    @Path("rotate")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RunOnVirtualThread
    public Response rotate(String endpoint, @RestForm String overlap, @RestForm String seen) {
        var found = lookup.endpoint(endpoint);
        Notice notice = keys.rotate(found.id(), duration(overlap), Optional.of(moment(seen)))
                .map(rotated -> Notice.SECRET_ROTATED)
                .orElse(Notice.SECRET_CHANGED_MEANWHILE);
        return Redirect.to(Addresses.of(found), cookies.notice(notice));
    }

    @GET
    @Path("finish-rotation")
    @Produces(MediaType.TEXT_HTML)
    @RunOnVirtualThread
    public TemplateInstance askFinish(String endpoint) {
        String address = Addresses.of(lookup.endpoint(endpoint));
        return new Question(
                        "End the old secret now?",
                        "Receivers that still check with the old secret refuse every delivery from now on.",
                        "End the old secret",
                        address + "/finish-rotation",
                        address)
                .ask();
    }

    @POST
    @Path("finish-rotation")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RunOnVirtualThread
    public Response finish(String endpoint) {
        var found = lookup.endpoint(endpoint);
        keys.finishRotation(found.id());
        return Redirect.to(Addresses.of(found), cookies.notice(Notice.ROTATION_FINISHED));
    }

    @POST
    @Path("signing-key")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RunOnVirtualThread
    public Response addSigningKey(String endpoint) {
        var found = lookup.endpoint(endpoint);
        keys.signAsymmetrically(found.id(), true);
        return Redirect.to(Addresses.of(found), cookies.notice(Notice.SIGNING_KEY_ADDED));
    }

    @GET
    @Path("signing-key/remove")
    @Produces(MediaType.TEXT_HTML)
    @RunOnVirtualThread
    public TemplateInstance askRemoveSigningKey(String endpoint) {
        String address = Addresses.of(lookup.endpoint(endpoint));
        return new Question(
                        "Stop signing with the key pair?",
                        "Receivers that check v1a signatures refuse every delivery from now on. A key made later is another one.",
                        "Remove key",
                        address + "/signing-key/remove",
                        address)
                .ask();
    }

    @POST
    @Path("signing-key/remove")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RunOnVirtualThread
    public Response removeSigningKey(String endpoint) {
        var found = lookup.endpoint(endpoint);
        keys.signAsymmetrically(found.id(), false);
        return Redirect.to(Addresses.of(found), cookies.notice(Notice.SIGNING_KEY_REMOVED));
    }

    private TemplateInstance page(WebhookFrame frame, Optional<String> secret) {
        var endpoint = frame.endpoint().id();
        var latest = log.page(endpoint, DeliveryLog.Filter.ALL, null, LATEST).rows();
        return Templates.show(frame, log.statistics(endpoint), latest, secret);
    }

    private static Question.Choice overlap(Duration overlap, String label, String hint) {
        return new Question.Choice("overlap", overlap.toString(), label, hint);
    }

    private static Duration duration(String overlap) {
        return OVERLAPS.stream()
                .filter(one -> one.toString().equals(overlap))
                .findFirst()
                .orElse(Duration.ofDays(1));
    }

    /** Whoever sends no time has seen nothing. */
    private static Instant moment(String seen) {
        try {
            return Instant.parse(Text.given(seen));
        } catch (DateTimeException e) {
            return Instant.EPOCH;
        }
    }
}
