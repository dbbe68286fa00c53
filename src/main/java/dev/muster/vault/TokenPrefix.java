package dev.muster.vault;

/** The first characters of a token, by which people and leak scanners tell what it opens. */
public enum TokenPrefix {
    /** Bearer of the REST API. The only kind an operator may also choose himself, without a checksum. */
    API_KEY("sk_"),
    /** Bearer of one directory's SCIM endpoint. */
    DIRECTORY_TOKEN("dst_"),
    /** Opens the portal once for a customer's administrator. */
    PORTAL_LINK("pl_"),
    /** Signs an operator in once, without a password. */
    SIGN_IN("signin_"),
    /** An operator's session, in a cookie. */
    SESSION("session_");

    private final String text;

    TokenPrefix(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
