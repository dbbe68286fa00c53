package dev.muster.chaos;

import dev.muster.chaos.Fault.Inflicted;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the endpoints of a run got, held against what was promised.
 *
 * @param eventsMissing acknowledged changes without an event in the log
 * @param changesOutOfOrder acknowledged changes of one person whose events stand in another order than they were acknowledged
 * @param gaps          positions of the log without an event
 */
record Verdict(List<Endpoint> endpoints, int eventsMissing, int changesOutOfOrder, long gaps, List<String> broken) {

    static final int REPEATS_PER_KILL = 64;

    /**
     * @param missing    acknowledged changes that never arrived
     * @param outOfOrder first acknowledgements after that of an event of the same person with a higher position
     * @param repeats    by fault: those that came after it and before the next
     */
    record Endpoint(int arrived, int missing, int outOfOrder, Map<Integer, Integer> repeats, int repeatsAllowed) {

        /** @param positions of all events in the log, by their ids */
        static Endpoint of(
                List<Sink.Arrival> arrivals,
                Set<String> acknowledged,
                Map<String, Long> positions,
                List<Inflicted> faults) {
            Set<String> ids = new HashSet<>();
            Set<String> missing = new HashSet<>(acknowledged);
            Map<Integer, Long> latest = new HashMap<>();
            Map<Integer, Integer> repeats = new HashMap<>();
            int outOfOrder = 0;
            for (Sink.Arrival arrival : arrivals) {
                if (!ids.add(arrival.eventId())) {
                    repeats.merge(before(arrival.nanos(), faults), 1, Integer::sum);
                } else {
                    missing.remove(arrival.change());
                    long pos = positions.getOrDefault(arrival.eventId(), 0L);
                    outOfOrder += latest.merge(arrival.person(), pos, Math::max) > pos ? 1 : 0;
                }
            }
            int kills = (int)
                    faults.stream().filter(fault -> fault.fault().repeats()).count();
            return new Endpoint(ids.size(), missing.size(), outOfOrder, repeats, kills * REPEATS_PER_KILL);
        }

        private static int before(long nanos, List<Inflicted> faults) {
            int last = -1;
            for (int i = 0; i < faults.size() && faults.get(i).from() <= nanos; i++) {
                last = i;
            }
            return last;
        }

        int repeatsInAll() {
            return repeats.values().stream().mapToInt(Integer::intValue).sum();
        }

        int mostRepeats() {
            return repeats.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        }
    }

    boolean kept() {
        return eventsMissing == 0
                && changesOutOfOrder == 0
                && gaps == 0
                && broken.isEmpty()
                && endpoints.stream()
                        .allMatch(endpoint -> endpoint.missing() == 0
                                && endpoint.outOfOrder() == 0
                                && endpoint.repeatsInAll() <= endpoint.repeatsAllowed()
                                && endpoint.mostRepeats() <= REPEATS_PER_KILL);
    }
}
