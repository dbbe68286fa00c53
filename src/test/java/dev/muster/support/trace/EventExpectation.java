package dev.muster.support.trace;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** An element of a step's list of events. */
sealed interface EventExpectation {

    /** Nothing is missing if no event comes for it. */
    boolean optional();

    /** The single events, in the order of the file. */
    Stream<One> each();

    /**
     * One event.
     *
     * @param step the log of the step that must cause it
     * @param script type, fields and captures, names filled in
     */
    record One(StepLog step, JsonNode script, boolean optional) implements EventExpectation {

        boolean matches(JsonNode event) {
            return event.path("event").equals(script.path("event"))
                    && script.path("fields")
                            .propertyStream()
                            .allMatch(field -> MatcherReader.read(field.getValue())
                                    .matches(JsonPath.ofMembers(field.getKey()).in(event.path("data"))))
                    && captured(event).values().stream().noneMatch(JsonNode::isMissingNode);
        }

        /** The names this event gives, with their values. */
        Map<String, JsonNode> captured(JsonNode event) {
            Map<String, JsonNode> captured = new HashMap<>();
            script.path("capture")
                    .propertyStream()
                    .forEach(capture -> captured.put(
                            capture.getKey(),
                            JsonPath.of(capture.getValue().asText()).in(event)));
            return captured;
        }

        @Override
        public Stream<One> each() {
            return Stream.of(this);
        }
    }

    /** These, in any order among themselves. */
    record AnyOrder(List<One> members) implements EventExpectation {

        @Override
        public boolean optional() {
            return members.stream().allMatch(One::optional);
        }

        @Override
        public Stream<One> each() {
            return members.stream();
        }

        AnyOrder without(One member) {
            List<One> rest = new ArrayList<>(members);
            rest.remove(member);
            return new AnyOrder(rest);
        }
    }

    /**
     * Reads the list of a step. All of it becomes optional when the answer had a wrong status: that is reported
     * already, and what the request should have caused may or may not have happened.
     */
    static List<EventExpectation> read(StepLog step, JsonNode events) {
        return StreamSupport.stream(events.spliterator(), false)
                .map(element -> element.has("anyOrder") ? anyOrder(step, element.get("anyOrder")) : one(step, element))
                .toList();
    }

    /** What concurrent steps cause may come in any order. */
    static List<EventExpectation> shuffled(List<EventExpectation> expected) {
        return List.of(
                new AnyOrder(expected.stream().flatMap(EventExpectation::each).toList()));
    }

    private static EventExpectation anyOrder(StepLog step, JsonNode members) {
        return new AnyOrder(StreamSupport.stream(members.spliterator(), false)
                .map(member -> one(step, member))
                .toList());
    }

    private static One one(StepLog step, JsonNode element) {
        return new One(
                step, element, !step.wasTaken() || element.path("optional").asBoolean());
    }
}
