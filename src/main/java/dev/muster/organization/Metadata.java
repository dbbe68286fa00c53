package dev.muster.organization;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The developer's own notes on an organization: at most 50 keys of at most 40 characters, values of at most 600. */
public record Metadata(Map<String, String> values) {

    public static final Metadata NONE = new Metadata(Map.of());

    private static final int KEYS = 50;
    private static final int KEY_LENGTH = 40;
    private static final int VALUE_LENGTH = 600;

    /** These notes changed by others: a null value takes the key away, no key at all takes everything away. */
    public Metadata merged(Map<String, String> changes) {
        if (changes.isEmpty()) {
            return NONE;
        }
        var merged = new TreeMap<>(values);
        changes.forEach((key, value) -> merged.compute(key, (same, old) -> value));
        return new Metadata(merged);
    }

    /** What is wrong with them, in a sentence; empty when they can be stored. */
    public Optional<String> complaint() {
        if (values.size() > KEYS) {
            return Optional.of("Metadata can have at most 50 keys.");
        }
        if (values.keySet().stream().anyMatch(key -> key.isEmpty() || key.length() > KEY_LENGTH)) {
            return Optional.of("Metadata keys must have 1 to 40 characters.");
        }
        if (values.values().stream().anyMatch(value -> value.length() > VALUE_LENGTH)) {
            return Optional.of("Metadata values can have at most 600 characters.");
        }
        return Optional.empty();
    }
}
