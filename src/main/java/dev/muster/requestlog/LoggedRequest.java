package dev.muster.requestlog;

import dev.muster.id.IdType;
import dev.muster.id.Ulids;
import java.time.Instant;
import java.util.UUID;

/**
 * A request of an identity provider as the log has it.
 *
 * @param tokenId     null: it came without a living token
 * @param path        below the directory's base URL
 * @param query       without question mark, or null
 * @param scimType    of an error, or null
 * @param detail      of an error, or null
 * @param caller      User-Agent, or null
 * @param subjectType {@code User}, {@code Group} or null
 * @param subjectId   the person or group it was about, or null
 * @param subjectName userName or displayName, or null
 */
public record LoggedRequest(
        UUID id,
        UUID directoryId,
        UUID tokenId,
        String method,
        String path,
        String query,
        int status,
        String scimType,
        String detail,
        int millis,
        String caller,
        String subjectType,
        UUID subjectId,
        String subjectName) {

    private static final int ERROR = 400;
    private static final int UNAUTHORIZED = 401;

    /** When it came. */
    public Instant at() {
        return Ulids.instant(id);
    }

    public boolean refused() {
        return status >= ERROR;
    }

    /** Whether it came without a living token of the directory. */
    public boolean rejected() {
        return status == UNAUTHORIZED;
    }

    public boolean reads() {
        return method.equals("GET") || method.equals("HEAD") || path.endsWith("/.search");
    }

    /** What finds all requests about the same person or group: the id, else the name; null for none. */
    public String sought() {
        return printedSubject() != null ? printedSubject() : subjectName;
    }

    public String printedId() {
        return IdType.DIRECTORY_REQUEST.print(id);
    }

    /** The path as a page shows it: ids say nothing to people. */
    public String shortPath() {
        return path.replaceAll("/directory_(user|group)_[0-9A-Za-z]{26}", "/…");
    }

    /** Colour of the status on a page. */
    public String tone() {
        return status >= 500 ? "bad" : refused() ? "warn" : "good";
    }

    /** The id of the person or group as the outside sees it, or null. */
    public String printedSubject() {
        if (subjectId == null || subjectType == null) {
            return null;
        }
        IdType type = subjectType.equals(NewRequest.Subject.USER) ? IdType.DIRECTORY_USER : IdType.DIRECTORY_GROUP;
        return type.print(subjectId);
    }

    /**
     * A request with its bodies, as far as they are kept.
     *
     * @param requestBytes length of the whole body
     * @param requestBody  JSON, its secrets masked; ends with … where it is cut off; null for none
     * @param answerBody   likewise; kept for writes and errors
     */
    public record WithBodies(LoggedRequest request, long requestBytes, String requestBody, String answerBody) {

        /** The request's body, whole ones with line breaks; null for none. */
        public String prettyRequest() {
            return ReadableBody.pretty(requestBody);
        }

        /** The answer's body, likewise. */
        public String prettyAnswer() {
            return ReadableBody.pretty(answerBody);
        }

        /** Whether only the beginning of the request's body is kept. */
        public boolean cut() {
            return requestBody != null && requestBody.endsWith(KeptBody.CUT);
        }

        /**
         * A command that sends the request again, with the word TOKEN in the place of the token.
         *
         * @param endpoint the directory's base URL
         */
        public String curl(String endpoint) {
            return ReadableBody.curl(this, endpoint);
        }
    }
}
