package dev.muster.event;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/** Keeps the {@link Sequencer} going: at once after a commit in this process, else at a slow beat for the others. */
@ApplicationScoped
class SequencerRunner {

    private static final Logger LOG = Logger.getLogger(SequencerRunner.class);

    /** Commits within a beat share one batch: a shorter beat means more transactions, a longer one later deliveries. */
    private static final Duration BEAT = Duration.ofMillis(8);

    private static final Duration IDLE = Duration.ofMillis(200);
    private static final Duration BROKEN = Duration.ofSeconds(1);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

    private final Sequencer sequencer;
    private final Thread thread = Thread.ofVirtual().name("sequencer").unstarted(this::run);
    private volatile boolean stopped;
    private boolean broken;

    SequencerRunner(Sequencer sequencer) {
        this.sequencer = sequencer;
    }

    void start(@Observes StartupEvent ignored) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent ignored) throws InterruptedException {
        stopped = true;
        LockSupport.unpark(thread);
        thread.join(LONGEST_STOP);
    }

    void wake(@Observes EventLog.Appended ignored) {
        LockSupport.unpark(thread);
    }

    private void run() {
        while (!stopped) {
            try {
                rest(sequencer.tick());
                broken = false;
            } catch (RuntimeException e) {
                complain(e);
                LockSupport.parkNanos(BROKEN.toNanos());
            }
        }
    }

    /** Another replica that is at it may have begun before the commit we were woken for, so look again soon. */
    private static void rest(OptionalInt moved) {
        if (moved.isPresent() && moved.getAsInt() == 0) {
            LockSupport.parkNanos(IDLE.toNanos());
        } else if (moved.isEmpty() || moved.getAsInt() < Sequencer.BATCH) {
            pause();
        }
    }

    /** Unlike parking, this lasts its time whoever commits meanwhile. */
    private static void pause() {
        try {
            Thread.sleep(BEAT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Once per outage, not once per try. */
    private void complain(RuntimeException e) {
        if (!broken && !stopped) {
            LOG.error("Events wait: the sequencer cannot work. It tries again every second.", e);
        }
        broken = true;
    }
}
