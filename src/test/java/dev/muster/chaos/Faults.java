package dev.muster.chaos;

import dev.muster.support.MusterProcess;
import dev.muster.support.ProcessSignals;
import dev.muster.support.RestartablePostgres;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Everything that goes wrong in a run of {@link Chaos}. */
final class Faults {

    private static final Duration LONGEST_TAKEOVER = Duration.ofSeconds(30);
    /** What a killed replica had sent may be read by the sink a moment later. */
    private static final long ECHO_NANOS = Duration.ofMillis(50).toNanos();

    private final Ground ground;
    private final List<MusterProcess> replicas;
    private final Sink sink;
    private final People people;
    private final Random random;
    private final int troubled;
    private final List<Double> takeovers = new ArrayList<>();
    private final List<String> broken = new ArrayList<>();

    /** @param troubled the endpoint whose receiver has troubles of its own; all before it are always well */
    Faults(Ground ground, List<MusterProcess> replicas, Sink sink, People people, Random random, int troubled) {
        this.ground = ground;
        this.replicas = replicas;
        this.sink = sink;
        this.people = people;
        this.random = random;
        this.troubled = troubled;
    }

    /** After which deliveries may be repeated, and nothing else. */
    List<Fault> kills() {
        return List.of(
                Fault.kill("one of two replicas killed with -9", this::killOne),
                Fault.kill("both replicas killed with -9", this::killBoth),
                Fault.kill("database restarted, immediate", this::restartDatabase),
                Fault.kill("database session killed with -9, server recovers", this::crashDatabase),
                Fault.kill("Redis emptied", this::emptyRedis));
    }

    List<Fault> troubles() {
        return List.of(
                Fault.trouble("receiver hangs", () -> receiver(Sink.Mood.SILENT)),
                Fault.trouble("receiver hangs up", () -> receiver(Sink.Mood.ABSENT)),
                Fault.trouble("receiver answers 500", () -> receiver(Sink.Mood.FAILING)),
                Fault.trouble("database session frozen", this::freezeSession),
                Fault.trouble("Redis killed and started again", this::killRedis),
                Fault.trouble("Redis frozen", this::freezeRedis),
                Fault.kill("replica frozen for a moment", () -> freezeReplica(500 + random.nextInt(2_000))),
                Fault.kill("replica frozen for longer than its lease", () -> freezeReplica(8_000)),
                Fault.trouble("replica stopped with SIGTERM", this::stopOne));
    }

    /** Seconds from each kill of one replica until all endpoints were served again. */
    List<Double> takeovers() {
        return takeovers;
    }

    /** Promises that were broken while something was wrong. */
    List<String> broken() {
        return broken;
    }

    // ---------------------------------------------------------------- the application

    private String killOne() throws Exception {
        MusterProcess victim = any();
        victim.kill();
        double seconds = awaitEverybodyServed(System.nanoTime() + ECHO_NANOS);
        takeovers.add(seconds);
        victim.start();
        return "all endpoints served again after %.1f s".formatted(seconds);
    }

    private double awaitEverybodyServed(long since) throws InterruptedException {
        long end = since + LONGEST_TAKEOVER.toNanos();
        while (System.nanoTime() < end && !allHeardSince(since)) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return (System.nanoTime() - since) / 1e9;
    }

    private boolean allHeardSince(long since) {
        return IntStream.range(0, troubled).allMatch(endpoint -> sink.lastAt(endpoint) > since);
    }

    private String killBoth() throws Exception {
        for (MusterProcess replica : replicas) {
            replica.kill();
        }
        for (MusterProcess replica : replicas) {
            replica.begin();
        }
        for (MusterProcess replica : replicas) {
            replica.awaitReady();
        }
        return "";
    }

    private String freezeReplica(int millis) throws Exception {
        MusterProcess victim = any();
        victim.takeOutOfService();
        victim.freeze();
        TimeUnit.MILLISECONDS.sleep(millis);
        victim.thaw();
        victim.awaitReady();
        return "%d ms".formatted(millis);
    }

    /** Behind a load balancer that is told first, nobody notices. */
    private String stopOne() throws Exception {
        MusterProcess victim = any();
        victim.takeOutOfService();
        TimeUnit.MILLISECONDS.sleep(500);
        long failedBefore = people.unanswered();
        long from = System.nanoTime();
        int exit = victim.stop();
        double seconds = (System.nanoTime() - from) / 1e9;
        TimeUnit.SECONDS.sleep(2);
        long failed = people.unanswered() - failedBefore;
        promise(exit == 0 && seconds <= 20 && failed == 0, "SIGTERM: exit %d, %d requests failed", exit, failed);
        victim.start();
        return "exit %d after %.1f s, %d requests failed".formatted(exit, seconds, failed);
    }

    private MusterProcess any() {
        return replicas.get(random.nextInt(replicas.size()));
    }

    // ---------------------------------------------------------------- the database

    private String restartDatabase() throws Exception {
        RestartablePostgres.restart(ground.dataDirectory());
        return awaitWrites();
    }

    /** The server ends all sessions and recovers from its log, as after a crash of its own. */
    private String crashDatabase() throws Exception {
        try (var victim = ground.connect();
                var statement = victim.createStatement();
                var rows = statement.executeQuery("select pg_backend_pid()")) {
            rows.next();
            ProcessHandle.of(rows.getLong(1)).ifPresent(ProcessHandle::destroyForcibly);
        } catch (SQLException closedWithTheOthers) {
            // Its own session ends, too.
        }
        return awaitWrites();
    }

    private String awaitWrites() throws InterruptedException {
        int before = people.acknowledged().size();
        long from = System.nanoTime();
        while (people.acknowledged().size() < before + 20 && System.nanoTime() - from < 30_000_000_000L) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        double seconds = (System.nanoTime() - from) / 1e9;
        promise(seconds <= 10, "writes went on only %.1f s after the database", seconds);
        return "writes go on after %.1f s".formatted(seconds);
    }

    private String freezeSession() throws Exception {
        int millis = 500 + random.nextInt(2_000);
        long pid = ground.anySession(random);
        ProcessSignals.freeze(pid);
        TimeUnit.MILLISECONDS.sleep(millis);
        ProcessSignals.thaw(pid);
        return "%d ms".formatted(millis);
    }

    // ---------------------------------------------------------------- Redis

    private String emptyRedis() throws Exception {
        return withoutNotice(() -> ground.redis.empty());
    }

    private String killRedis() throws Exception {
        return withoutNotice(() -> {
            ground.redis.stop();
            TimeUnit.SECONDS.sleep(2);
            ground.redis.run();
        });
    }

    private String freezeRedis() throws Exception {
        return withoutNotice(() -> {
            ground.redis.freeze();
            TimeUnit.SECONDS.sleep(2);
            ground.redis.thaw();
        });
    }

    private interface Step {
        void run() throws Exception;
    }

    /** Redis carries nothing that writes need. */
    private String withoutNotice(Step step) throws Exception {
        long failedBefore = people.unanswered();
        int before = people.acknowledged().size();
        step.run();
        TimeUnit.MILLISECONDS.sleep(500);
        int written = people.acknowledged().size() - before;
        long failed = people.unanswered() - failedBefore;
        promise(failed == 0 && written > 0, "without Redis %d writes failed, %d went well", failed, written);
        return "%d writes meanwhile, %d failed".formatted(written, failed);
    }

    // ---------------------------------------------------------------- receivers

    private String receiver(Sink.Mood mood) throws InterruptedException {
        sink.mood(troubled, mood);
        TimeUnit.MILLISECONDS.sleep(2_500);
        sink.mood(troubled, Sink.Mood.WELL);
        return "";
    }

    private void promise(boolean kept, String sentence, Object... values) {
        if (!kept) {
            broken.add(sentence.formatted(values));
        }
    }
}
