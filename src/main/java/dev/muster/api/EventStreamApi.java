package dev.muster.api;

import dev.muster.event.Arrivals;
import dev.muster.event.EventPage;
import dev.muster.event.EventQuery;
import dev.muster.event.Events;
import dev.muster.event.StoredEvent;
import dev.muster.id.IdType;
import dev.muster.sse.Listener;
import dev.muster.tenant.ApiKeys;
import dev.muster.tenant.CurrentEnvironment;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

/**
 * {@code GET /events/stream}: the same events as {@code /events}, in the same order and with the same filters, as
 * Server-Sent Events that keep coming. {@code id} is the event's id, so a client that comes back with {@code
 * Last-Event-ID} misses nothing; {@code event} is its name, {@code data} the event. Without a start it begins now.
 */
@Path("/events/stream")
@RunOnVirtualThread
class EventStreamApi {

    /** Below the minute after which proxies take a silent connection for a dead one. */
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);

    /** Whoever has gone, or is dismissed because Muster stops, is let go within it. */
    private static final Duration STEP = Duration.ofSeconds(1);

    private static final int AT_ONCE = 100;

    /** All streams together leave the other connections to the database alone. */
    private static final int MOST_READERS = 4;

    private final Events events;
    private final Arrivals arrivals;
    private final ApiKeys apiKeys;
    private final CurrentEnvironment environment;
    private final Semaphore readers = new Semaphore(MOST_READERS);

    EventStreamApi(Events events, Arrivals arrivals, ApiKeys apiKeys, CurrentEnvironment environment) {
        this.events = events;
        this.arrivals = arrivals;
        this.apiKeys = apiKeys;
        this.environment = environment;
    }

    /** Holds its virtual thread as long as the client listens and its key is not revoked. */
    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void stream(
            @Context UriInfo uri,
            @HeaderParam("Last-Event-ID") String lastId,
            @Context HttpHeaders headers,
            @Context SseEventSink sink,
            @Context Sse sse)
            throws InterruptedException {
        EventQuery query = start(EventsApi.query(new Parameters(uri)), lastId);
        known(query);
        String key = ApiAuthentication.presented(headers).orElseThrow();
        try (var listener = Listener.at(sink, sse)) {
            BooleanSupplier heard =
                    () -> listener.isThere() && apiKeys.authenticate(key).isPresent();
            listener.comment("listening");
            while (heard.getAsBoolean()) {
                query = next(query, heard, listener);
            }
        }
    }

    /** What the client says it has seen counts more than where it once began. */
    private EventQuery start(EventQuery query, String lastId) {
        if (lastId != null && !lastId.isEmpty()) {
            UUID last = IdType.EVENT
                    .parse(lastId)
                    .orElseThrow(() -> ApiError.unknownCursor("Last-Event-ID").exception());
            return after(query, last);
        }
        boolean begins = query.afterEventId() != null || query.rangeStart() != null;
        return begins
                ? after(query, query.afterEventId())
                : events.fromNow(query).withLimit(AT_ONCE);
    }

    private void known(EventQuery query) {
        if (events.page(query.withLimit(1)) instanceof EventPage.UnknownCursor) {
            throw ApiError.unknownCursor("after").exception();
        }
    }

    private EventQuery next(EventQuery query, BooleanSupplier heard, Listener listener) throws InterruptedException {
        try (var ticket = arrivals.listen(environment.id())) {
            EventPage page = read(query);
            if (page instanceof EventPage.Found found && !found.events().isEmpty()) {
                found.events().forEach(event -> tell(listener, event));
                return after(query, found.events().getLast().eventId());
            }
            if (page instanceof EventPage.UnknownCursor) {
                listener.close();
                return query;
            }
            while (heard.getAsBoolean() && isQuiet(ticket, listener)) {
                listener.comment("");
            }
            return query;
        }
    }

    /** Whether nothing came for so long that the client needs a sign of life. */
    private static boolean isQuiet(Arrivals.Ticket ticket, Listener listener) throws InterruptedException {
        for (long steps = KEEP_ALIVE.dividedBy(STEP); steps > 0 && listener.isThere(); steps--) {
            if (ticket.await(STEP)) {
                return false;
            }
        }
        return true;
    }

    /** Thousands who wake at once take turns; whoever comes later finds more events in its page. */
    private EventPage read(EventQuery query) throws InterruptedException {
        readers.acquire();
        try {
            return events.page(query);
        } finally {
            readers.release();
        }
    }

    private static EventQuery after(EventQuery query, UUID event) {
        return new EventQuery(
                query.types(),
                event,
                event == null ? query.rangeStart() : null,
                query.rangeEnd(),
                query.organizationId(),
                query.directoryId(),
                AT_ONCE);
    }

    private static void tell(Listener listener, StoredEvent event) {
        listener.tell(
                IdType.EVENT.print(event.eventId()), event.type(), new String(event.body(), StandardCharsets.UTF_8));
    }
}
