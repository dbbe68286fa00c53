package dev.muster.support.fold;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.support.wire.ApiLists;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the state of a directory from the lists of the REST API. */
final class ApiListing {

    private final ApiLists lists;

    ApiListing(ApiLists lists) {
        this.lists = lists;
    }

    DirectoryState read(String directoryId) {
        Map<String, JsonNode> groups = byId(lists.all("/directory_groups", Map.of("directory", directoryId)));
        return new DirectoryState(
                byId(lists.all("/directory_users", Map.of("directory", directoryId))),
                groups,
                groups.keySet().stream().flatMap(this::memberships).collect(Collectors.toSet()));
    }

    private Stream<Membership> memberships(String groupId) {
        return lists.all("/directory_users", Map.of("group", groupId)).stream()
                .map(user -> new Membership(groupId, id(user)));
    }

    private static Map<String, JsonNode> byId(List<JsonNode> resources) {
        return resources.stream()
                .map(DirectoryState::common)
                .collect(Collectors.toMap(ApiListing::id, Function.identity()));
    }

    private static String id(JsonNode resource) {
        return resource.path("id").asText();
    }
}
