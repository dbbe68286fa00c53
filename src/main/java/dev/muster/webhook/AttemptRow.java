package dev.muster.webhook;

import dev.muster.webhook.Outcome.Blocked;
import dev.muster.webhook.Outcome.Delivered;
import dev.muster.webhook.Outcome.Gone;
import dev.muster.webhook.Outcome.Refused;
import dev.muster.webhook.Outcome.Unreachable;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/** One attempt as it is kept. Of an answer to a delivered event only the first characters, of a refusal more. */
record AttemptRow(
        UUID eventId,
        String type,
        int n,
        Instant at,
        Integer status,
        int millis,
        String outcome,
        Trigger trigger,
        String error,
        String head) {

    private static final int HEAD_OF_DELIVERED = 200;
    private static final int GONE = 410;

    static AttemptRow of(UUID event, String type, int n, Trigger trigger, Outcome outcome, Instant at) {
        return switch (outcome) {
            case Delivered o ->
                new AttemptRow(
                        event,
                        type,
                        n,
                        at,
                        o.status(),
                        (int) o.millis(),
                        "delivered",
                        trigger,
                        null,
                        beginning(o.head()));
            case Refused o ->
                new AttemptRow(
                        event, type, n, at, o.status(), (int) o.millis(), "refused", trigger, null, text(o.head()));
            case Gone o ->
                new AttemptRow(event, type, n, at, GONE, (int) o.millis(), "gone", trigger, null, text(o.head()));
            case Unreachable o ->
                new AttemptRow(
                        event,
                        type,
                        n,
                        at,
                        null,
                        (int) o.millis(),
                        "unreachable",
                        trigger,
                        o.kind().name().toLowerCase(Locale.ROOT),
                        null);
            case Blocked o -> new AttemptRow(event, type, n, at, null, 0, "blocked", trigger, o.reason(), null);
        };
    }

    private static String beginning(String head) {
        return head.length() <= HEAD_OF_DELIVERED ? text(head) : text(head.substring(0, HEAD_OF_DELIVERED));
    }

    /** PostgreSQL's text holds no NUL. */
    private static String text(String head) {
        return head.isEmpty() ? null : head.replace('\0', '\uFFFD');
    }
}
