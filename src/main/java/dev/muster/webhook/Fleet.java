package dev.muster.webhook;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The lanes that one runner serves, by endpoint. */
final class Fleet {

    private final Map<UUID, Lane> lanes = new HashMap<>();
    private long edition;

    /** Another number after lanes have come or gone. */
    long edition() {
        return edition;
    }

    Collection<Lane> lanes() {
        return lanes.values();
    }

    Stream<Lane> stream() {
        return lanes.values().stream();
    }

    List<Lane> where(Predicate<Lane> condition) {
        return stream().filter(condition).toList();
    }

    boolean has(UUID endpoint) {
        return lanes.containsKey(endpoint);
    }

    boolean isEmpty() {
        return lanes.isEmpty();
    }

    void add(Lane lane) {
        lanes.put(lane.endpoint(), lane);
        edition++;
    }

    void removeIf(Predicate<Lane> condition) {
        if (lanes.values().removeIf(condition)) {
            edition++;
        }
    }
}
