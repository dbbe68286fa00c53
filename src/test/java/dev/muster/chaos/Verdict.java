package dev.muster.chaos;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the endpoints of a run got, held against what was promised. */
record Verdict(List<Endpoint> endpoints, int repeatsAllowed) {

    private static final Pattern NAME = Pattern.compile("\"first_name\":\"(p\\d+)-v(\\d+)\"");

    /**
     * @param missing    acknowledged changes that never arrived
     * @param outOfOrder first arrivals of a change after a later change of the same person
     */
    record Endpoint(int arrived, int repeats, int missing, int outOfOrder) {

        static Endpoint of(List<Sink.Arrival> arrivals, Set<String> acknowledged) {
            Set<String> ids = new HashSet<>();
            Set<String> missing = new HashSet<>(acknowledged);
            Map<String, Integer> latest = new HashMap<>();
            int outOfOrder = 0;
            for (Sink.Arrival arrival : arrivals) {
                Matcher name = NAME.matcher(arrival.body());
                if (ids.add(arrival.eventId()) && name.find()) {
                    missing.remove(name.group(1) + "-v" + name.group(2));
                    int version = Integer.parseInt(name.group(2));
                    Integer before = latest.merge(name.group(1), version, Math::max);
                    outOfOrder += before > version ? 1 : 0;
                }
            }
            return new Endpoint(ids.size(), arrivals.size() - ids.size(), missing.size(), outOfOrder);
        }
    }

    boolean complete() {
        return endpoints.stream().allMatch(endpoint -> endpoint.missing() == 0);
    }

    boolean kept() {
        return complete()
                && endpoints.stream()
                        .allMatch(endpoint -> endpoint.outOfOrder() == 0 && endpoint.repeats() <= repeatsAllowed);
    }

    void print(PrintStream out) {
        for (int i = 0; i < endpoints.size(); i++) {
            Endpoint endpoint = endpoints.get(i);
            out.printf(
                    "Endpoint %d: %,d events, %d missing, %d out of order, %d repeats (at most %d)%n",
                    i,
                    endpoint.arrived(),
                    endpoint.missing(),
                    endpoint.outOfOrder(),
                    endpoint.repeats(),
                    repeatsAllowed);
        }
        out.println(kept() ? "All promises kept." : "PROMISES BROKEN.");
    }
}
