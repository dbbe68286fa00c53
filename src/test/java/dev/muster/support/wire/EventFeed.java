package dev.muster.support.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the events of one directory with a cursor, as an application that polls does: each once, oldest first. */
public final class EventFeed {

    /** Every event about users, groups and memberships. */
    public static final List<String> RESOURCE_EVENTS = List.of(
            "dsync.user.created",
            "dsync.user.updated",
            "dsync.user.deleted",
            "dsync.group.created",
            "dsync.group.updated",
            "dsync.group.deleted",
            "dsync.group.user_added",
            "dsync.group.user_removed");

    private static final int PAGE = 100;

    private final Wire wire;
    private final ApiTarget api;
    private final String directoryId;
    private final String types;
    private Optional<String> cursor;

    /** A feed that begins with the oldest event there is. */
    public EventFeed(Wire wire, ApiTarget api, String directoryId, List<String> types) {
        this(wire, api, directoryId, types, Optional.empty());
    }

    /** A feed that begins behind this event; empty: with the oldest. */
    public EventFeed(Wire wire, ApiTarget api, String directoryId, List<String> types, Optional<String> after) {
        this.cursor = after;
        this.wire = wire;
        this.api = api;
        this.directoryId = directoryId;
        this.types = String.join(",", types);
    }

    /**
     * The events since the last call.
     *
     * @throws AssertionError if the list cannot be read
     */
    public List<JsonNode> news() {
        List<JsonNode> news = new ArrayList<>();
        for (List<JsonNode> page = page(); ; page = page()) {
            page.stream().filter(this::isOfTheDirectory).forEach(news::add);
            if (page.size() < PAGE) {
                return news;
            }
        }
    }

    private List<JsonNode> page() {
        List<JsonNode> page = new ArrayList<>();
        wire.send(call()).orFail().json().path("data").forEach(page::add);
        if (!page.isEmpty()) {
            cursor = Optional.of(page.getLast().path("id").asText());
        }
        return page;
    }

    /** Users and groups name their directory, memberships in the user as well; a directory's own events have its id. */
    private boolean isOfTheDirectory(JsonNode event) {
        JsonNode data = event.path("data");
        return Stream.of(data.path("directory_id"), data.path("user").path("directory_id"), data.path("id"))
                .anyMatch(id -> directoryId.equals(id.textValue()));
    }

    private Call call() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("events", types);
        cursor.ifPresent(id -> parameters.put("after", id));
        parameters.put("limit", String.valueOf(PAGE));
        return Call.get(api.apiKey(), api.baseUrl() + "/events?" + Urls.query(parameters));
    }
}
