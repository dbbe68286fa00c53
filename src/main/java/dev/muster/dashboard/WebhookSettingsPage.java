package dev.muster.dashboard;

import dev.muster.page.Text;
import dev.muster.webhook.Endpoint;
import dev.muster.webhook.EndpointChange;
import dev.muster.webhook.EndpointOutcome;
import dev.muster.webhook.Endpoints;
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
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestForm;

/** What the developer decides about a webhook endpoint: what it gets and how, whether it is on, its end. */
@Path("/dashboard/environments/{environment}/webhooks/{endpoint:we_[^/]+}")
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@RunOnVirtualThread
@SignedIn
class WebhookSettingsPage {

    private static final int FASTEST = 100_000;
    private static final int LONGEST_SECONDS = 30;

    private final Endpoints endpoints;
    private final Replays replays;
    private final WebhookFrames frames;
    private final Lookup lookup;
    private final Cookies cookies;
    private final Visitor visitor;

    WebhookSettingsPage(
            Endpoints endpoints,
            Replays replays,
            WebhookFrames frames,
            Lookup lookup,
            Cookies cookies,
            Visitor visitor) {
        this.endpoints = endpoints;
        this.replays = replays;
        this.frames = frames;
        this.lookup = lookup;
        this.cookies = cookies;
        this.visitor = visitor;
    }

    /** As typed, which may be wrong. */
    record Wish(String url, List<String> types, String ordering, String rate, String timeout) {

        static Wish of(Endpoint endpoint) {
            return new Wish(
                    endpoint.url(),
                    endpoint.types(),
                    endpoint.ordering().wireName(),
                    endpoint.ratePerSecond() == null
                            ? ""
                            : endpoint.ratePerSecond().toString(),
                    Integer.toString(endpoint.timeoutMillis() / 1000));
        }

        public boolean has(String type) {
            return types.contains(type);
        }

        private Optional<Integer> ratePerSecond() {
            return rate.isEmpty() ? Optional.of(0) : number(rate, 1, FASTEST);
        }

        private Optional<Integer> timeoutSeconds() {
            return number(timeout, 1, LONGEST_SECONDS);
        }

        Optional<String> problem() {
            if (types.isEmpty()) {
                return Optional.of("Choose at least one event.");
            }
            if (ratePerSecond().isEmpty()) {
                return Optional.of("The most deliveries a second is a number from 1 to 100,000, or nothing.");
            }
            return timeoutSeconds().isEmpty()
                    ? Optional.of("The time limit is a number of seconds from 1 to 30.")
                    : Optional.empty();
        }

        EndpointChange change() {
            return new EndpointChange(
                    Optional.of(url),
                    Optional.of(types),
                    Optional.empty(),
                    Endpoint.Ordering.named(ordering),
                    ratePerSecond(),
                    timeoutSeconds().map(seconds -> seconds * 1000),
                    EndpointChange.Resume.CONTINUE);
        }

        private static Optional<Integer> number(String typed, int least, int most) {
            return Optional.of(typed)
                    .filter(text -> text.matches("\\d{1,6}"))
                    .map(Integer::valueOf)
                    .filter(number -> number >= least && number <= most);
        }
    }

    @CheckedTemplate(basePath = "dashboard/WebhookSettingsPage")
    static class Templates {
        static native TemplateInstance show(
                WebhookFrame frame, List<String> known, Wish wish, Optional<String> problem);
    }

    @GET
    @Path("settings")
    public TemplateInstance show(String endpoint) {
        WebhookFrame frame = frames.still(endpoint, "settings");
        return page(frame, Wish.of(frame.endpoint()), Optional.empty());
    }

    @POST
    @Path("settings")
    public Response save(
            String endpoint,
            @RestForm String url,
            @RestForm List<String> types,
            @RestForm String ordering,
            @RestForm String rate,
            @RestForm String timeout) {
        WebhookFrame frame = frames.still(endpoint, "settings");
        var wish = new Wish(
                Text.given(url).strip(),
                types,
                Text.given(ordering),
                Text.given(rate).strip(),
                Text.given(timeout).strip());
        return wish.problem().map(problem -> refuse(frame, wish, problem)).orElseGet(() -> save(frame, wish));
    }

    private Response save(WebhookFrame frame, Wish wish) {
        return switch (endpoints.change(frame.endpoint().id(), wish.change())) {
            case EndpointOutcome.Saved saved ->
                Redirect.to(Addresses.of(saved.endpoint()) + "/settings", cookies.notice(Notice.ENDPOINT_SAVED));
            case EndpointOutcome.Duplicate duplicate -> refuse(frame, wish, "Another endpoint has this URL already.");
            case EndpointOutcome.InvalidUrl invalid -> refuse(frame, wish, invalid.reason());
            case EndpointOutcome.UnknownTypes unknown ->
                refuse(frame, wish, "There are no such events: " + String.join(", ", unknown.names()));
            case EndpointOutcome.NotFound none -> throw Refusal.unknown();
        };
    }

    @POST
    @Path("disable")
    public Response disable(String endpoint) {
        Endpoint found = lookup.endpoint(endpoint);
        endpoints.change(
                found.id(),
                EndpointChange.of(Optional.empty(), Optional.empty(), Optional.of(Endpoint.Status.DISABLED)));
        return Redirect.to(Addresses.of(found), cookies.notice(Notice.ENDPOINT_DISABLED));
    }

    /** What came meanwhile is still in the log; only a person knows whether the receiver wants it. */
    @GET
    @Path("enable")
    public TemplateInstance askEnable(String endpoint) {
        Endpoint found = lookup.endpoint(endpoint);
        String address = Addresses.of(found);
        String missed = Counts.of(replays.countMissed(found.id()), "event");
        return Question.harmless(
                        "Enable this endpoint?",
                        missed + " of its types came while it was disabled.",
                        "Enable endpoint",
                        address + "/enable",
                        address)
                .with(
                        new Question.Choice(
                                "resume", "continue", "Deliver what was missed", "In order, then what is new."),
                        new Question.Choice(
                                "resume", "from_now", "Go on from now", "What was missed can still be replayed later."))
                .ask();
    }

    @POST
    @Path("enable")
    public Response enable(String endpoint, @RestForm String resume) {
        Endpoint found = lookup.endpoint(endpoint);
        endpoints.change(
                found.id(),
                EndpointChange.enable(
                        "from_now".equals(resume) ? EndpointChange.Resume.FROM_NOW : EndpointChange.Resume.CONTINUE));
        return Redirect.to(Addresses.of(found), cookies.notice(Notice.ENDPOINT_ENABLED));
    }

    @GET
    @Path("delete")
    public TemplateInstance askDelete(String endpoint) {
        Endpoint found = lookup.endpoint(endpoint);
        return new Question(
                        "Delete this endpoint?",
                        "Nothing is sent to " + found.url() + " any more, and its secret and delivery log are gone.",
                        "Delete endpoint",
                        Addresses.of(found) + "/delete",
                        Addresses.of(found) + "/settings")
                .ask();
    }

    @POST
    @Path("delete")
    public Response delete(String endpoint) {
        endpoints.delete(lookup.endpoint(endpoint).id());
        return Redirect.to(Addresses.of(visitor.environment()) + "/webhooks", cookies.notice(Notice.ENDPOINT_DELETED));
    }

    private Response refuse(WebhookFrame frame, Wish wish, String problem) {
        return Text.refuse(page(frame, wish, Optional.of(problem)));
    }

    /** Types of other products that an endpoint was given by the API stay to be chosen. */
    private static TemplateInstance page(WebhookFrame frame, Wish wish, Optional<String> problem) {
        List<String> known = Stream.concat(WebhooksPage.TYPES.stream(), frame.endpoint().types().stream())
                .distinct()
                .toList();
        return Templates.show(frame, known, wish, problem);
    }
}
