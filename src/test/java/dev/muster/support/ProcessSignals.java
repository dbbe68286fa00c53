package dev.muster.support;

/** Stops processes in their tracks and lets them go on. */
public final class ProcessSignals {

    private ProcessSignals() {}

    public static void freeze(long pid) throws Exception {
        send("STOP", pid);
    }

    public static void thaw(long pid) throws Exception {
        send("CONT", pid);
    }

    private static void send(String name, long pid) throws Exception {
        new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
    }
}
