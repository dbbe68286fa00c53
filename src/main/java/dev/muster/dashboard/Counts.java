package dev.muster.dashboard;

import dev.muster.webhook.Replays;
import java.util.Locale;

/** Numbers of things in a sentence. */
final class Counts {

    private Counts() {}

    /** "No event", "1 event", "1,234 events", "At least 100,000 events". */
    static String of(long number, String thing) {
        if (number == 0) {
            return "No " + thing;
        }
        String shown = String.format(Locale.ENGLISH, "%,d ", number) + thing + (number == 1 ? "" : "s");
        return number >= Replays.COUNTED ? "At least " + shown : shown;
    }
}
