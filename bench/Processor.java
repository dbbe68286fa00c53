import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Processor time of Muster and of its PostgreSQL from {@code /proc}, in milliseconds: what noise on the machine hardly moves. */
record Processor(long application, long database) {

    private static final int MILLIS_PER_TICK = 10;

    static Processor now(long application, long postmaster) {
        return new Processor(own(application), own(postmaster) + children(postmaster));
    }

    Processor since(Processor start) {
        return new Processor(application - start.application, database - start.database);
    }

    /** Living children one by one; ended ones are in the parent's account. */
    private static long children(long postmaster) {
        return ProcessHandle.of(postmaster).orElseThrow().children().mapToLong(child -> own(child.pid())).sum()
                + ticks(postmaster, 13, 14);
    }

    private static long own(long pid) {
        return ticks(pid, 11, 12);
    }

    /** Fields of {@code /proc/<pid>/stat}, counted from the one behind the command's closing bracket; see proc(5). */
    private static long ticks(long pid, int user, int system) {
        try {
            String stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return (Long.parseLong(fields[user]) + Long.parseLong(fields[system])) * MILLIS_PER_TICK;
        } catch (IOException e) {
            if (ProcessHandle.of(pid).isEmpty()) {
                return 0; // it has just ended
            }
            throw new UncheckedIOException(e);
        }
    }
}
