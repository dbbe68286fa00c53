package dev.muster.webhook;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/** The {@code Retry-After} header (RFC 9110, 10.2.3) as receivers really send it. */
final class RetryAfter {

    /** A receiver may slow us down, not switch itself off for ever by a typing error. */
    private static final Duration MOST = Duration.ofHours(24);

    private static final Pattern SECONDS = Pattern.compile("0*(\\d{1,9})");
    private static final int LONGEST_TEXT = 64;

    private RetryAfter() {}

    /** How long the receiver asks us to wait, at most 24 hours; empty for nonsense, null and what is already over. */
    static Optional<Duration> parse(String header, Instant now) {
        if (header == null || header.length() > LONGEST_TEXT) {
            return Optional.empty();
        }
        return wait(header.strip(), now)
                .filter(Duration::isPositive)
                .map(wait -> wait.compareTo(MOST) > 0 ? MOST : wait);
    }

    private static Optional<Duration> wait(String text, Instant now) {
        var seconds = SECONDS.matcher(text);
        if (seconds.matches()) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(seconds.group(1))));
        }
        try {
            Instant date = DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
            return Optional.of(Duration.between(now, date));
        } catch (DateTimeException nonsense) {
            return Optional.empty();
        }
    }
}
