package dev.muster.chaos;

import dev.muster.support.MusterProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Puts events into the log at once, and measures until all endpoints have them. */
final class Drain {

    private final Ground ground;
    private final Sink sink;
    private final MusterProcess muster;
    private final UUID environment;
    private final int endpoints;

    Drain(Ground ground, Sink sink, MusterProcess muster, UUID environment, int endpoints) {
        this.ground = ground;
        this.sink = sink;
        this.muster = muster;
        this.environment = environment;
        this.endpoints = endpoints;
    }

    /** @param grownMegabytes most resident memory meanwhile, beyond that at the beginning */
    record Result(long deliveries, double seconds, Cost cost, long grownMegabytes) {

        double perSecond() {
            return deliveries / seconds;
        }

        double cpuMillis() {
            return (cost.musterMillis() + cost.postgresMillis()) / deliveries;
        }

        double walBytes() {
            return (double) cost.walBytes() / deliveries;
        }

        @Override
        public String toString() {
            return "%,d deliveries in %.1f s: %,.0f/s; CPU ms per delivery: Muster %.3f, PostgreSQL %.3f; WAL %,.0f B"
                    .formatted(
                            deliveries,
                            seconds,
                            perSecond(),
                            cost.musterMillis() / deliveries,
                            cost.postgresMillis() / deliveries,
                            walBytes());
        }
    }

    Result run(int events) throws Exception {
        try (Connection database = ground.connect()) {
            sink.forget();
            long from = sink.count();
            MadeUpEvents.append(database, environment, events);
            var before = Cost.now(database, muster);
            long memory = memory();
            long most = memory;
            long start = System.nanoTime();
            while (sink.count() - from < (long) endpoints * events) {
                TimeUnit.MILLISECONDS.sleep(10);
                most = Math.max(most, memory());
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            TimeUnit.MILLISECONDS.sleep(300);
            return new Result(
                    sink.count() - from, seconds, Cost.now(database, muster).since(before), most - memory);
        }
    }

    /** Resident, in megabytes. */
    private long memory() throws Exception {
        return Files.readAllLines(Path.of("/proc", Long.toString(muster.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }
}
