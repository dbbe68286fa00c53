package dev.muster.support.trace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One scenario: what an identity provider sends, in order.
 *
 * @param name the file's name without its ending, such as {@code okta-group-push}
 */
public record Trace(String name, List<Step> steps) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FOLDER = "/idp-traces";
    private static final String ENDING = ".jsonl";

    /** The trace of that name in {@code src/test/resources/idp-traces}. */
    public static Trace load(String name) {
        try (InputStream file = Trace.class.getResourceAsStream(FOLDER + "/" + name + ENDING)) {
            return of(name, new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of all traces, sorted. */
    public static List<String> names() {
        try (Stream<Path> files = Files.list(folder())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(ENDING))
                    .map(file -> file.substring(0, file.length() - ENDING.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Trace of(String name, String lines) {
        return new Trace(
                name,
                lines.lines().filter(line -> !line.isBlank()).map(Trace::step).toList());
    }

    /** The type of directory whose provider sends this. */
    public String directoryType() {
        return switch (name.substring(0, name.indexOf('-'))) {
            case "entra" -> "azure scim v2.0";
            case "okta" -> "okta scim v2.0";
            case "onelogin", "base" -> "onelogin scim v2.0";
            case "jumpcloud" -> "jump cloud scim v2.0";
            case "ping" -> "pingfederate scim v2.0";
            case "cyberark" -> "cyberark scim v2.0";
            case "rippling" -> "rippling scim v2.0";
            case "sailpoint" -> "sailpoint scim v2.0";
            case "generic" -> "generic scim v2.0";
            default -> throw new IllegalArgumentException("No type is known for " + name);
        };
    }

    /** The steps in order, those that are sent at the same moment together. */
    List<List<Step>> rounds() {
        List<List<Step>> rounds = new ArrayList<>();
        for (Step step : steps) {
            if (rounds.isEmpty() || !together(rounds.getLast().getLast(), step)) {
                rounds.add(new ArrayList<>());
            }
            rounds.getLast().add(step);
        }
        return rounds;
    }

    private static boolean together(Step one, Step next) {
        return next.concurrent().isPresent() && next.concurrent().equals(one.concurrent());
    }

    private static Step step(String line) {
        try {
            return new Step(JSON.readTree(line));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not a JSON object: " + line, e);
        }
    }

    private static Path folder() {
        URL folder = Trace.class.getResource(FOLDER);
        try {
            return Path.of(folder.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
