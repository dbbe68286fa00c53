package dev.muster.webhook;

import java.util.Locale;

/** Why an attempt was made. */
public enum Trigger {
    /** The event is new. */
    EVENT,
    /** An earlier attempt failed. */
    SCHEDULE,
    /** Somebody asked for it once more. */
    REPLAY,
    /** Somebody wanted to see a sample arrive. */
    TEST;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Trigger of(String column) {
        return valueOf(column.toUpperCase(Locale.ROOT));
    }
}
