package dev.muster.health;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How the synchronization of a directory is doing.
 *
 * @param lastWriteAt the last successful change
 * @param lastErrorAt the last refused request
 * @param caller      User-Agent of the newest request
 * @param counts      requests of the last day
 * @param checklist   the steps of a set-up, in their order
 * @param findings    the urgent ones first
 * @param muted       those that somebody does not want to see; they count for nothing
 */
public record HealthReport(
        State state,
        Optional<Instant> lastRequestAt,
        Optional<Instant> lastWriteAt,
        Optional<Instant> lastSuccessAt,
        Optional<Instant> lastErrorAt,
        Optional<String> caller,
        Counts counts,
        List<Step> checklist,
        List<Finding> findings,
        List<Muted> muted) {

    /** The directory's synchronization in one word. */
    public enum State {
        /** No request has ever come. */
        NEVER_CONTACTED("Never contacted", "warn"),
        /** The newest requests came without a right token. */
        REJECTED("Token rejected", "bad"),
        /** It is paused on our side. */
        PAUSED("Paused", "warn"),
        /** Requests come with a right token, but nothing was written yet. */
        PROBING("Connected, nothing sent yet", "warn"),
        /** The provider has stopped calling. */
        SILENT("Silent", "warn"),
        /** Too many requests fail. */
        FAILING("Failing", "bad"),
        /** It works, with problems. */
        DEGRADED("Working, with problems", "warn"),
        /** The first people are coming. */
        SYNCING("First synchronization", "good"),
        HEALTHY("Healthy", "good");

        private final String title;
        private final String tone;

        State(String title, String tone) {
            this.title = title;
            this.tone = tone;
        }

        /** A few words for people. */
        public String title() {
            return title;
        }

        /** Whether that is {@code good}, a {@code warn}ing or {@code bad}. */
        public String tone() {
            return tone;
        }

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A finding, and the wish not to see it. */
    public record Muted(Finding finding, MutedFinding wish) {}

    /** @param succeeded answers below 400; {@code rejected} 401; {@code refused} other 4xx; {@code failed} 5xx */
    public record Counts(long succeeded, long rejected, long refused, long failed) {
        public long all() {
            return succeeded + rejected + refused + failed;
        }

        /** Answers of 4xx and 5xx. */
        public long troubles() {
            return rejected + refused + failed;
        }
    }

    /**
     * A step of a set-up.
     *
     * @param code  stable name
     * @param title in words
     * @param at    when it was done; empty: not yet, or nobody knows when
     */
    public record Step(String code, String title, boolean done, Optional<Instant> at) {}

    /** Whether every step of the set-up is done. */
    public boolean complete() {
        return checklist.stream().allMatch(Step::done);
    }
}
