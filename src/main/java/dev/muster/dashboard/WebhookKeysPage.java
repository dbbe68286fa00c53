package dev.muster.dashboard;

import dev.muster.page.Text;
import dev.muster.webhook.EndpointKeys;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.resteasy.reactive.RestForm;

/** What a webhook endpoint signs with: its secret, which can be rotated, and a pair of keys for those who want one. */
@Path("/dashboard/environments/{environment}/webhooks/{endpoint:we_[^/]+}")
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@RunOnVirtualThread
@SignedIn
class WebhookKeysPage {

    private static final Set<Duration> OVERLAPS =
            Set.of(Duration.ZERO, Duration.ofHours(1), Duration.ofDays(1), Duration.ofDays(7));

    private final EndpointKeys keys;
    private final Lookup lookup;
    private final Cookies cookies;

    WebhookKeysPage(EndpointKeys keys, Lookup lookup, Cookies cookies) {
        this.keys = keys;
        this.lookup = lookup;
        this.cookies = cookies;
    }

    @GET
    @Path("rotate")
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
    public Response rotate(String endpoint, @RestForm String overlap, @RestForm String seen) {
        var found = lookup.endpoint(endpoint);
        Notice notice = keys.rotate(found.id(), duration(overlap), Optional.of(moment(seen)))
                .map(rotated -> Notice.SECRET_ROTATED)
                .orElse(Notice.SECRET_CHANGED_MEANWHILE);
        return Redirect.to(Addresses.of(found), cookies.notice(notice));
    }

    @GET
    @Path("finish-rotation")
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
    public Response finish(String endpoint) {
        var found = lookup.endpoint(endpoint);
        keys.finishRotation(found.id());
        return Redirect.to(Addresses.of(found), cookies.notice(Notice.ROTATION_FINISHED));
    }

    @POST
    @Path("signing-key")
    public Response addSigningKey(String endpoint) {
        var found = lookup.endpoint(endpoint);
        keys.signAsymmetrically(found.id(), true);
        return Redirect.to(Addresses.of(found), cookies.notice(Notice.SIGNING_KEY_ADDED));
    }

    @GET
    @Path("signing-key/remove")
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
    public Response removeSigningKey(String endpoint) {
        var found = lookup.endpoint(endpoint);
        keys.signAsymmetrically(found.id(), false);
        return Redirect.to(Addresses.of(found), cookies.notice(Notice.SIGNING_KEY_REMOVED));
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
