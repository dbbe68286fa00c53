package dev.muster.support;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.event.EventLog;
import dev.muster.event.EventScope;
import dev.muster.event.EventType;
import dev.muster.event.LogReader;
import dev.muster.event.NewEvent;
import dev.muster.event.StoredEvent;
import dev.muster.sql.Sql;
import dev.muster.tenant.CrossTenant;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** Writes events of made-up users straight into the log, and reads what has got its place. */
@ApplicationScoped
public class Journal {

    private static final List<String> ALL_TYPES =
            Arrays.stream(EventType.values()).map(EventType::wireName).toList();

    private final EventLog log;
    private final LogReader reader;
    private final CrossTenant crossTenant;
    private final Sql sql;

    Journal(EventLog log, LogReader reader, CrossTenant crossTenant, Sql sql) {
        this.log = log;
        this.reader = reader;
        this.crossTenant = crossTenant;
        this.sql = sql;
    }

    /** One event per user, in one transaction; {@code data.first_name} is the user's name. */
    public void write(UUID environment, String... users) {
        crossTenant.run("a test writes events", () -> append(environment, users));
    }

    /** Several events, each {@code data.first_name} its name; those with the same user stay in order. */
    public void writeOf(UUID environment, UnaryOperator<String> user, String... names) {
        crossTenant.run(
                "a test writes events",
                () -> log.append(
                        new EventScope(environment, null, null),
                        Stream.of(names)
                                .map(name ->
                                        new NewEvent(EventType.DSYNC_USER_UPDATED, "u:" + user.apply(name), data(name)))
                                .toList()));
    }

    /** As {@link #write}, in the running transaction. */
    public void append(UUID environment, String... users) {
        append(environment, EventType.DSYNC_USER_UPDATED, users);
    }

    public void append(UUID environment, EventType type, String... users) {
        log.append(
                new EventScope(environment, null, null),
                Stream.of(users)
                        .map(user -> new NewEvent(type, "u:" + user, data(user)))
                        .toList());
    }

    private static ObjectNode data(String user) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("object", "directory_user")
                .put("first_name", user);
    }

    /** Waits until the log has so many events, and gives them all in their order. */
    public List<StoredEvent> awaitPlaced(UUID environment, int count) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> newest(environment) >= count);
        return placed(environment);
    }

    /** Waits until the newest event has this position or a higher one. */
    public void awaitNewest(UUID environment, long pos) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> newest(environment) >= pos);
    }

    public long newest(UUID environment) {
        return crossTenant.call(
                "a test looks at the log", () -> reader.head(environment).pos());
    }

    public List<StoredEvent> placed(UUID environment) {
        return crossTenant.call("a test looks at the log", () -> {
            var events = new ArrayList<StoredEvent>();
            long newest = reader.head(environment).pos();
            for (long pos = 0; pos < newest; pos += LogReader.STRIDE) {
                long upTo = Math.min(newest, pos + LogReader.STRIDE);
                events.addAll(
                        reader.read(new LogReader.Range(environment, pos, upTo, null, ALL_TYPES, LogReader.STRIDE)));
            }
            return events;
        });
    }

    /** How many events are committed, but have no place yet. */
    public long waiting(UUID environment) {
        return crossTenant.call(
                "a test looks at the log",
                () -> sql.first(
                                "select count(*) as n from event_new where environment_id = ?",
                                row -> row.number("n"),
                                environment)
                        .orElseThrow());
    }
}
