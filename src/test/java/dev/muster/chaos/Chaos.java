package dev.muster.chaos;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Writes over SCIM while processes are killed, restarted and frozen, and then checks what arrived at two webhook endpoints:
 * everything that was acknowledged, in order for every person, with few repeats.
 *
 * <p>Arguments: {@code --quick} for 6 faults instead of 50, {@code --seed N}. Ends with 1 when a promise was broken.
 */
final class Chaos {

    private static final int ENDPOINTS = 2;
    private static final int REPEATS_PER_KILL = 64;
    private static final Duration LONGEST_CATCHING_UP = Duration.ofMinutes(2);

    private final Ground ground;
    private final Sink sink;
    private final MusterProcess muster;
    private final Random random;
    private final List<String> faults = new ArrayList<>();
    private int kills;

    private Chaos(Ground ground, Sink sink, MusterProcess muster, Random random) {
        this.ground = ground;
        this.sink = sink;
        this.muster = muster;
        this.random = random;
    }

    public static void main(String... args) throws Exception {
        List<String> options = List.of(args);
        int seedAt = options.indexOf("--seed");
        long seed = seedAt < 0 ? Instant.now().getEpochSecond() : Long.parseLong(options.get(seedAt + 1));
        int faults = options.contains("--quick") ? 6 : 50;
        boolean kept;
        try (var ground = new Ground();
                var sink = new Sink(true);
                var muster = ground.replica("muster")) {
            kept = new Chaos(ground, sink, muster, new Random(seed)).run(faults, seed);
        }
        System.exit(kept ? 0 : 1);
    }

    private boolean run(int count, long seed) throws Exception {
        muster.start();
        UUID environment = ground.environment();
        for (int i = 0; i < ENDPOINTS; i++) {
            ground.subscribe(environment, sink.url(i));
        }
        Instant start = Instant.now();
        var people = new People(ground.directory(muster), muster);
        people.create(40);
        people.startChanging(6);
        for (int i = 0; i < count; i++) {
            TimeUnit.MILLISECONDS.sleep(1_000 + random.nextInt(2_000));
            fault();
        }
        TimeUnit.SECONDS.sleep(2);
        people.stopChanging();
        var verdict = await(people);
        report(verdict, people, seed, Duration.between(start, Instant.now()));
        muster.stop();
        return verdict.kept();
    }

    private void fault() throws Exception {
        switch (random.nextInt(3)) {
            case 0 -> killMuster();
            case 1 -> crashDatabase();
            default -> freezeMuster();
        }
    }

    private void killMuster() throws Exception {
        faults.add("application killed with -9");
        kills++;
        muster.kill();
        muster.start();
    }

    /** The server ends all sessions and recovers from its log, as after a crash of its own. */
    private void crashDatabase() throws SQLException {
        faults.add("database session killed with -9, server recovers");
        kills++;
        try (var victim = ground.connect();
                var statement = victim.createStatement();
                var rows = statement.executeQuery("select pg_backend_pid()")) {
            rows.next();
            ProcessHandle.of(rows.getLong(1)).ifPresent(ProcessHandle::destroyForcibly);
        } catch (SQLException closed) {
            faults.add("  (its own session ended with it)");
        }
    }

    private void freezeMuster() throws Exception {
        int millis = 500 + random.nextInt(2_500);
        faults.add("application frozen for " + millis + " ms");
        muster.freeze();
        TimeUnit.MILLISECONDS.sleep(millis);
        muster.thaw();
    }

    /** Deliveries may come late, but come. */
    private Verdict await(People people) throws InterruptedException {
        long end = System.nanoTime() + LONGEST_CATCHING_UP.toNanos();
        Verdict verdict = verdict(people);
        while (!verdict.complete() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(500);
            verdict = verdict(people);
        }
        return verdict;
    }

    private Verdict verdict(People people) {
        var endpoints = new ArrayList<Verdict.Endpoint>();
        for (int i = 0; i < ENDPOINTS; i++) {
            endpoints.add(Verdict.Endpoint.of(sink.at(i), people.acknowledged()));
        }
        return new Verdict(endpoints, kills * REPEATS_PER_KILL);
    }

    private void report(Verdict verdict, People people, long seed, Duration time) throws Exception {
        var path = ground.folder.resolve("report.txt");
        try (var file = new PrintStream(Files.newOutputStream(path), true, StandardCharsets.UTF_8)) {
            for (PrintStream out : List.of(file, System.out)) {
                out.printf("Chaos run of %d s, seed %d%n", time.toSeconds(), seed);
                faults.forEach(fault -> out.println("  " + fault));
                out.printf(
                        "Writes acknowledged: %,d (%,d without an answer)%n",
                        people.acknowledged().size(), people.unanswered());
                verdict.print(out);
            }
        }
        System.out.println("Report: " + path);
    }
}
