package dev.muster.health;

import dev.muster.directory.AttributeCheck;
import dev.muster.directory.Directory;
import dev.muster.directory.DirectoryCheck;
import dev.muster.directory.DirectoryListing;
import dev.muster.directory.DirectoryToken;
import dev.muster.event.RecentChanges;
import dev.muster.provider.ProviderType;
import dev.muster.requestlog.LoggedRequest;
import dev.muster.requestlog.RequestKind;
import dev.muster.requestlog.Traffic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything the findings of one directory are judged by, read once.
 *
 * @param recent  its newest requests, newest first
 * @param refused its newest refused requests of the last day, newest first
 * @param hours   counts of the last day
 * @param failing attributes that some of its people lack
 * @param changes its newest events, newest first
 */
record Evidence(
        Instant now,
        DirectoryListing.Counted counted,
        List<DirectoryToken> tokens,
        Map<RequestKind, Traffic.Span> kinds,
        List<Traffic.Hour> hours,
        List<LoggedRequest> recent,
        List<LoggedRequest> refused,
        DirectoryCheck.People people,
        List<AttributeCheck.Failing> failing,
        List<DirectoryCheck.Group> groups,
        List<RecentChanges.Change> changes) {

    static final Duration DAY = Duration.ofDays(1);
    /** So long after its first change a directory is still being filled. */
    static final Duration YOUNG = Duration.ofMinutes(10);

    private static final Duration HOUR = Duration.ofHours(1);

    Directory directory() {
        return counted.directory();
    }

    ProviderType provider() {
        return ProviderType.named(directory().type()).orElse(ProviderType.GENERIC);
    }

    boolean has(RequestKind kind) {
        return kinds.containsKey(kind);
    }

    Optional<Instant> first(RequestKind kind) {
        return Optional.ofNullable(kinds.get(kind)).map(Traffic.Span::first);
    }

    /** From the counts or from the log, whichever knows the later. */
    Optional<Instant> last(RequestKind kind) {
        return Stream.concat(
                        Stream.ofNullable(kinds.get(kind)).map(Traffic.Span::last),
                        recent.stream()
                                .filter(request -> isOf(request, kind))
                                .limit(1)
                                .map(LoggedRequest::at))
                .max(Instant::compareTo);
    }

    private static boolean isOf(LoggedRequest request, RequestKind kind) {
        return switch (kind) {
            case RECEIVED -> true;
            case REJECTED -> request.rejected();
            case ACCEPTED -> !request.rejected();
            case FAILED -> request.refused() && !request.rejected();
            case SUCCEEDED -> !request.refused();
            case WRITTEN -> !request.refused() && !request.reads();
            default -> false;
        };
    }

    boolean longAgo(Instant moment, Duration duration) {
        return moment.isBefore(now.minus(duration));
    }

    /** Requests of the running hour and the one before it. */
    long requestsLately(boolean failed) {
        Instant since = now.minus(HOUR).minus(HOUR);
        return hours.stream()
                .filter(hour -> hour.hour().isAfter(since) && hour.status() != 401)
                .filter(hour -> !failed || hour.status() >= 400)
                .mapToLong(Traffic.Hour::requests)
                .sum();
    }
}
