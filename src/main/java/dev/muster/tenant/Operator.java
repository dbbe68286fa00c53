package dev.muster.tenant;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/** Somebody of the developer's team who signs in to the dashboard. */
public record Operator(UUID id, UUID teamId, String email, Role role, Instant createdAt) {

    /** Shortest password an operator may choose. */
    public static final int PASSWORD_MIN = 12;

    /** A viewer changes nothing and is shown no secret. */
    public enum Role {
        ADMIN,
        VIEWER;

        public String column() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Anything but the word {@code admin} is the role that may less. */
        public static Role named(String word) {
            return ADMIN.column().equals(word) ? ADMIN : VIEWER;
        }

        static Role of(String column) {
            return valueOf(column.toUpperCase(Locale.ROOT));
        }
    }

    public boolean mayChange() {
        return role == Role.ADMIN;
    }
}
