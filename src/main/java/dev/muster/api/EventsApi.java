package dev.muster.api;

import dev.muster.event.EventPage;
import dev.muster.event.EventQuery;
import dev.muster.event.Events;
import dev.muster.event.StoredEvent;
import dev.muster.id.IdType;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * {@code /events}: what happened in the environment, always oldest first. {@code order} is ignored: most SDKs send
 * {@code desc} here without being asked, and would never get on if it counted.
 */
@Path("/events")
@Produces(Json.TYPE)
@RunOnVirtualThread
class EventsApi {

    private static final Duration LONGEST_RANGE = Duration.ofDays(30);

    private final Events events;

    EventsApi(Events events) {
        this.events = events;
    }

    @GET
    public byte[] list(@Context UriInfo uri) {
        return switch (events.page(query(new Parameters(uri)))) {
            case EventPage.Found found -> EventList.bytes(found.events(), after(found));
            case EventPage.UnknownCursor unknown ->
                throw ApiError.unknownCursor("after").exception();
        };
    }

    private static Optional<String> after(EventPage.Found found) {
        return Optional.of(found.events())
                .filter(list -> found.hasMore())
                .map(List::getLast)
                .map(StoredEvent::eventId)
                .map(IdType.EVENT::print);
    }

    static EventQuery query(Parameters parameters) {
        List<String> types = parameters.list("events");
        if (types.isEmpty()) {
            throw refused(
                    "One or more event names (e.g. dsync.user.created) must be provided using the events parameter.");
        }
        Instant start = parameters.time("range_start").orElse(null);
        Instant end = parameters.time("range_end").orElse(null);
        Optional<UUID> after = parameters.text("after").map(EventsApi::cursor);
        if (after.isPresent() && start != null) {
            throw refused("The parameters after and range_start cannot be used together.");
        }
        if (start != null && end != null && Duration.between(start, end).compareTo(LONGEST_RANGE) > 0) {
            throw refused("The range from range_start to range_end can be at most 30 days.");
        }
        return new EventQuery(
                Set.copyOf(types),
                after.orElse(null),
                start,
                end,
                parameters.id("organization_id", IdType.ORGANIZATION),
                parameters.id("directory_id", IdType.DIRECTORY),
                parameters.limit());
    }

    private static UUID cursor(String id) {
        return IdType.EVENT
                .parse(id)
                .orElseThrow(() -> ApiError.unknownCursor("after").exception());
    }

    private static ApiException refused(String message) {
        return ApiError.of(400, "invalid_events_request", message).exception();
    }
}
