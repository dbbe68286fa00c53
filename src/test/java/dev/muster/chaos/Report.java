package dev.muster.chaos;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.chaos.Fault.Inflicted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A run as text for people (Markdown) and as JSON for programs. */
record Report(
        long seed,
        long started,
        long ended,
        List<Inflicted> faults,
        int acknowledged,
        long unanswered,
        double catchUpSeconds,
        List<Double> takeovers,
        Verdict verdict) {

    private static final JsonMapper JSON = new JsonMapper();

    /** Writes {@code report.md} and {@code report.json} into the folder. */
    void write(Path folder) throws IOException {
        Files.writeString(folder.resolve("report.md"), text());
        JSON.writerWithDefaultPrettyPrinter()
                .writeValue(folder.resolve("report.json").toFile(), json());
    }

    private double seconds(long nanos) {
        return (nanos - started) / 1e9;
    }

    String text() {
        var text = new StringBuilder("# Chaos run, seed %d%n%n".formatted(seed));
        text.append("%s%n%n".formatted(verdict.kept() ? "All promises kept." : "**PROMISES BROKEN.**"));
        verdict.broken().forEach(sentence -> text.append("- broken: %s%n".formatted(sentence)));
        text.append(
                "%,d writes acknowledged in %.0f s under %d faults (%,d writes without an answer); %.0f s until all had arrived.%n"
                        .formatted(acknowledged, seconds(ended), faults.size(), unanswered, catchUpSeconds));
        text.append(
                "Acknowledged writes without an event: %d; events in another order than the writes: %d; gaps between positions: %d.%n"
                        .formatted(verdict.eventsMissing(), verdict.changesOutOfOrder(), verdict.gaps()));
        if (!takeovers.isEmpty()) {
            text.append("Lanes of a killed replica were served again after at most %.1f s (%s).%n"
                    .formatted(Collections.max(takeovers), seconds(takeovers)));
        }
        text.append(
                "%n| endpoint | events | missing | out of order | repeats | most after one fault |%n|---|---|---|---|---|---|%n"
                        .formatted());
        for (int i = 0; i < verdict.endpoints().size(); i++) {
            var endpoint = verdict.endpoints().get(i);
            text.append("| %d | %,d | %d | %d | %d (at most %,d) | %d (at most %d) |%n"
                    .formatted(
                            i,
                            endpoint.arrived(),
                            endpoint.missing(),
                            endpoint.outOfOrder(),
                            endpoint.repeatsInAll(),
                            endpoint.repeatsAllowed(),
                            endpoint.mostRepeats(),
                            Verdict.REPEATS_PER_KILL));
        }
        text.append("%n| second | fault | | repeats, all endpoints |%n|---|---|---|---|%n".formatted());
        for (int i = 0; i < faults.size(); i++) {
            var fault = faults.get(i);
            text.append("| %.0f | %s | %s | %d |%n"
                    .formatted(seconds(fault.from()), fault.fault().name(), fault.note(), repeatsAfter(i)));
        }
        return text.toString();
    }

    private static String seconds(List<Double> takeovers) {
        return takeovers.stream().map("%.1f"::formatted).collect(Collectors.joining(", "));
    }

    private int repeatsAfter(int fault) {
        return verdict.endpoints().stream()
                .mapToInt(endpoint -> endpoint.repeats().getOrDefault(fault, 0))
                .sum();
    }

    private ObjectNode json() {
        ObjectNode json = JSON.createObjectNode();
        json.put("seed", seed)
                .put("kept", verdict.kept())
                .put("seconds", seconds(ended))
                .put("writes_acknowledged", acknowledged)
                .put("writes_unanswered", unanswered)
                .put("catch_up_seconds", catchUpSeconds)
                .put("events_missing", verdict.eventsMissing())
                .put("events_out_of_order", verdict.changesOutOfOrder())
                .put("position_gaps", verdict.gaps());
        verdict.broken().forEach(json.putArray("broken")::add);
        takeovers.forEach(json.putArray("takeover_seconds")::add);
        var endpoints = json.putArray("endpoints");
        verdict.endpoints()
                .forEach(endpoint -> endpoints
                        .addObject()
                        .put("events", endpoint.arrived())
                        .put("missing", endpoint.missing())
                        .put("out_of_order", endpoint.outOfOrder())
                        .put("repeats", endpoint.repeatsInAll())
                        .put("most_repeats_after_one_fault", endpoint.mostRepeats()));
        var inflicted = json.putArray("faults");
        IntStream.range(0, faults.size())
                .forEach(i -> inflicted
                        .addObject()
                        .put("second", seconds(faults.get(i).from()))
                        .put("fault", faults.get(i).fault().name())
                        .put("note", faults.get(i).note())
                        .put("repeats", repeatsAfter(i)));
        return json;
    }
}
