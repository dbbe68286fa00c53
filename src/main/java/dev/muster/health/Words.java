package dev.muster.health;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Numbers and times as people say them. */
final class Words {

    private Words() {}

    static String ago(Instant moment, Instant now) {
        Duration gone = Duration.between(moment, now);
        if (gone.toDays() >= 2) {
            return gone.toDays() + " days ago";
        }
        if (gone.toHours() >= 2) {
            return gone.toHours() + " hours ago";
        }
        return Math.max(1, gone.toMinutes()) + " minutes ago";
    }

    static String count(long number, String one, String many) {
        return number == 1 ? "1 " + one : number + " " + many;
    }

    /** A few, and how many more there are. */
    static String some(List<String> names, long all) {
        String listed = String.join(", ", names);
        return all > names.size() ? listed + " and " + (all - names.size()) + " more" : listed;
    }
}
