import java.util.Locale;

/**
 * What one operation cost.
 *
 * @param application processor time of Muster, ms
 * @param database    processor time of PostgreSQL, ms
 * @param goal        processor time of both together that we want to stay below, ms; 0: none
 */
record Measured(
        String name,
        int operations,
        double perSecond,
        double application,
        double database,
        double statements,
        double walBytes,
        double goal) {

    static final String HEADER = String.format(
            "%-38s %8s %8s %8s %8s %7s %6s %8s %9s", "operation", "app ms", "db ms", "sum ms", "goal", "stmts", "/s", "WAL B", "count");

    String row() {
        return String.format(
                Locale.ROOT,
                "%-38s %8.3f %8.3f %8.3f %8s %7.1f %6.0f %8.0f %9d",
                name,
                application,
                database,
                application + database,
                goal == 0 ? "–" : String.format(Locale.ROOT, "%.1f%s", goal, application + database <= goal ? "" : " !"),
                statements,
                perSecond,
                walBytes,
                operations);
    }

    String json() {
        return String.format(
                Locale.ROOT,
                "{\"name\":\"%s\",\"operations\":%d,\"per_second\":%.1f,\"application_ms\":%.4f,\"database_ms\":%.4f,"
                        + "\"statements\":%.2f,\"wal_bytes\":%.0f,\"goal_ms\":%.2f}",
                name,
                operations,
                perSecond,
                application,
                database,
                statements,
                walBytes,
                goal);
    }
}
