package dev.muster.api;

import dev.muster.event.payload.WireTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Times as clients write them: ISO 8601 with {@code Z} or an offset, with or without seconds, or only a day (UTC). */
final class Times {

    /** Nothing here is older, and Go's zero time, in the year 1, means "from the beginning". */
    private static final Instant EARLIEST = Instant.EPOCH;

    /** The last one that four digits of a year can write. */
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    private Times() {}

    static Optional<Instant> parse(String text) {
        try {
            return Optional.of(read(text))
                    .map(time -> time.isBefore(EARLIEST) ? EARLIEST : time)
                    .filter(time -> !time.isAfter(LATEST));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Instant read(String text) {
        return text.indexOf('T') < 0
                ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
                : OffsetDateTime.parse(unspoiled(text), DateTimeFormatter.ISO_OFFSET_DATE_TIME)
                        .toInstant();
    }

    /** Null stays null. */
    static String print(Instant instant) {
        return instant == null ? null : WireTime.print(instant);
    }

    /** In a query string a plus that was not encoded arrives as a blank. */
    private static String unspoiled(String text) {
        return text.replace(' ', '+');
    }
}
