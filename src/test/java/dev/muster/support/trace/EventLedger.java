package dev.muster.support.trace;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.support.wire.EventFeed;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Holds the events of one directory against what the steps expect.
 *
 * <p>Only a step that must cause events waits for them. What nobody expected comes to light when the list is read for a
 * later step, or when things have settled after the last one; its time says which step caused it.
 */
final class EventLedger {

    private final EventFeed feed;
    private final Journal journal;
    private final Waits waits;
    private List<Reading> readings = List.of(Reading.START);

    /** Reads the list to its end; only newer events count from here on. */
    EventLedger(EventFeed feed, Journal journal, Waits waits) {
        this.feed = feed;
        this.journal = journal;
        this.waits = waits;
        feed.news();
    }

    /** Waits a few seconds for what must come, and reports what did not. @return names captured from events */
    Map<String, JsonNode> await(List<EventExpectation> expected) {
        readings = readings.stream().map(reading -> reading.expecting(expected)).toList();
        if (!isComplete()) {
            Pause.until(waits.forEvents(), this::readToCompletion);
            reportMissing();
        }
        return best().captured();
    }

    /** Gives late events the time to show up. */
    void settle() {
        Pause.of(waits.toSettle());
        read();
    }

    private boolean readToCompletion() {
        read();
        return isComplete();
    }

    private void read() {
        feed.news().forEach(this::take);
    }

    private void take(JsonNode event) {
        List<Reading> next = readings.stream()
                .flatMap(reading -> reading.after(event))
                .distinct()
                .toList();
        if (next.isEmpty()) {
            journal.at(time(event)).problem("unexpected event: " + event);
        } else {
            readings = next;
        }
    }

    private boolean isComplete() {
        return readings.stream().anyMatch(Reading::complete);
    }

    private Reading best() {
        return readings.stream()
                .min(Comparator.comparingInt(reading -> reading.missing().size()))
                .orElse(Reading.START);
    }

    private void reportMissing() {
        List<EventExpectation.One> missing = best().missing();
        missing.forEach(one -> one.step().problem("event did not come: " + one.script()));
        if (!missing.isEmpty()) {
            readings = List.of(new Reading(List.of(), best().captured()));
        }
    }

    private static Instant time(JsonNode event) {
        return Instant.parse(event.path("created_at").asText());
    }
}
