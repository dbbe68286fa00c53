package dev.muster.requestlog;

import java.util.List;
import java.util.UUID;

/**
 * An answered SCIM request as its door hands it over. Texts are as they came; secrets are masked before anything is kept.
 *
 * @param id            {@link dev.muster.id.Ulids} of the moment it came; also in the answer's X-Request-ID
 * @param environmentId null when no living token came with it; then {@code endpointKey} tells the directory
 * @param directoryId   null together with {@code environmentId}
 * @param tokenId       the token that was used, or null
 * @param endpointKey   the word in the address that names the directory
 * @param path          below the directory's base URL, with a slash in front
 * @param query         without question mark, or null
 * @param micros        from the request's coming to its answer
 * @param scimType      of an error, or null
 * @param detail        of an error, or null
 * @param caller        User-Agent, or null
 * @param subject       the person or group it was about
 * @param people        SCIM ids of those it names among others, at most {@link #MOST_PEOPLE}
 * @param requestBytes  length of the request's body
 * @param requestHead   its first bytes, at most {@link #MOST_BYTES}; null: none are to be kept
 * @param answerHead    the first bytes of the answer, likewise
 */
public record NewRequest(
        UUID id,
        UUID environmentId,
        UUID directoryId,
        UUID tokenId,
        String endpointKey,
        String method,
        String path,
        String query,
        int status,
        long micros,
        String scimType,
        String detail,
        String caller,
        Subject subject,
        List<UUID> people,
        int requestBytes,
        byte[] requestHead,
        byte[] answerHead) {

    /** Of each body so many bytes are kept. */
    public static final int MOST_BYTES = 4_096;

    /** With so many people a request is found; providers send no more members at a time. */
    public static final int MOST_PEOPLE = 1_000;

    /**
     * Whom a request is about, as far as it shows at a glance.
     *
     * @param type {@code User}, {@code Group} or null
     * @param id   or null
     * @param name userName or displayName as the answer has it, or null
     */
    public record Subject(String type, UUID id, String name) {

        public static final Subject NONE = new Subject(null, null, null);

        static final String USER = "User";

        Subject named(String other) {
            return name != null || other == null ? this : new Subject(type, id, other);
        }

        /** The attribute that names such a resource. */
        String nameAttribute() {
            return USER.equals(type) ? "userName" : "displayName";
        }
    }

    NewRequest of(Endpoint endpoint) {
        return new NewRequest(
                id,
                endpoint.environmentId(),
                endpoint.directoryId(),
                tokenId,
                endpointKey,
                method,
                path,
                query,
                status,
                micros,
                scimType,
                detail,
                caller,
                subject,
                people,
                requestBytes,
                requestHead,
                answerHead);
    }

    /** The directory behind an address. */
    record Endpoint(UUID environmentId, UUID directoryId) {}
}
