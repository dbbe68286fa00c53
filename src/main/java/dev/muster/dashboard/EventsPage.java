package dev.muster.dashboard;

import dev.muster.event.EventType;
import dev.muster.event.Events;
import dev.muster.event.RecentEvents;
import dev.muster.id.IdType;
import dev.muster.page.Text;
import dev.muster.sse.ChangeFeed;
import dev.muster.tenant.Transactions;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import org.jboss.resteasy.reactive.RestQuery;

/** The event log of an environment: what applications have been, or will be, told. */
@Path("/dashboard/environments/{environment}/events")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
@SignedIn
class EventsPage {

    private static final int ROWS = 30;

    private final Events events;
    private final RecentEvents recent;
    private final Transactions transactions;
    private final ChangeFeed live;
    private final Visitor visitor;

    EventsPage(Events events, RecentEvents recent, Transactions transactions, ChangeFeed live, Visitor visitor) {
        this.events = events;
        this.recent = recent;
        this.transactions = transactions;
        this.live = live;
        this.visitor = visitor;
    }

    @CheckedTemplate(basePath = "dashboard/EventsPage")
    static class Templates {
        static native TemplateInstance list(
                String here, List<EventRow> events, List<String> types, String type, String live, String older);

        static native TemplateInstance show(String here, EventRow event);
    }

    @GET
    public TemplateInstance list(@RestQuery String type, @RestQuery Long olderThan) {
        String home = Addresses.of(visitor.environment());
        // An older page does not change any more.
        String feed = olderThan == null ? live.address(home + "/live", events::newest) : null;
        String wanted =
                EventType.named(Text.given(type)).map(EventType::wireName).orElse(null);
        var query = new RecentEvents.Query(null, wanted);
        var rows = transactions.call(() -> recent.page(query, olderThan, ROWS + 1)).stream()
                .map(EventRow::of)
                .toList();
        boolean more = rows.size() > ROWS;
        List<EventRow> shown = more ? rows.subList(0, ROWS) : rows;
        return Templates.list(home + "/events", shown, types(), wanted, feed, more ? older(home, wanted, shown) : null);
    }

    @GET
    @Path("{event}")
    public TemplateInstance show(String event) {
        return IdType.EVENT
                .parse(event)
                .flatMap(id -> transactions.call(() -> recent.get(id)))
                .map(found -> Templates.show(Addresses.of(visitor.environment()) + "/events", EventRow.of(found)))
                .orElseThrow(Refusal::unknown);
    }

    private static String older(String home, String type, List<EventRow> shown) {
        String query = "?olderThan=" + shown.getLast().pos();
        return home + "/events" + (type == null ? query : query + "&type=" + type);
    }

    private static List<String> types() {
        return Arrays.stream(EventType.values()).map(EventType::wireName).toList();
    }
}
