package dev.muster.dashboard;

import dev.muster.id.IdType;
import dev.muster.tenant.ApiKey;
import dev.muster.tenant.Environment;
import io.quarkus.qute.TemplateExtension;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How values look on pages; in templates as {@code value.word}. */
@TemplateExtension
final class Shown {

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private Shown() {}

    static String shown(Instant at) {
        return MOMENT.format(at);
    }

    static String capitalized(String word) {
        return word.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    static String printedId(Environment environment) {
        return IdType.ENVIRONMENT.print(environment.id());
    }

    static String printedId(ApiKey key) {
        return IdType.API_KEY.print(key.id());
    }
}
