package dev.muster.dashboard;

import dev.muster.directory.DirectoryToken;
import dev.muster.directory.DirectoryTokens;
import dev.muster.directory.ScimAddresses;
import dev.muster.event.RecentEvents;
import dev.muster.health.Health;
import dev.muster.health.HealthReport;
import dev.muster.sse.ChangeFeed;
import dev.muster.sse.Listener;
import dev.muster.tenant.Transactions;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.List;
import org.jboss.resteasy.reactive.RestQuery;

/** One directory: how its provider reaches it, and what it has sent. */
@Path("/dashboard/environments/{environment}/directories/{directory}")
@SignedIn
class DirectoryPage {

    private static final int LATEST = 8;
    private static final int MANY = 30;

    private final DirectoryFrames frames;
    private final DirectoryTokens tokens;
    private final RecentEvents events;
    private final Health health;
    private final Transactions transactions;
    private final ScimAddresses endpoints;
    private final ChangeFeed live;
    private final Lookup lookup;

    DirectoryPage(
            DirectoryFrames frames,
            DirectoryTokens tokens,
            RecentEvents events,
            Health health,
            Transactions transactions,
            ScimAddresses endpoints,
            ChangeFeed live,
            Lookup lookup) {
        this.frames = frames;
        this.tokens = tokens;
        this.events = events;
        this.health = health;
        this.transactions = transactions;
        this.endpoints = endpoints;
        this.live = live;
        this.lookup = lookup;
    }

    @CheckedTemplate(basePath = "dashboard/DirectoryPage")
    static class Templates {
        static native TemplateInstance show(
                DirectoryFrame frame,
                String endpoint,
                HealthReport health,
                List<DirectoryToken> tokens,
                List<EventRow> latest);

        static native TemplateInstance events(DirectoryFrame frame, List<EventRow> events, Long older);
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    @RunOnVirtualThread
    public TemplateInstance show(String directory) {
        var frame = frames.live(directory, "overview");
        return Templates.show(
                frame,
                endpoints.of(frame.directory()),
                transactions.call(() -> health.of(frame.directory().id())).orElseThrow(Refusal::unknown),
                transactions.call(() -> tokens.list(frame.directory())),
                rows(frame, null, LATEST));
    }

    @GET
    @Path("events")
    @Produces(MediaType.TEXT_HTML)
    @RunOnVirtualThread
    public TemplateInstance events(String directory, @RestQuery Long olderThan) {
        var frame = olderThan == null ? frames.live(directory, "events") : frames.still(directory, "events");
        List<EventRow> rows = rows(frame, olderThan, MANY + 1);
        boolean more = rows.size() > MANY;
        List<EventRow> shown = more ? rows.subList(0, MANY) : rows;
        return Templates.events(frame, shown, more ? shown.getLast().pos() : null);
    }

    @GET
    @Path("live")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RunOnVirtualThread
    public void follow(String directory, @RestQuery String seen, @Context SseEventSink sink, @Context Sse sse)
            throws InterruptedException {
        live.follow(seen, frames.state(lookup.directory(directory).directory()), Listener.at(sink, sse));
    }

    private List<EventRow> rows(DirectoryFrame frame, Long olderThan, int limit) {
        var query = new RecentEvents.Query(frame.directory().id(), null);
        return transactions.call(() -> events.page(query, olderThan, limit)).stream()
                .map(EventRow::of)
                .toList();
    }
}
