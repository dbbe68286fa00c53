package dev.muster.requestlog;

import dev.muster.id.Ulids;
import dev.muster.requestlog.NewRequest.Endpoint;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Adds up requests between two writings of the counts: many requests of a directory become a few rows. Not thread-safe. */
final class TrafficCounts {

    private static final Comparator<Endpoint> BY_ID =
            Comparator.comparing(Endpoint::environmentId).thenComparing(Endpoint::directoryId);

    /** So many requests of one directory, in one hour, had this status. */
    record Hour(Endpoint directory, Instant hour, int status, long requests) {}

    /** Between these times requests of this kind came. */
    record Mark(Endpoint directory, RequestKind kind, Instant first, Instant last) {}

    private record Cell(Instant hour, int status) {}

    private static final class Tally {
        private final Map<Cell, Long> hours = new HashMap<>();
        private final Map<RequestKind, Instant[]> kinds = new EnumMap<>(RequestKind.class);
    }

    // Sorted, so that two replicas never lock the same rows the other way round.
    private final Map<Endpoint, Tally> tallies = new TreeMap<>(BY_ID);

    void add(NewRequest request) {
        Tally tally = tallies.computeIfAbsent(
                new Endpoint(request.environmentId(), request.directoryId()), directory -> new Tally());
        Instant at = Ulids.instant(request.id());
        tally.hours.merge(new Cell(at.truncatedTo(ChronoUnit.HOURS), request.status()), 1L, Long::sum);
        for (RequestKind kind : RequestKind.of(request)) {
            Instant[] span = tally.kinds.computeIfAbsent(kind, first -> new Instant[] {at, at});
            span[0] = span[0].isBefore(at) ? span[0] : at;
            span[1] = span[1].isAfter(at) ? span[1] : at;
        }
    }

    List<Hour> hours() {
        return tallies.entrySet().stream()
                .flatMap(entry -> entry.getValue().hours.entrySet().stream()
                        .sorted(Comparator.comparing((Map.Entry<Cell, Long> cell) ->
                                        cell.getKey().hour())
                                .thenComparing(cell -> cell.getKey().status()))
                        .map(cell -> new Hour(
                                entry.getKey(),
                                cell.getKey().hour(),
                                cell.getKey().status(),
                                cell.getValue())))
                .toList();
    }

    List<Mark> marks() {
        return tallies.entrySet().stream()
                .flatMap(entry -> entry.getValue().kinds.entrySet().stream()
                        .map(kind -> new Mark(entry.getKey(), kind.getKey(), kind.getValue()[0], kind.getValue()[1])))
                .toList();
    }
}
