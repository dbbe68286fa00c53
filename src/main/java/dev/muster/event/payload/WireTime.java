package dev.muster.event.payload;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** WorkOS's time format: UTC, always three digits of milliseconds, {@code Z}; strict SDKs refuse anything else. */
public final class WireTime {

    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private WireTime() {}

    public static String print(Instant instant) {
        return MILLIS.format(instant);
    }
}
