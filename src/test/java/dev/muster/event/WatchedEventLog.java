package dev.muster.event;

import dev.muster.sql.Sql;
import jakarta.enterprise.event.Event;
import java.util.List;
import java.util.function.Consumer;

/** Tells a test of every append, in the middle of its transaction; the test may hold it up or break it. */
public final class WatchedEventLog extends EventLog {

    private final Consumer<EventScope> watcher;

    public WatchedEventLog(Sql sql, Event<Appended> appended, Consumer<EventScope> watcher) {
        super(sql, appended);
        this.watcher = watcher;
    }

    @Override
    public void append(EventScope scope, List<NewEvent> events) {
        super.append(scope, events);
        watcher.accept(scope);
    }
}
