package dev.muster.organization;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A DNS that holds what a test publishes. */
@ApplicationScoped
class FakeDns implements TxtRecords {

    private final Map<String, List<String>> records = new ConcurrentHashMap<>();

    void publish(String name, String text) {
        records.put(name, List.of("v=spf1 -all", text));
    }

    @Override
    public List<String> of(String name) {
        return records.getOrDefault(name, List.of());
    }
}
