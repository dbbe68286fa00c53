package dev.muster.webhook;

import dev.muster.event.LogReader;
import dev.muster.event.Sequenced;
import dev.muster.id.Ulids;
import dev.muster.tenant.CrossTenant;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Keeps this replica's {@link LaneRunner} going, from the start of the process until its lanes are handed over. */
@ApplicationScoped
class Dispatcher {

    private static final Logger LOG = Logger.getLogger(Dispatcher.class);

    /** Results within a beat share a step. */
    private static final Duration BEAT = Duration.ofMillis(2);

    private static final Duration BROKEN = Duration.ofSeconds(1);
    private static final Duration LONGEST_HANDOVER = Duration.ofSeconds(8);

    private final boolean on;
    private final LaneRunner runner;
    private final Thread thread = Thread.ofVirtual().name("dispatcher").unstarted(this::run);
    private volatile boolean stopped;
    private boolean broken;

    Dispatcher(
            @ConfigProperty(name = "muster.dispatch", defaultValue = "true") boolean on,
            CrossTenant crossTenant,
            LogReader log,
            Shards shards,
            Lanes lanes,
            Retries retries,
            LaneWriter writer,
            Schedule schedule,
            Outbound outbound) {
        this.on = on;
        RandomGenerator random = () -> ThreadLocalRandom.current().nextLong();
        this.runner = new LaneRunner(
                Ulids.next(),
                new LaneRunner.Parts(crossTenant, log, shards, lanes, retries, writer, schedule, random),
                message -> outbound.send(message).toCompletionStage(),
                InstantSource.system(),
                this::wake,
                this::wake);
    }

    void start(@Observes StartupEvent ignored) {
        if (on) {
            thread.start();
        }
    }

    void stop(@Observes ShutdownEvent ignored) throws InterruptedException {
        if (on) {
            stopped = true;
            wake();
            thread.join(LONGEST_HANDOVER.plusSeconds(1));
        }
    }

    void sequenced(@Observes Sequenced news) {
        runner.sequenced(news.heads());
    }

    void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) EndpointChanged ignored) {
        runner.endpointsChanged();
    }

    private void wake() {
        LockSupport.unpark(thread);
    }

    private void run() {
        while (!stopped) {
            Duration rest = step();
            pause();
            LockSupport.parkNanos(rest.toNanos());
        }
        handOver();
    }

    private Duration step() {
        try {
            runner.step();
            broken = false;
            return runner.rest();
        } catch (RuntimeException e) {
            complain(e);
            return BROKEN;
        }
    }

    /** What is in flight ends, what has ended is written, and others may go on at once instead of when the lease ends. */
    private void handOver() {
        long end = System.nanoTime() + LONGEST_HANDOVER.toNanos();
        try {
            runner.stop();
            while (!runner.isEmpty() && System.nanoTime() < end) {
                runner.endpointsChanged();
                runner.step();
                pause();
            }
            runner.leave();
        } catch (RuntimeException e) {
            LOG.warn("Lanes could not be handed over; others take them when the lease ends.", e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(BEAT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Once per outage, not once per try. */
    private void complain(RuntimeException e) {
        if (!broken) {
            LOG.error("Webhooks wait: their lanes cannot be served. They are tried again every second.", e);
        }
        broken = true;
    }
}
