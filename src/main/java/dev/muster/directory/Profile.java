package dev.muster.directory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What applications want to know of a person, read from the SCIM resource. Absent values are null.
 *
 * @param email the primary address, else the work address, else the first, else the userName if it is one; lower case
 */
record Profile(
        String userName, String externalId, String email, String firstName, String lastName, String displayName) {

    private static final Pattern ADDRESS = Pattern.compile("[^@\\s]{1,256}@[^@\\s]{1,256}");

    static Profile of(ObjectNode resource) {
        JsonNode name = resource.path("name");
        return new Profile(
                text(resource, "userName"),
                text(resource, "externalId"),
                email(resource),
                text(name, "givenName"),
                text(name, "familyName"),
                displayName(resource));
    }

    /** Given and family name; else the name to show. */
    String fullName() {
        String joined = Stream.of(firstName, lastName)
                .filter(part -> part != null)
                .reduce((given, family) -> given + " " + family)
                .orElse(null);
        return joined != null ? joined : displayName;
    }

    /** Lower-case copies of all addresses, for look-ups. */
    static Stream<String> emailKeys(ObjectNode resource) {
        return emails(resource)
                .map(Profile::address)
                .filter(value -> value != null)
                .distinct();
    }

    private static String email(ObjectNode resource) {
        return first(resource, entry -> entry.path("primary").asBoolean())
                .or(() -> first(
                        resource,
                        entry -> "work".equalsIgnoreCase(entry.path("type").asText())))
                .or(() -> first(resource, entry -> true))
                .orElseGet(() -> addressOrNull(text(resource, "userName")));
    }

    private static Optional<String> first(ObjectNode resource, Predicate<JsonNode> wanted) {
        return emails(resource)
                .filter(wanted)
                .map(Profile::address)
                .filter(value -> value != null)
                .findFirst();
    }

    private static Stream<JsonNode> emails(ObjectNode resource) {
        return StreamSupport.stream(resource.path("emails").spliterator(), false);
    }

    private static String address(JsonNode email) {
        String value = text(email, "value");
        return value == null ? null : value.toLowerCase(Locale.ROOT);
    }

    private static String addressOrNull(String userName) {
        return userName != null && ADDRESS.matcher(userName).matches() ? userName.toLowerCase(Locale.ROOT) : null;
    }

    private static String displayName(ObjectNode resource) {
        String shown = text(resource, "displayName");
        return shown != null ? shown : text(resource.path("name"), "formatted");
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText(null);
    }
}
