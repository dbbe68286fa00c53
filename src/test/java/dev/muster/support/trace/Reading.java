package dev.muster.support.trace;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.support.trace.EventExpectation.AnyOrder;
import dev.muster.support.trace.EventExpectation.One;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One way to read the events so far. Optional events make it possible to read the same events in several ways.
 *
 * @param ahead what may or must still come
 * @param captured the names given by the events that were read
 */
record Reading(List<EventExpectation> ahead, Map<String, JsonNode> captured) {

    static final Reading START = new Reading(List.of(), Map.of());

    Reading expecting(List<EventExpectation> more) {
        return new Reading(Stream.concat(ahead.stream(), more.stream()).toList(), captured);
    }

    /** All ways to go on with this event; none if it is not expected here. */
    Stream<Reading> after(JsonNode event) {
        if (ahead.isEmpty()) {
            return Stream.empty();
        }
        EventExpectation next = ahead.getFirst();
        Reading past = new Reading(ahead.subList(1, ahead.size()), captured);
        return Stream.concat(past.taking(next, event), next.optional() ? past.after(event) : Stream.empty());
    }

    /** Nothing that must come is still ahead. */
    boolean complete() {
        return ahead.stream().allMatch(EventExpectation::optional);
    }

    List<One> missing() {
        return ahead.stream()
                .flatMap(EventExpectation::each)
                .filter(one -> !one.optional())
                .toList();
    }

    private Stream<Reading> taking(EventExpectation next, JsonNode event) {
        return switch (next) {
            case One one -> Stream.of(one).filter(it -> it.matches(event)).map(it -> with(it.captured(event)));
            case AnyOrder any ->
                any.members().stream()
                        .filter(member -> member.matches(event))
                        .map(member -> with(member.captured(event)).before(any.without(member)));
        };
    }

    private Reading with(Map<String, JsonNode> more) {
        Map<String, JsonNode> all = new HashMap<>(captured);
        all.putAll(more);
        return new Reading(ahead, all);
    }

    private Reading before(EventExpectation rest) {
        return new Reading(Stream.concat(Stream.of(rest), ahead.stream()).toList(), captured);
    }
}
