package dev.muster.support.fold;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.muster.support.wire.ApiTarget;
import dev.muster.support.wire.Call;
import dev.muster.support.wire.Wire;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code GET /directories/{id}/snapshot} as an application reads it.
 *
 * @param events what the snapshot brings along because the state does not hold it yet; only those of a fold
 * @param after  where the events go on
 */
public record Snapshot(DirectoryState state, List<JsonNode> events, Optional<String> after) {

    private static final JsonMapper JSON = new JsonMapper();

    /** @throws AssertionError if it is not whole */
    public static Snapshot read(Wire wire, ApiTarget api, String directoryId) {
        String body = wire.send(Call.get(api.apiKey(), api.baseUrl() + "/directories/" + directoryId + "/snapshot"))
                .orFail()
                .body();
        Map<String, JsonNode> users = new HashMap<>();
        Map<String, JsonNode> groups = new HashMap<>();
        Set<Membership> memberships = new HashSet<>();
        List<JsonNode> events = new ArrayList<>();
        JsonNode last = null;
        for (String text : body.lines().toList()) {
            last = parsed(text);
            switch (last.path("object").asText()) {
                case "directory_user" -> users.put(last.path("id").asText(), last);
                case "directory_group" -> groups.put(last.path("id").asText(), last);
                case "directory_membership" ->
                    memberships.add(new Membership(
                            last.path("group_id").asText(), last.path("user_id").asText()));
                case "event" -> events.add(last);
                case "directory_snapshot" -> {}
                default -> throw new AssertionError("unknown line: " + text);
            }
        }
        if (last == null || !last.path("object").asText().equals("directory_snapshot")) {
            throw new AssertionError("the snapshot breaks off behind " + last);
        }
        return new Snapshot(
                new DirectoryState(users, groups, memberships),
                events.stream()
                        .filter(event ->
                                Fold.EVENTS.contains(event.path("event").asText()))
                        .toList(),
                Optional.ofNullable(last.path("after").textValue()));
    }

    private static JsonNode parsed(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + line, e);
        }
    }
}
