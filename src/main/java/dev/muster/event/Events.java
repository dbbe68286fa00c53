package dev.muster.event;

import dev.muster.event.LogReader.Head;
import dev.muster.event.LogReader.Range;
import dev.muster.sql.Condition;
import dev.muster.tenant.CurrentEnvironment;
import dev.muster.tenant.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The events of the current environment as applications read them: by cursor, oldest first, none ever skipped. */
@ApplicationScoped
public class Events {

    private final LogReader log;
    private final CurrentEnvironment environment;
    private final Transactions transactions;

    Events(LogReader log, CurrentEnvironment environment, Transactions transactions) {
        this.log = log;
        this.environment = environment;
        this.transactions = transactions;
    }

    /** One page; an empty one has no more. */
    public EventPage page(EventQuery query) {
        return transactions.read(() -> pageNow(query));
    }

    /** The position of the newest event; 0 before the first. */
    public long newest() {
        return transactions.call(() -> log.head(environment.id()).pos());
    }

    /** The same question about what comes after the newest event there is now. */
    public EventQuery fromNow(EventQuery query) {
        Instant now = transactions.call(() -> log.placedUntil(environment.id()));
        return new EventQuery(
                query.types(), null, now, query.rangeEnd(), query.organizationId(), query.directoryId(), query.limit());
    }

    private EventPage pageNow(EventQuery query) {
        Head head = log.head(environment.id());
        return start(query, head)
                .<EventPage>map(start -> page(query, start, end(query, head)))
                .orElseGet(EventPage.UnknownCursor::new);
    }

    private Optional<Long> start(EventQuery query, Head head) {
        if (query.afterEventId() == null) {
            return Optional.of(rangeStart(query.rangeStart(), head));
        }
        return log.position(environment.id(), query.afterEventId())
                .filter(pos -> pos > head.floor())
                .map(pos -> Math.max(pos, rangeStart(query.rangeStart(), head)));
    }

    private long rangeStart(Instant time, Head head) {
        return time == null ? head.floor() : Math.max(head.floor(), log.before(environment.id(), time, head.pos()));
    }

    private long end(EventQuery query, Head head) {
        return query.rangeEnd() == null ? head.pos() : log.before(environment.id(), query.rangeEnd(), head.pos());
    }

    private EventPage page(EventQuery query, long start, long end) {
        Set<String> types = written(query.types());
        if (start >= end || types.isEmpty()) {
            return new EventPage.Found(List.of(), false);
        }
        return cut(read(query, types, start, end), query.limit());
    }

    /** Names that are only known from elsewhere would cost a descent each and never match. */
    private static Set<String> written(Set<String> types) {
        return types.stream().filter(name -> EventType.named(name).isPresent()).collect(Collectors.toSet());
    }

    /** Mostly the next positions fill the page; only when they do not is the rest searched by index. */
    private List<StoredEvent> read(EventQuery query, Set<String> types, long start, long end) {
        Condition filter = filter(query);
        UUID notBefore = query.afterEventId();
        int wanted = query.limit() + 1;
        long near = Math.min(end, start + LogReader.STRIDE);
        var events =
                new ArrayList<>(log.read(new Range(environment.id(), start, near, notBefore, types, wanted), filter));
        if (events.size() < wanted && near < end) {
            int missing = wanted - events.size();
            events.addAll(log.readSparse(new Range(environment.id(), near, end, notBefore, types, missing), filter));
        }
        return events;
    }

    private static Condition filter(EventQuery query) {
        return Condition.TRUE
                .andIfGiven("organization_id = ?", query.organizationId())
                .andIfGiven("directory_id = ?", query.directoryId());
    }

    private static EventPage cut(List<StoredEvent> events, int limit) {
        return events.size() > limit
                ? new EventPage.Found(List.copyOf(events.subList(0, limit)), true)
                : new EventPage.Found(List.copyOf(events), false);
    }
}
