package dev.muster.scim.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keeps {@code name.formatted} in step with the names it was made of. Okta's app-wizard integrations read a user,
 * change the given name and send everything back, the old formatted name included.
 */
public final class FormattedName {

    private FormattedName() {}

    /**
     * Rewrites the formatted name of {@code after} if it was left as it is in {@code before}, was nothing but given
     * and family name there, and one of these has changed.
     */
    public static void follow(ObjectNode before, ObjectNode after) {
        JsonNode formatted = after.at("/name/formatted");
        boolean derived = formatted.isTextual() && formatted.textValue().equals(derivedFrom(before));
        boolean untouched = formatted.equals(before.at("/name/formatted"));
        if (derived && untouched) {
            rewrite(after, derivedFrom(after));
        }
    }

    private static void rewrite(ObjectNode resource, String formatted) {
        ObjectNode name = (ObjectNode) resource.get("name");
        if (!formatted.isEmpty()) {
            name.put("formatted", formatted);
            return;
        }
        name.remove("formatted");
        if (name.isEmpty()) {
            resource.remove("name"); // an empty object is no value
        }
    }

    private static String derivedFrom(ObjectNode resource) {
        return Stream.of("/name/givenName", "/name/familyName")
                .map(pointer -> resource.at(pointer).asText(""))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }
}
