package dev.muster.dashboard;

import dev.muster.page.Text;
import dev.muster.webhook.Endpoint;
import dev.muster.webhook.Replays;
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
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** Sending many events once more: what and since when is chosen first, then the number is shown and asked about. */
@Path("/dashboard/environments/{environment}/webhooks/{endpoint:we_[^/]+}/replay")
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@RunOnVirtualThread
@SignedIn
class WebhookReplayPage {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Instant FAR_AWAY = Instant.parse("9999-01-01T00:00:00Z");

    private final Replays replays;
    private final WebhookFrames frames;
    private final Lookup lookup;
    private final Cookies cookies;

    WebhookReplayPage(Replays replays, WebhookFrames frames, Lookup lookup, Cookies cookies) {
        this.replays = replays;
        this.frames = frames;
        this.lookup = lookup;
        this.cookies = cookies;
    }

    /**
     * @param all   everything, not only what failed
     * @param since as a browser's field for date and time has it, in UTC
     */
    record Wish(boolean all, String since) {

        Optional<Instant> time() {
            try {
                return Optional.of(LocalDateTime.parse(since).toInstant(ZoneOffset.UTC))
                        .filter(time -> time.isAfter(Instant.EPOCH) && time.isBefore(FAR_AWAY));
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }
    }

    @CheckedTemplate(basePath = "dashboard/WebhookReplayPage")
    static class Templates {
        static native TemplateInstance choose(WebhookFrame frame, Wish wish, Optional<String> problem);
    }

    @GET
    public TemplateInstance choose(String endpoint) {
        var yesterday = LocalDateTime.ofInstant(Instant.now().minus(DAY), ZoneOffset.UTC);
        var wish = new Wish(false, yesterday.truncatedTo(ChronoUnit.MINUTES).toString());
        return Templates.choose(frames.still(endpoint, "overview"), wish, Optional.empty());
    }

    @GET
    @Path("ask")
    public Response ask(String endpoint, @RestQuery String what, @RestQuery String since) {
        var wish = wish(what, since);
        return wish.time()
                .map(time -> Response.ok(
                                question(lookup.endpoint(endpoint), wish, time).ask())
                        .build())
                .orElseGet(() -> refuse(endpoint, wish));
    }

    @POST
    public Response replay(String endpoint, @RestForm String what, @RestForm String since) {
        Endpoint found = lookup.endpoint(endpoint);
        var wish = wish(what, since);
        if (wish.time().isEmpty()) {
            return refuse(endpoint, wish);
        }
        if (wish.all()) {
            replays.since(found.id(), wish.time().get());
        } else {
            replays.failedSince(found.id(), wish.time().get());
        }
        return Redirect.to(Addresses.of(found), cookies.notice(Notice.REPLAY_STARTED));
    }

    private Question question(Endpoint endpoint, Wish wish, Instant time) {
        long events =
                wish.all() ? replays.countSince(endpoint.id(), time) : replays.countFailedSince(endpoint.id(), time);
        String address = Addresses.of(endpoint) + "/replay";
        String since = "since " + wish.since().replace('T', ' ') + " UTC";
        return Question.harmless(
                        "Send " + Counts.of(events, "event").toLowerCase() + " once more?",
                        (wish.all()
                                        ? "Everything that was placed in the log " + since
                                                + " goes out again, in order, also what was delivered."
                                        : "What failed " + since
                                                + " and what is being retried is tried again, in order.")
                                + " Ids stay the same, so that your application can tell repeats.",
                        "Send once more",
                        address,
                        address)
                .carrying(Map.of("what", wish.all() ? "all" : "failed", "since", wish.since()));
    }

    private Response refuse(String endpoint, Wish wish) {
        return Text.refuse(
                Templates.choose(frames.still(endpoint, "overview"), wish, Optional.of("Choose a date and a time.")));
    }

    private static Wish wish(String what, String since) {
        return new Wish("all".equals(what), Text.given(since).strip());
    }
}
