package dev.muster.support.traffic;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What came of a run.
 *
 * @param took from the first request to the last answer
 */
public record TrafficReport(Plan plan, Duration took, List<Sample> samples) {

    private static final int SHOWN = 10;

    public Map<Integer, Long> countByStatus() {
        return samples.stream().collect(Collectors.groupingBy(Sample::status, TreeMap::new, Collectors.counting()));
    }

    public double requestsPerSecond() {
        return samples.size() * 1e9 / took.toNanos();
    }

    /** The time within which that share of the requests was answered. @param share between 0 and 1 */
    public Duration percentile(double share) {
        List<Duration> sorted = samples.stream().map(Sample::took).sorted().toList();
        return sorted.get(Math.max(0, (int) Math.ceil(share * sorted.size()) - 1));
    }

    /** @throws AssertionError if an answer was neither a 2xx nor a 404 or 409, with the seed */
    public void assertNoSurprises() {
        List<String> surprises =
                samples.stream().flatMap(sample -> sample.surprise().stream()).toList();
        if (!surprises.isEmpty()) {
            throw new AssertionError(
                    surprises.stream().limit(SHOWN).collect(Collectors.joining("\n\n", this + "\n\n", "")));
        }
    }

    @Override
    public String toString() {
        return "%s: %d requests in %s, answers %s".formatted(plan, samples.size(), took, countByStatus());
    }
}
