package dev.muster.webhook;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One wait of a retry schedule as text: {@code 50ms}, {@code 5s}, {@code 2m}, {@code 1h}, {@code 7d}. */
final class Wait {

    private static final Duration LONGEST = Duration.ofDays(7);
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

    private Wait() {}

    static Duration parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw refused(text);
        }
        Duration wait = unit(matcher.group(2)).multipliedBy(Long.parseLong(matcher.group(1)));
        if (wait.isZero() || wait.compareTo(LONGEST) > 0) {
            throw refused(text);
        }
        return wait;
    }

    static String print(Duration wait) {
        for (String unit : List.of("d", "h", "m", "s")) {
            if (wait.toMillis() % unit(unit).toMillis() == 0) {
                return wait.toMillis() / unit(unit).toMillis() + unit;
            }
        }
        return wait.toMillis() + "ms";
    }

    private static Duration unit(String name) {
        return switch (name) {
            case "ms" -> Duration.ofMillis(1);
            case "s" -> Duration.ofSeconds(1);
            case "m" -> Duration.ofMinutes(1);
            case "h" -> Duration.ofHours(1);
            default -> Duration.ofDays(1);
        };
    }

    private static IllegalArgumentException refused(String text) {
        return new IllegalArgumentException("The retry schedule is a list of waits such as 5s,30s,2m,1h, each up to 7"
                + " days; '" + text.strip() + "' is not one.");
    }
}
