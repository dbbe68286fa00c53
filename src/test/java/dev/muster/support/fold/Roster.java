package dev.muster.support.fold;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What SCIM and the REST API both say about a directory; the ids are the same on both sides.
 *
 * @param groups names by id
 */
record Roster(Map<String, Person> users, Map<String, String> groups, Set<Membership> memberships) {

    /** Names may be null. */
    record Person(boolean active, String firstName, String lastName) {}

    static Roster of(DirectoryState state) {
        return new Roster(mapped(state.users()), names(state.groups()), state.memberships());
    }

    /** @param users SCIM users @param groups SCIM groups with their members */
    static Roster of(List<JsonNode> users, List<JsonNode> groups) {
        return new Roster(
                users.stream().collect(Collectors.toMap(Roster::id, Roster::scimPerson)),
                groups.stream()
                        .collect(Collectors.toMap(
                                Roster::id, group -> group.path("displayName").asText())),
                groups.stream().flatMap(Roster::scimMemberships).collect(Collectors.toSet()));
    }

    List<String> differencesFrom(Roster other) {
        return Stream.of(
                        Differences.of("user", users, other.users),
                        Differences.of("group", groups, other.groups),
                        Differences.of("membership", memberships, other.memberships))
                .flatMap(List::stream)
                .toList();
    }

    private static Map<String, Person> mapped(Map<String, JsonNode> users) {
        return users.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, user -> apiPerson(user.getValue())));
    }

    private static Map<String, String> names(Map<String, JsonNode> groups) {
        return groups.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        group -> group.getValue().path("name").asText()));
    }

    private static Person apiPerson(JsonNode user) {
        return new Person(
                user.path("state").asText().equals("active"),
                user.path("first_name").textValue(),
                user.path("last_name").textValue());
    }

    private static Person scimPerson(JsonNode user) {
        JsonNode name = user.path("name");
        return new Person(
                user.path("active").asBoolean(),
                name.path("givenName").textValue(),
                name.path("familyName").textValue());
    }

    private static Stream<Membership> scimMemberships(JsonNode group) {
        return StreamSupport.stream(group.path("members").spliterator(), false)
                .map(member -> new Membership(id(group), member.path("value").asText()));
    }

    private static String id(JsonNode resource) {
        return resource.path("id").asText();
    }
}
