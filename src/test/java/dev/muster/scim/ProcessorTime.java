package dev.muster.scim;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/** What work costs this thread, whatever else the machine is doing. */
public final class ProcessorTime {

    private ProcessorTime() {}

    public static Duration of(Runnable work) {
        var threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        work.run();
        return Duration.ofNanos(threads.getCurrentThreadCpuTime() - before);
    }
}
