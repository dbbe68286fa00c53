package dev.muster.tenant;

import dev.muster.id.IdType;
import java.util.Locale;
import java.util.UUID;

/**
 * Who is behind a request of the API, the dashboard or the portal, or Muster itself.
 *
 * @param name    the key's name, the operator's mail address, or what we know of a customer's administrator
 * @param address where the request came from; may be null
 */
public record Actor(Kind kind, UUID id, String name, String address) {

    /** Muster, when it does something by itself. */
    public static final Actor MUSTER = new Actor(Kind.SYSTEM, new UUID(0, 0), "Muster", null);

    public enum Kind {
        API_KEY,
        OPERATOR,
        /** A customer's administrator in the portal. */
        PORTAL_SESSION,
        SYSTEM;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind of(String wireName) {
            return valueOf(wireName.toUpperCase(Locale.ROOT));
        }
    }

    /** As the API writes it; Muster itself has none and is called {@code system}. */
    public String printedId() {
        return switch (kind) {
            case API_KEY -> IdType.API_KEY.print(id);
            case OPERATOR -> IdType.OPERATOR.print(id);
            case PORTAL_SESSION -> IdType.PORTAL_SESSION.print(id);
            case SYSTEM -> "system";
        };
    }
}
