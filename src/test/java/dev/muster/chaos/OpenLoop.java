package dev.muster.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Writes at a fixed pace, whatever the answers do, and measures from each answer to the arrivals. */
final class OpenLoop {

    private static final int PEOPLE = 200;
    private static final long LONGEST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final People people;
    private final Sink sink;
    private final int endpoints;
    private int written;

    /** @param endpoints the first so many are measured */
    OpenLoop(People people, Sink sink, int endpoints) {
        this.people = people;
        this.sink = sink;
        this.endpoints = endpoints;
    }

    Quantiles run(int perSecond, int writes) throws InterruptedException {
        sink.forget();
        people.acknowledged().clear();
        List<Thread> threads = new ArrayList<>();
        long start = System.nanoTime();
        for (int i = 0; i < writes; i++) {
            LockSupport.parkNanos(start + i * 1_000_000_000L / perSecond - System.nanoTime());
            int person = written % PEOPLE;
            int version = people.nextVersion(person);
            threads.add(Thread.ofVirtual().start(() -> people.change(person, version)));
            written++;
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return latencies();
    }

    private Quantiles latencies() throws InterruptedException {
        long wanted = (long) people.acknowledged().size() * endpoints;
        long end = System.nanoTime() + LONGEST_WAIT_NANOS;
        while (arrived() < wanted && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        List<Long> nanos = new ArrayList<>();
        for (int i = 0; i < endpoints; i++) {
            for (Sink.Arrival arrival : sink.at(i)) {
                Long answered = people.acknowledged().get(arrival.change());
                if (answered != null) {
                    nanos.add(Math.max(0, arrival.nanos() - answered));
                }
            }
        }
        return Quantiles.ofNanos(nanos.stream().mapToLong(Long::longValue).toArray());
    }

    private long arrived() {
        long arrived = 0;
        for (int i = 0; i < endpoints; i++) {
            arrived += sink.at(i).size();
        }
        return arrived;
    }
}
