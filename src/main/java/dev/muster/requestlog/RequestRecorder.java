package dev.muster.requestlog;

import dev.muster.requestlog.NewRequest.Endpoint;
import dev.muster.tenant.CrossTenant;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Takes in answered requests and writes them together, a batch a statement, every second or as soon as half the room is
 * taken. When requests come faster than they can be written, or the database is away, the log has gaps, and a metric counts
 * them: {@code muster_requestlog_dropped}.
 */
@ApplicationScoped
public class RequestRecorder {

    private static final Logger LOG = Logger.getLogger(RequestRecorder.class);

    /** Bounds the memory: a request keeps at most two bodies' heads and a thousand ids. */
    static final int ROOM = 4_096;

    private static final int BATCH = 500;
    /** Of one directory and batch: who tries tokens must not fill the disk. */
    private static final int MOST_REJECTED = 50;

    private static final int MOST_KNOWN = 100_000;
    private static final Duration BETWEEN_COUNTS = Duration.ofSeconds(10);

    private final RequestRows rows;
    private final CrossTenant crossTenant;
    private final ExecutorService virtualThreads;
    private final Counter written;
    private final Counter dropped;
    private final BlockingQueue<NewRequest> waiting = new ArrayBlockingQueue<>(ROOM);

    // One writer at a time; it alone touches the rest.
    private final ReentrantLock writing = new ReentrantLock();
    private final Set<Known> known = new HashSet<>();
    private TrafficCounts counts = new TrafficCounts();
    private long countedNanos = System.nanoTime();

    /** A kind of request of this directory has been written before, so it can wait for its turn. */
    private record Known(Endpoint directory, RequestKind kind) {}

    RequestRecorder(
            RequestRows rows,
            CrossTenant crossTenant,
            @VirtualThreads ExecutorService virtualThreads,
            MeterRegistry registry) {
        this.rows = rows;
        this.crossTenant = crossTenant;
        this.virtualThreads = virtualThreads;
        this.written = Counter.builder("muster.requestlog.written")
                .description("SCIM requests that are in the request log")
                .register(registry);
        this.dropped = Counter.builder("muster.requestlog.dropped")
                .description("SCIM requests that are missing in the request log")
                .register(registry);
    }

    /** Never waits and never fails. */
    public void record(NewRequest request) {
        if (!waiting.offer(request)) {
            dropped.increment();
        } else if (waiting.size() == ROOM / 2) {
            virtualThreads.execute(this::flush);
        }
    }

    /** Writes everything that waits. */
    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    public void flush() {
        writing.lock();
        try {
            var batch = new ArrayList<NewRequest>(BATCH);
            while (waiting.drainTo(batch, BATCH) > 0) {
                write(batch);
                batch.clear();
                writeCounts();
            }
            writeCounts();
        } finally {
            writing.unlock();
        }
    }

    void flushAtTheEnd(@Observes ShutdownEvent end) {
        flushAll();
    }

    /** Also the counts that could wait. */
    void flushAll() {
        writing.lock();
        try {
            countedNanos = System.nanoTime() - BETWEEN_COUNTS.toNanos();
            flush();
        } finally {
            writing.unlock();
        }
    }

    private void write(List<NewRequest> batch) {
        try {
            List<NewRequest> requests = located(batch);
            if (!requests.isEmpty()) {
                List<KeptRequest> kept = requests.stream().map(KeptRequest::of).toList();
                crossTenant.run("requests of all tenants are written together", () -> {
                    rows.add(kept);
                    rows.addPeople(requests);
                });
                requests.forEach(counts::add);
                written.increment(requests.size());
            }
        } catch (RuntimeException e) {
            dropped.increment(batch.size());
            LOG.warnf("%d requests are missing in the request log: %s", batch.size(), e);
        }
    }

    /** Finds the directory of those that came without a living token; without a directory nobody could see them. */
    private List<NewRequest> located(List<NewRequest> batch) {
        List<String> keys = batch.stream()
                .filter(request -> request.directoryId() == null)
                .map(NewRequest::endpointKey)
                .distinct()
                .toList();
        if (keys.isEmpty()) {
            return List.copyOf(batch);
        }
        Map<String, Endpoint> found = crossTenant.call("the address alone tells the directory", () -> rows.find(keys));
        var rejected = new HashMap<Endpoint, Integer>();
        return batch.stream()
                .flatMap(request -> request.directoryId() != null
                        ? Stream.of(request)
                        : Stream.ofNullable(found.get(request.endpointKey()))
                                .filter(directory -> rejected.merge(directory, 1, Integer::sum) <= MOST_REJECTED)
                                .map(request::of))
                .toList();
    }

    // What is new about a directory is written at once, because somebody may be waiting for it to show.
    private void writeCounts() {
        List<Known> kinds = counts.marks().stream()
                .map(mark -> new Known(mark.directory(), mark.kind()))
                .toList();
        boolean due = System.nanoTime() - countedNanos >= BETWEEN_COUNTS.toNanos();
        if (kinds.isEmpty() || !due && known.containsAll(kinds)) {
            return;
        }
        TrafficCounts full = counts;
        counts = new TrafficCounts();
        countedNanos = System.nanoTime();
        try {
            crossTenant.run("requests of all tenants are counted together", () -> rows.add(full));
            remember(kinds);
        } catch (RuntimeException e) {
            LOG.warnf("Counts of requests could not be written: %s", e);
        }
    }

    private void remember(List<Known> kinds) {
        if (known.size() > MOST_KNOWN) {
            known.clear();
        }
        known.addAll(kinds);
    }
}
