package dev.muster.support.fold;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Users, groups and memberships of a directory at one moment.
 *
 * @param users directory users by id, without what only one side has: {@code groups} and {@code previous_attributes}
 * @param groups directory groups by id, without {@code previous_attributes}
 */
public record DirectoryState(Map<String, JsonNode> users, Map<String, JsonNode> groups, Set<Membership> memberships) {

    private static final List<String> ONE_SIDED = List.of("groups", "previous_attributes");

    public DirectoryState {
        users = Map.copyOf(users);
        groups = Map.copyOf(groups);
        memberships = Set.copyOf(memberships);
    }

    /** A directory user or group as both the API and the events show it. */
    static JsonNode common(JsonNode resource) {
        ObjectNode common = resource.deepCopy();
        // An attribute that is null is as good as none: no event tells of it.
        common.path("custom_attributes").propertyStream().toList().stream()
                .filter(attribute -> attribute.getValue().isNull())
                .forEach(attribute -> ((ObjectNode) common.get("custom_attributes")).remove(attribute.getKey()));
        return common.remove(ONE_SIDED);
    }

    /** Where the two differ, a line each; empty if they are the same. */
    public List<String> differencesFrom(DirectoryState other) {
        return Stream.of(
                        Differences.of("user", users, other.users),
                        Differences.of("group", groups, other.groups),
                        Differences.of("membership", memberships, other.memberships))
                .flatMap(List::stream)
                .toList();
    }
}
