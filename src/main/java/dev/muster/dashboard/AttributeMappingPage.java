package dev.muster.dashboard;

import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.directory.AttributeMappings;
import dev.muster.directory.AttributeMappings.Mapped;
import dev.muster.directory.AttributeMappings.Preview;
import dev.muster.directory.Directory;
import dev.muster.directory.DirectoryUser;
import dev.muster.directory.MappingOutcome;
import dev.muster.directory.UserListing;
import dev.muster.directory.UserRewrites;
import dev.muster.directory.UserRewrites.Progress;
import dev.muster.directory.attribute.Place;
import dev.muster.id.IdType;
import dev.muster.sql.Window;
import dev.muster.tenant.Transactions;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** Where the attributes of one directory come from, with a real person of it to look at and to try a mapping on. */
@Path("/dashboard/environments/{environment}/directories/{directory}/attributes")
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@RunOnVirtualThread
@SignedIn
class AttributeMappingPage {

    private final AttributeMappings mappings;
    private final UserListing users;
    private final UserRewrites rewrites;
    private final Transactions transactions;
    private final DirectoryFrames frames;
    private final Cookies cookies;

    AttributeMappingPage(
            AttributeMappings mappings,
            UserListing users,
            UserRewrites rewrites,
            Transactions transactions,
            DirectoryFrames frames,
            Cookies cookies) {
        this.mappings = mappings;
        this.users = users;
        this.rewrites = rewrites;
        this.transactions = transactions;
        this.frames = frames;
        this.cookies = cookies;
    }

    /**
     * A line of the form.
     *
     * @param path    as typed
     * @param usual   where it comes from when nothing is typed; null: nowhere
     * @param problem or null
     */
    record Line(String name, String type, boolean required, String path, String usual, String problem) {}

    /** A line of the preview. */
    record Change(String name, String now, String then, String finding) {

        public boolean changed() {
            return !now.equals(then);
        }
    }

    /** @param person null when the directory has nobody yet */
    record Sight(DirectoryUser person, List<Place> places, String email, boolean notFound) {}

    @CheckedTemplate(basePath = "dashboard/AttributeMappingPage")
    static class Templates {
        static native TemplateInstance show(
                DirectoryFrame frame,
                List<Line> lines,
                Sight sight,
                List<Change> preview,
                Optional<Progress> progress,
                Optional<String> problem);
    }

    @GET
    public TemplateInstance show(String directory, @RestQuery String email) {
        var frame = frames.live(directory, "attributes");
        return page(
                frame,
                Map.of(),
                sight(frame.directory(), null, Text.given(email).strip()),
                null,
                Map.of());
    }

    @POST
    public Response save(
            String directory, @RestForm List<String> name, @RestForm List<String> path, @RestForm String user) {
        var frame = frames.still(directory, "attributes");
        Map<String, String> typed = typed(name, path);
        return switch (transactions.call(
                () -> mappings.replace(frame.directory().id(), typed))) {
            case MappingOutcome.Done<List<Mapped>> done ->
                Redirect.to(Addresses.of(frame.directory()) + "/attributes", cookies.notice(Notice.ATTRIBUTES_MAPPED));
            case MappingOutcome.Refused<List<Mapped>>(Map<String, String> problems) ->
                Text.refuse(page(frame, typed, sight(frame.directory(), user, ""), null, problems));
            default -> throw Refusal.unknown();
        };
    }

    @POST
    @Path("preview")
    public Response preview(
            String directory, @RestForm List<String> name, @RestForm List<String> path, @RestForm String user) {
        var frame = frames.still(directory, "attributes");
        Map<String, String> typed = typed(name, path);
        UUID person = IdType.DIRECTORY_USER.parse(user).orElse(null);
        return switch (transactions.call(
                () -> mappings.preview(frame.directory().id(), typed, person))) {
            case MappingOutcome.Done<Preview>(Preview preview) ->
                Response.ok(page(frame, typed, sight(preview.user(), ""), changes(preview), Map.of()))
                        .build();
            case MappingOutcome.Refused<Preview>(Map<String, String> problems) ->
                Text.refuse(page(frame, typed, sight(frame.directory(), user, ""), null, problems));
            default -> throw Refusal.unknown();
        };
    }

    /** Both fields come once for each line of the form. */
    private static Map<String, String> typed(List<String> names, List<String> paths) {
        if (names.size() != paths.size()) {
            throw Refusal.unknown();
        }
        var typed = new LinkedHashMap<String, String>();
        for (int i = 0; i < names.size(); i++) {
            typed.put(names.get(i), Text.given(paths.get(i)).strip());
        }
        return typed;
    }

    private TemplateInstance page(
            DirectoryFrame frame,
            Map<String, String> typed,
            Sight sight,
            List<Change> preview,
            Map<String, String> problems) {
        UUID directory = frame.directory().id();
        List<Mapped> mapped = transactions.call(() -> mappings.of(directory));
        return Templates.show(
                frame,
                mapped.stream()
                        .filter(one -> one.attribute().enabled() || one.mapped() != null)
                        .map(one -> line(one, typed, problems))
                        .toList(),
                sight,
                preview,
                transactions.call(() -> rewrites.progress(directory)),
                problems.isEmpty() ? Optional.empty() : Optional.of("Nothing was saved: see the paths below."));
    }

    private static Line line(Mapped mapped, Map<String, String> typed, Map<String, String> problems) {
        String name = mapped.attribute().name();
        return new Line(
                name,
                mapped.attribute().type().wireName(),
                mapped.attribute().required(),
                typed.getOrDefault(name, Text.given(mapped.mapped())),
                mapped.usual(),
                problems.get(name));
    }

    private static List<Change> changes(Preview preview) {
        var names = new TreeSet<String>();
        preview.now().fieldNames().forEachRemaining(names::add);
        preview.then().fieldNames().forEachRemaining(names::add);
        return names.stream()
                .map(name -> new Change(
                        name,
                        value(preview.now(), name),
                        value(preview.then(), name),
                        preview.findings().stream()
                                .filter(finding -> finding.attribute().equals(name))
                                .map(finding -> finding.message())
                                .findFirst()
                                .orElse(null)))
                .toList();
    }

    private static String value(ObjectNode values, String name) {
        return values.has(name) ? Shown.text(values.get(name)) : Shown.text(NullNode.getInstance());
    }

    private Sight sight(Directory directory, String user, String email) {
        if (!email.isEmpty()) {
            Optional<DirectoryUser> found = byEmail(directory, email);
            if (found.isPresent()) {
                return sight(found.get(), email);
            }
        }
        UUID person = IdType.DIRECTORY_USER.parse(user).orElse(null);
        return transactions
                .call(() -> mappings.person(directory.id(), person))
                .map(found -> new Sight(found, Place.of(found.resource()), email, !email.isEmpty()))
                .orElseGet(() -> new Sight(null, List.of(), email, !email.isEmpty()));
    }

    private static Sight sight(DirectoryUser person, String email) {
        return new Sight(person, Place.of(person.resource()), email, false);
    }

    private Optional<DirectoryUser> byEmail(Directory directory, String email) {
        var query = new UserListing.Query(directory.id(), null, null, email);
        return transactions.call(() -> users.list(query, new Window(1, true, null, null)).rows().stream()
                .findFirst()
                .flatMap(shown -> users.get(shown.payload().id())));
    }
}
