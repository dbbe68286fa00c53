package dev.muster.chaos;

import dev.muster.id.IdType;
import dev.muster.id.Ulids;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Measures what a delivery costs: a backlog of events to ten endpoints, on this machine. Prints deliveries a second, the
 * processor time of Muster and of PostgreSQL, and the write-ahead log per delivery.
 *
 * <p>Argument: events (default 4,000; each goes to ten endpoints).
 */
final class WebhookBench {

    private static final int ENDPOINTS = 10;
    private static final int TICKS_PER_SECOND = 100;

    private WebhookBench() {}

    public static void main(String... args) throws Exception {
        int events = args.length > 0 ? Integer.parseInt(args[0]) : 4_000;
        try (var ground = new Ground();
                var sink = new Sink(false);
                var muster = ground.replica("muster")) {
            muster.start();
            UUID environment = ground.environment();
            for (int i = 0; i < ENDPOINTS; i++) {
                ground.subscribe(environment, sink.url(i));
            }
            TimeUnit.SECONDS.sleep(2);
            run("warm-up", ground, sink, muster, environment, events / 4);
            for (int round = 1; round <= 3; round++) {
                run("round " + round, ground, sink, muster, environment, events);
            }
            muster.stop();
        }
    }

    private static void run(String name, Ground ground, Sink sink, MusterProcess muster, UUID environment, int events)
            throws Exception {
        try (Connection database = ground.connect()) {
            append(database, environment, events);
            TimeUnit.MILLISECONDS.sleep(50);
            var before = Cost.now(database, ground, muster);
            long from = sink.count();
            long start = System.nanoTime();
            long expected = (from / ENDPOINTS + 0L) * ENDPOINTS + (long) ENDPOINTS * events - missing(from);
            while (sink.count() < expected) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            TimeUnit.MILLISECONDS.sleep(300);
            long deliveries = sink.count() - from;
            Cost.now(database, ground, muster).print(name, before, deliveries, seconds);
        }
    }

    private static long missing(long from) {
        return from % ENDPOINTS;
    }

    private record Cost(long musterTicks, long postgresTicks, long walBytes) {

        static Cost now(Connection database, Ground ground, MusterProcess muster) throws Exception {
            return new Cost(ticks(muster.pid()), postgresTicks(database), wal(database));
        }

        void print(String name, Cost before, long deliveries, double seconds) {
            System.out.printf(
                    "%-8s %,d deliveries in %.1f s: %,.0f/s; CPU ms per delivery: Muster %.3f, PostgreSQL %.3f; WAL %,d B%n",
                    name,
                    deliveries,
                    seconds,
                    deliveries / seconds,
                    millis(musterTicks - before.musterTicks) / deliveries,
                    millis(postgresTicks - before.postgresTicks) / deliveries,
                    (walBytes - before.walBytes) / deliveries);
        }

        private static double millis(long ticks) {
            return ticks * 1000.0 / TICKS_PER_SECOND;
        }

        private static long ticks(long pid) throws Exception {
            Path stat = Path.of("/proc", Long.toString(pid), "stat");
            if (!Files.exists(stat)) {
                return 0;
            }
            String line = Files.readString(stat);
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
            return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        }

        /** All processes of the server: the postmaster's children and itself. */
        private static long postgresTicks(Connection database) throws Exception {
            long backend = number(database, "select pg_backend_pid()");
            ProcessHandle postmaster =
                    ProcessHandle.of(backend).flatMap(ProcessHandle::parent).orElseThrow();
            long sum = 0;
            for (ProcessHandle child : postmaster.children().toList()) {
                sum += ticks(child.pid());
            }
            return sum;
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

    /** As the event log would write them: about 1 KB each, one transaction for all. */
    private static void append(Connection database, UUID environment, int events) throws SQLException {
        database.setAutoCommit(false);
        try (var event = database.prepareStatement("""
                        insert into event (id, environment_id, event_id, body, created_at)
                        values (nextval('event_seq'), ?, ?, ?, to_timestamp(? / 1000.0)) returning id
                        """);
                var queued = database.prepareStatement("""
                        insert into event_new (id, environment_id, event_id, type, entity_key, created_at)
                        values (?, ?, ?, 'dsync.user.updated', ?, to_timestamp(? / 1000.0))
                        """)) {
            for (int i = 0; i < events; i++) {
                UUID id = Ulids.next();
                long millis = Ulids.instant(id).toEpochMilli();
                event.setObject(1, environment);
                event.setObject(2, id);
                event.setBytes(3, body(id));
                event.setLong(4, millis);
                try (var rows = event.executeQuery()) {
                    rows.next();
                    queued.setLong(1, rows.getLong(1));
                }
                queued.setObject(2, environment);
                queued.setObject(3, id);
                queued.setString(4, "u:" + i % 500);
                queued.setLong(5, millis);
                queued.addBatch();
            }
            queued.executeBatch();
        }
        database.commit();
        database.setAutoCommit(true);
    }

    private static byte[] body(UUID id) {
        String body =
                "{\"object\":\"event\",\"id\":\"%s\",\"event\":\"dsync.user.updated\",\"data\":{\"object\":\"directory_user\",\"filler\":\"%s\"}}";
        return body.formatted(IdType.EVENT.print(id), "x".repeat(800)).getBytes();
    }
}
