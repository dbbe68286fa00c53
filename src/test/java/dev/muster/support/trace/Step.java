package dev.muster.support.trace;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One line of a trace, before names are filled in. */
record Step(JsonNode line) {

    int number() {
        return line.path("step").asInt();
    }

    String note() {
        return line.path("note").asText();
    }

    JsonNode request() {
        return line.path("request");
    }

    JsonNode expect() {
        return line.path("expect");
    }

    JsonNode capture() {
        return line.path("capture");
    }

    JsonNode events() {
        return line.path("events");
    }

    /** The name that this step shares with the steps that are sent at the same moment. */
    Optional<String> concurrent() {
        return Optional.ofNullable(line.path("concurrent").textValue());
    }

    /** How many answers of the concurrent steps have which status; empty where nothing is said about it. */
    Map<Integer, Long> batch() {
        Map<Integer, Long> counts = new TreeMap<>();
        line.path("batch")
                .path("status")
                .propertyStream()
                .forEach(count -> counts.put(
                        Integer.valueOf(count.getKey()), count.getValue().asLong()));
        return counts;
    }

    /** The pause before the step. */
    Duration pause() {
        return Duration.ofMillis(line.path("waitMs").asLong());
    }
}
