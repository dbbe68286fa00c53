package dev.muster.scim.error;

/**
 * The keywords of a SCIM error body with the HTTP status each belongs to (RFC 7644 table 9, RFC 9865 section 2.1).
 */
public enum ScimType {
    INVALID_FILTER("invalidFilter", 400),
    TOO_MANY("tooMany", 400),
    UNIQUENESS("uniqueness", 409),
    MUTABILITY("mutability", 400),
    INVALID_SYNTAX("invalidSyntax", 400),
    INVALID_PATH("invalidPath", 400),
    NO_TARGET("noTarget", 400),
    INVALID_VALUE("invalidValue", 400),
    INVALID_VERS("invalidVers", 400),
    SENSITIVE("sensitive", 403),
    INVALID_CURSOR("invalidCursor", 400),
    EXPIRED_CURSOR("expiredCursor", 400),
    INVALID_COUNT("invalidCount", 400);

    private final String keyword;
    private final int status;

    ScimType(String keyword, int status) {
        this.keyword = keyword;
        this.status = status;
    }

    /** The value of {@code scimType} on the wire. */
    public String keyword() {
        return keyword;
    }

    /** The HTTP status of an answer with this keyword. */
    public int status() {
        return status;
    }

    /** An error of this kind; the detail is read by the customer's administrator, so it names attribute and remedy. */
    public ScimException because(String detail) {
        return new ScimException(this, detail);
    }
}
