package dev.muster.id;

import java.util.Optional;
import java.util.UUID;

/**
 * What an id names, and how it looks outside: {@code <prefix>_<26 character ULID>}, for example
 * {@code directory_01EHWNCE74X7JSDV0X3SZ3PJNY}. The prefixes are WorkOS's; its SDKs and their users rely on them.
 */
public enum IdType {
    ORGANIZATION("org"),
    ORGANIZATION_DOMAIN("org_domain"),
    ENVIRONMENT("environment"),
    DIRECTORY("directory"),
    DIRECTORY_USER("directory_user"),
    DIRECTORY_GROUP("directory_group"),
    DIRECTORY_TOKEN("directory_token"),
    DIRECTORY_REQUEST("directory_request"),
    DIRECTORY_ATTRIBUTE("directory_attribute"),
    MUTED_FINDING("muted_finding"),
    EVENT("event"),
    WEBHOOK_ENDPOINT("we"),
    API_KEY("api_key"),
    PORTAL_SESSION("portal_session"),
    ROLE("role"),
    AUDIT_ENTRY("audit_entry"),
    TEAM("team"),
    OPERATOR("operator");

    private final String start;

    IdType(String prefix) {
        this.start = prefix + "_";
    }

    /** What ids of this type begin with, underscore included. */
    public String start() {
        return start;
    }

    /** The id as the outside sees it. */
    public String print(UUID id) {
        return start + Ulids.print(id);
    }

    /**
     * Reads an id of exactly this type; the prefix in lower case, the ULID in either. Anything else is empty, never an
     * exception, whatever a stranger sends.
     */
    public Optional<UUID> parse(String text) {
        return text != null && text.startsWith(start) ? Crockford.parse(text, start.length()) : Optional.empty();
    }
}
