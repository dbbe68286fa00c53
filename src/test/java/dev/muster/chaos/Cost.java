package dev.muster.chaos;

import dev.muster.support.MusterProcess;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** What Muster and PostgreSQL have used since they started: processor time, and bytes of write-ahead log. */
record Cost(double musterMillis, double postgresMillis, long walBytes) {

    private static final int TICKS_PER_SECOND = 100;
    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME = 12;

    static Cost now(Connection database, MusterProcess muster) throws Exception {
        return new Cost(millis(muster.pid()), postgres(database), wal(database));
    }

    Cost since(Cost before) {
        return new Cost(
                musterMillis - before.musterMillis, postgresMillis - before.postgresMillis, walBytes - before.walBytes);
    }

    /** All processes of the server but the postmaster itself, which does nothing. */
    private static double postgres(Connection database) throws Exception {
        ProcessHandle postmaster = ProcessHandle.of(number(database, "select pg_backend_pid()"))
                .flatMap(ProcessHandle::parent)
                .orElseThrow();
        double sum = 0;
        for (ProcessHandle child : postmaster.children().toList()) {
            sum += millis(child.pid());
        }
        return sum;
    }

    /** 0 for a process that has just ended. */
    private static double millis(long pid) throws Exception {
        try {
            String line = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
            long ticks = Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME]);
            return ticks * 1000.0 / TICKS_PER_SECOND;
        } catch (NoSuchFileException ended) {
            return 0;
        }
    }

    private static long wal(Connection database) throws SQLException {
        return number(database, "select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint");
    }

    private static long number(Connection database, String query) throws SQLException {
        try (var statement = database.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
