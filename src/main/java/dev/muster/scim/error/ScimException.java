package dev.muster.scim.error;

/** A request that cannot be carried out as it was sent. Nothing has been changed when this is thrown. */
public final class ScimException extends RuntimeException {

    private final ScimType type;

    ScimException(ScimType type, String detail) {
        // A client's mistake needs no stack trace, and hostile bodies should not be able to make us fill one in.
        super(detail, null, false, false);
        this.type = type;
    }

    public ScimType type() {
        return type;
    }

    /** The HTTP status to answer with. */
    public int status() {
        return type.status();
    }

    /** The {@code detail} of the error body: a sentence for the customer's administrator. */
    public String detail() {
        return getMessage();
    }
}
