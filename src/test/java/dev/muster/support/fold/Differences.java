package dev.muster.support.fold;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Two collections side by side. */
final class Differences {

    private Differences() {}

    static <T> List<String> of(String what, Map<String, T> one, Map<String, T> other) {
        Set<String> keys = new HashSet<>(one.keySet());
        keys.addAll(other.keySet());
        return keys.stream()
                .filter(key -> !one.containsKey(key)
                        || !other.containsKey(key)
                        || !one.get(key).equals(other.get(key)))
                .sorted()
                .map(key -> "%s %s:%n  %s%n  %s".formatted(what, key, one.get(key), other.get(key)))
                .toList();
    }

    static <T> List<String> of(String what, Set<T> one, Set<T> other) {
        Set<T> all = new HashSet<>(one);
        all.addAll(other);
        return all.stream()
                .filter(element -> one.contains(element) != other.contains(element))
                .map(element -> "%s %s: only on the %s side"
                        .formatted(what, element, one.contains(element) ? "first" : "second"))
                .sorted()
                .toList();
    }
}
