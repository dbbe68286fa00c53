package dev.muster.tenant;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/** Production, staging and the like: the outermost border between data. API keys and webhooks belong to exactly one. */
public record Environment(UUID id, UUID teamId, String name, Kind kind, Instant createdAt) {

    /** Staging gives up on a failing webhook after minutes instead of days. */
    public enum Kind {
        PRODUCTION,
        STAGING;

        public String column() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Anything but the word {@code staging} is production, the careful one. */
        public static Kind named(String word) {
            return STAGING.column().equals(word) ? STAGING : PRODUCTION;
        }

        static Kind of(String column) {
            return valueOf(column.toUpperCase(Locale.ROOT));
        }
    }
}
