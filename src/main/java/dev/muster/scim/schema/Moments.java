package dev.muster.scim.schema;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;

/** Points in time as clients write them: ISO 8601, a missing zone means UTC, a missing time the start of the day. */
public final class Moments {

    private static final int LENGTH_OF_DATE = "2026-01-31".length();

    private Moments() {}

    public static Optional<Instant> parse(String text) {
        String moment = text.strip();
        try {
            TemporalAccessor parsed = DateTimeFormatter.ISO_DATE_TIME.parseBest(
                    moment.length() == LENGTH_OF_DATE ? moment + "T00:00:00Z" : moment,
                    OffsetDateTime::from,
                    LocalDateTime::from);
            return Optional.of(instant(parsed));
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    private static Instant instant(TemporalAccessor parsed) {
        return parsed instanceof OffsetDateTime moment
                ? moment.toInstant()
                : LocalDateTime.from(parsed).toInstant(ZoneOffset.UTC);
    }
}
