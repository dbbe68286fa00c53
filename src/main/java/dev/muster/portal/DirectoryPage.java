package dev.muster.portal;

import dev.muster.directory.Directories;
import dev.muster.directory.Directory;
import dev.muster.directory.DirectorySearch;
import dev.muster.directory.DirectoryUser;
import dev.muster.health.Finding;
import dev.muster.id.IdType;
import dev.muster.organization.PortalIntent;
import dev.muster.page.Paging;
import dev.muster.page.SeeOther;
import dev.muster.page.Text;
import dev.muster.provider.ProviderType;
import dev.muster.sse.Listener;
import dev.muster.tenant.Transactions;
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

/** One directory after its set-up: what it is connected to, who is in it, and the way to another provider. */
@Path("/portal/directories/{directory}")
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Admitted(PortalIntent.DSYNC)
class DirectoryPage {

    private static final int LATEST = 10;
    private static final int LONGEST_SEARCH = 200;

    private final Connections connections;
    private final DirectoryFrames frames;
    private final Directories directories;
    private final DirectorySearch search;
    private final Transactions transactions;

    DirectoryPage(
            Connections connections,
            DirectoryFrames frames,
            Directories directories,
            DirectorySearch search,
            Transactions transactions) {
        this.connections = connections;
        this.frames = frames;
        this.directories = directories;
        this.search = search;
        this.transactions = transactions;
    }

    @CheckedTemplate(basePath = "portal/DirectoryPage")
    static class Templates {
        static native TemplateInstance show(DirectoryFrame frame, List<Finding> findings, List<Arrival> latest);

        static native TemplateInstance people(
                DirectoryFrame frame, List<DirectoryUser> people, String search, Paging paging);

        static native TemplateInstance provider(Connection connection, List<ProviderType> providers);
    }

    @GET
    @RunOnVirtualThread
    public TemplateInstance show(String directory) {
        var frame = frames.live(directory, "overview");
        Directory shown = frame.connection().directory();
        return Templates.show(frame, connections.findings(shown), connections.latest(shown, LATEST));
    }

    @GET
    @Path("live")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RunOnVirtualThread
    public void follow(String directory, @RestQuery String seen, @Context SseEventSink sink, @Context Sse sse)
            throws InterruptedException {
        connections.follow(connections.get(directory), seen, Listener.at(sink, sse));
    }

    @GET
    @Path("users")
    @RunOnVirtualThread
    public TemplateInstance people(
            String directory, @RestQuery("search") String typed, @RestQuery String after, @RestQuery String before) {
        var frame = frames.live(directory, "users");
        String words = Text.of(typed, LONGEST_SEARCH).orElse("");
        var wanted =
                new DirectorySearch.People(frame.connection().directory().id(), words.isEmpty() ? null : words, null);
        var slice = transactions.call(() -> search.people(wanted, Paging.window(IdType.DIRECTORY_USER, after, before)));
        var paging = Paging.of(
                slice,
                person -> IdType.DIRECTORY_USER.print(person.payload().id()),
                frame.connection().address() + "/users",
                Map.of("search", words));
        return Templates.people(frame, slice.rows(), words, paging);
    }

    /** The choice of another provider, and with one chosen the question whether that is meant. */
    @GET
    @Path("provider")
    @RunOnVirtualThread
    public TemplateInstance chooseProvider(String directory, @RestQuery String provider) {
        Connection connection = connections.get(directory);
        return named(provider)
                .map(type -> ask(connection, type))
                .orElseGet(() -> Templates.provider(connection, Arrays.asList(ProviderType.values())));
    }

    private static TemplateInstance ask(Connection connection, ProviderType type) {
        return new Question(
                        "Change from " + connection.provider().displayName() + " to " + type.displayName() + "?",
                        "All tokens stop working at once, so switch provisioning off in "
                                + connection.provider().displayName()
                                + " first. People and groups stay, and so does the endpoint; "
                                + type.displayName() + " takes over those whose user name it sends.",
                        "Change to " + type.displayName(),
                        connection.address() + "/provider",
                        connection.address(),
                        Map.of("provider", type.wireName()))
                .ask();
    }

    @POST
    @Path("provider")
    @RunOnVirtualThread
    public Response changeProvider(String directory, @RestForm String provider) {
        Connection connection = connections.get(directory);
        ProviderType type = named(provider).orElseThrow(Refusal::unknown);
        transactions.run(() -> directories.handOver(connection.directory(), type.wireName()));
        return SeeOther.at(Addresses.setup(connection.directory()));
    }

    private static Optional<ProviderType> named(String provider) {
        return Optional.ofNullable(provider).flatMap(ProviderType::named);
    }
}
