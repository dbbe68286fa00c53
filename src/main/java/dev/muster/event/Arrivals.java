package dev.muster.event;

import dev.muster.tenant.CrossTenant;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Wakes whoever waits for new events of an environment. Waiting costs no database: sequencers tell at once, and as a net one
 * look a second serves all waiters together.
 */
@ApplicationScoped
public class Arrivals {

    private final LogReader log;
    private final CrossTenant crossTenant;
    private final Map<UUID, Set<CountDownLatch>> waiting = new ConcurrentHashMap<>();
    private final Map<UUID, Long> seen = new ConcurrentHashMap<>();

    Arrivals(LogReader log, CrossTenant crossTenant) {
        this.log = log;
        this.crossTenant = crossTenant;
    }

    /** Taken before a look at the log, so that nothing that comes after the look is missed. */
    public final class Ticket implements AutoCloseable {

        private final UUID environment;
        private final CountDownLatch latch = new CountDownLatch(1);

        private Ticket(UUID environment) {
            this.environment = environment;
            waiting.computeIfAbsent(environment, none -> ConcurrentHashMap.newKeySet())
                    .add(latch);
        }

        /** Returns when there may be new events, or after this time; says whether there may be. */
        public boolean await(Duration most) throws InterruptedException {
            return latch.await(most.toMillis(), TimeUnit.MILLISECONDS);
        }

        @Override
        public void close() {
            waiting.computeIfPresent(environment, (id, latches) -> {
                latches.remove(latch);
                return latches.isEmpty() ? null : latches;
            });
        }
    }

    public Ticket listen(UUID environment) {
        return new Ticket(environment);
    }

    void sequenced(@Observes Sequenced news) {
        news.heads().forEach(this::wake);
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        if (!waiting.isEmpty()) {
            crossTenant
                    .call("one look serves the waiters of all environments", () -> log.heads(waiting.keySet()))
                    .forEach(this::wakeIfNew);
            seen.keySet().retainAll(waiting.keySet());
        }
    }

    private void wakeIfNew(UUID environment, long head) {
        Long before = seen.get(environment);
        if (before == null || before < head) {
            wake(environment, head);
        }
    }

    private void wake(UUID environment, long head) {
        Set<CountDownLatch> latches = waiting.get(environment);
        if (latches != null) {
            seen.merge(environment, head, Math::max);
            latches.forEach(CountDownLatch::countDown);
        }
    }
}
