package dev.muster.scim;

import dev.muster.scim.error.ScimException;
import dev.muster.scim.error.ScimType;
import java.util.Map;
import java.util.Optional;

/**
 * An answer of 3xx to 5xx, thrown from wherever it is decided to the one place that writes it (RFC 7644 section 3.12).
 *
 * <p>The detail is read by the customer's administrator, in the logs of their provider.
 */
final class Refusal extends RuntimeException {

    private final int status;
    private final Optional<ScimType> type;
    private final Map<String, String> headers;

    private Refusal(int status, Optional<ScimType> type, String detail, Map<String, String> headers) {
        // Ordinary answers: no stack trace.
        super(detail, null, false, false);
        this.status = status;
        this.type = type;
        this.headers = headers;
    }

    static Refusal of(int status, String detail) {
        return new Refusal(status, Optional.empty(), detail, Map.of());
    }

    static Refusal of(ScimException cause) {
        return new Refusal(cause.status(), Optional.of(cause.type()), cause.detail(), Map.of());
    }

    /** Our own fault; nothing of it is the client's business except that trying again may help. */
    static Refusal failed() {
        return of(500, "Muster failed to carry this out; its log says why. Nothing was changed. Try again later.");
    }

    Refusal with(String header, String value) {
        return new Refusal(status, type, getMessage(), Map.of(header, value));
    }

    int status() {
        return status;
    }

    Map<String, String> headers() {
        return headers;
    }

    Answer answer() {
        return Answer.of(status, Messages.error(status, type, getMessage())).with(headers);
    }
}
