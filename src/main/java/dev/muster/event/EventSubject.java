package dev.muster.event;

import com.fasterxml.jackson.databind.JsonNode;

/** Whom an event is about, in words for people. */
public final class EventSubject {

    private EventSubject() {}

    /** @param data the member {@code data} of the event */
    public static String of(JsonNode data) {
        if (data.has("user") && data.has("group")) {
            return person(data.path("user")) + " · "
                    + data.path("group").path("name").asText();
        }
        return switch (data.path("object").asText()) {
            case "directory_user" -> person(data);
            case "directory_token" ->
                "Token ending in " + data.path("token_suffix").asText();
            case "organization_domain" -> data.path("domain").asText();
            default -> data.path("name").asText();
        };
    }

    private static String person(JsonNode user) {
        String name = user.path("name").asText("");
        String email = user.path("email").asText("");
        return !name.isBlank()
                ? name
                : !email.isBlank() ? email : user.path("idp_id").asText();
    }
}
