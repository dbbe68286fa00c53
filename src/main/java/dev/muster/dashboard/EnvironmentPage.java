package dev.muster.dashboard;

import dev.muster.directory.DirectoryListing;
import dev.muster.event.Events;
import dev.muster.event.RecentEvents;
import dev.muster.event.payload.OrganizationPayload;
import dev.muster.organization.Organizations;
import dev.muster.sql.Window;
import dev.muster.sse.ChangeFeed;
import dev.muster.sse.Listener;
import dev.muster.tenant.Environment;
import dev.muster.tenant.Transactions;
import dev.muster.webhook.Endpoints;
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
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.RestQuery;

/** The overview of one environment: how much there is, what happened last, what to do next. */
@Path("/dashboard/environments/{environment}")
@SignedIn
class EnvironmentPage {

    private static final int LATEST = 8;

    private static final Window NEWEST = new Window(1, false, null, null);

    private final Organizations organizations;
    private final DirectoryListing directories;
    private final Events events;
    private final RecentEvents recentEvents;
    private final Endpoints endpoints;
    private final Transactions transactions;
    private final ChangeFeed live;
    private final Visitor visitor;
    private final String publicUrl;

    EnvironmentPage(
            Organizations organizations,
            DirectoryListing directories,
            Events events,
            RecentEvents recentEvents,
            Endpoints endpoints,
            Transactions transactions,
            ChangeFeed live,
            Visitor visitor,
            @ConfigProperty(name = "muster.public-url") String publicUrl) {
        this.organizations = organizations;
        this.directories = directories;
        this.events = events;
        this.recentEvents = recentEvents;
        this.endpoints = endpoints;
        this.transactions = transactions;
        this.live = live;
        this.visitor = visitor;
        this.publicUrl = publicUrl;
    }

    /**
     * @param first  the newest organization; null: there is none yet
     * @param hooked whether there is a webhook endpoint
     */
    record Overview(
            Environment environment,
            DirectoryListing.Totals totals,
            long events,
            OrganizationPayload first,
            boolean hooked,
            List<EventRow> latest,
            String publicUrl,
            String live) {}

    @CheckedTemplate(basePath = "dashboard/EnvironmentPage")
    static class Templates {
        static native TemplateInstance show(Overview overview);
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    @RunOnVirtualThread
    public TemplateInstance show() {
        String feed = live.address(Addresses.of(visitor.environment()) + "/live", events::newest);
        var newest = organizations
                .list(new Organizations.Query(List.of(), null), NEWEST)
                .rows();
        boolean hooked = !endpoints.list(NEWEST).rows().isEmpty();
        long soFar = events.newest();
        return Templates.show(transactions.call(() -> new Overview(
                visitor.environment(),
                directories.totals(),
                soFar,
                newest.isEmpty() ? null : newest.getFirst(),
                hooked,
                recentEvents.page(new RecentEvents.Query(null, null), null, LATEST).stream()
                        .map(EventRow::of)
                        .toList(),
                publicUrl,
                feed)));
    }

    @GET
    @Path("live")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RunOnVirtualThread
    public void follow(@RestQuery String seen, @Context SseEventSink sink, @Context Sse sse)
            throws InterruptedException {
        live.follow(seen, events::newest, Listener.at(sink, sse));
    }
}
