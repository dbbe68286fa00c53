package dev.muster.chaos;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.support.MusterProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Measures webhooks on this machine: from a SCIM answer to the arrival, the cost of deliveries, a backlog, receivers that
 * are dead, and the takeover of a killed replica's lanes. See bench/README.md.
 *
 * <p>Arguments: {@code --quick} for shorter rounds; {@code --backlog N} events (each goes to ten endpoints).
 */
final class WebhookBench {

    private static final int ENDPOINTS = 10;
    private static final int MORE_ENDPOINTS = 50;
    private static final int SILENT_FOR_MILLIS = 15_000;

    private final Ground ground;
    private final Sink sink;
    private final MusterProcess muster;
    private final boolean quick;
    private final ObjectNode results = new JsonMapper().createObjectNode();

    private WebhookBench(Ground ground, Sink sink, MusterProcess muster, boolean quick) {
        this.ground = ground;
        this.sink = sink;
        this.muster = muster;
        this.quick = quick;
    }

    public static void main(String... args) throws Exception {
        List<String> options = List.of(args);
        boolean quick = options.contains("--quick");
        int at = options.indexOf("--backlog");
        int backlog = at < 0 ? (quick ? 4_000 : 20_000) : Integer.parseInt(options.get(at + 1));
        try (var ground = new Ground(false);
                var sink = new Sink();
                var muster = ground.replica("muster")) {
            new WebhookBench(ground, sink, muster, quick).run(backlog);
        }
        System.exit(0);
    }

    private void run(int backlog) throws Exception {
        muster.start();
        UUID environment = ground.environment();
        ground.subscribe(environment, sink.url(0));
        var people = new People(ground.directory(muster), List.of(muster));
        people.create(200);
        latency(people);
        for (int i = 1; i < ENDPOINTS; i++) {
            ground.subscribe(environment, sink.url(i));
        }
        TimeUnit.SECONDS.sleep(2);
        double rate = deliveries(environment);
        backlog(environment, backlog, rate);
        ground.unsubscribeAll();
        deadReceivers(environment, people);
        ground.unsubscribeAll();
        takeover(environment, people);
        Path file = Path.of("target", "bench", "webhooks.json");
        Files.createDirectories(file.getParent());
        new JsonMapper().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), results);
        System.out.println("Written to " + file);
    }

    // ---------------------------------------------------------------- rounds

    private void latency(People people) throws Exception {
        var writes = new OpenLoop(people, sink, 1);
        writes.run(100, quick ? 300 : 1_000);
        Quantiles latency = writes.run(100, quick ? 1_000 : 6_000);
        say("latency", "SCIM answer to arrival at 100 writes/s, ms: %s (goal 15, 60; bar 100, 1,000)", latency);
        results.putObject("latency_ms").put("p50", latency.p50()).put("p99", latency.p99());
    }

    private double deliveries(UUID environment) throws Exception {
        int events = quick ? 1_500 : 4_000;
        var drain = new Drain(ground, sink, muster, environment, ENDPOINTS);
        drain.run(events);
        List<Drain.Result> rounds = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            rounds.add(drain.run(events));
            say("deliveries", "%s", rounds.getLast());
        }
        double rate = median(rounds.stream().map(Drain.Result::perSecond).toList());
        results.putObject("deliveries")
                .put("per_second", rate)
                .put(
                        "cpu_ms",
                        median(rounds.stream().map(Drain.Result::cpuMillis).toList()))
                .put(
                        "wal_bytes",
                        median(rounds.stream().map(Drain.Result::walBytes).toList()));
        return rate;
    }

    private void backlog(UUID environment, int events, double rate) throws Exception {
        var result = new Drain(ground, sink, muster, environment, ENDPOINTS).run(events);
        say(
                "backlog",
                "%s; %.2f of the usual rate (bar 0.5), %d MB more memory (bar 50)",
                result,
                result.perSecond() / rate,
                result.grownMegabytes());
        results.putObject("backlog")
                .put("events", events)
                .put("per_second", result.perSecond())
                .put("of_usual_rate", result.perSecond() / rate)
                .put("grown_megabytes", result.grownMegabytes());
    }

    private void deadReceivers(UUID environment, People people) throws Exception {
        subscribe(environment, 0, MORE_ENDPOINTS, 15_000);
        int writes = quick ? 200 : 600;
        var loop = new OpenLoop(people, sink, MORE_ENDPOINTS);
        loop.run(20, 100);
        Quantiles alone = loop.run(20, writes);
        for (int i = MORE_ENDPOINTS; i < 2 * MORE_ENDPOINTS; i++) {
            sink.mood(i, Sink.Mood.SILENT);
        }
        subscribe(environment, MORE_ENDPOINTS, 2 * MORE_ENDPOINTS, SILENT_FOR_MILLIS);
        Quantiles beside = loop.run(20, writes);
        say(
                "dead",
                "50 endpoints alone, ms: %s; beside 50 that never answer: %s; p99 ×%.2f (bar 2, goal 1.1)",
                alone,
                beside,
                beside.p99() / alone.p99());
        results.putObject("half_dead").put("alone_p99_ms", alone.p99()).put("beside_p99_ms", beside.p99());
    }

    private void takeover(UUID environment, People people) throws Exception {
        subscribe(environment, 0, ENDPOINTS, 2_000);
        List<Double> seconds = new ArrayList<>();
        try (var other = ground.replica("other")) {
            for (int i = 0; i < (quick ? 1 : 3); i++) {
                other.start();
                TimeUnit.SECONDS.sleep(4);
                seconds.add(killAndWait(other, people));
            }
        }
        say(
                "takeover",
                "after kill -9 of one of two, worst of %d: %.1f s (bar 15, goal 3)",
                seconds.size(),
                Collections.max(seconds));
        results.put("takeover_seconds", Collections.max(seconds));
    }

    private double killAndWait(MusterProcess victim, People people) throws Exception {
        victim.kill();
        long killed = System.nanoTime() + Duration.ofMillis(50).toNanos();
        for (int version = 1_000_000; IntStream.range(0, ENDPOINTS).anyMatch(i -> sink.lastAt(i) < killed); version++) {
            people.change(version % 100, version);
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return (System.nanoTime() - killed) / 1e9;
    }

    // ---------------------------------------------------------------- helpers

    private void subscribe(UUID environment, int from, int to, int timeoutMillis) throws Exception {
        for (int i = from; i < to; i++) {
            ground.subscribe(environment, sink.url(i), timeoutMillis);
        }
        TimeUnit.SECONDS.sleep(3);
    }

    private static void say(String round, String text, Object... values) {
        System.out.printf("%-10s %s%n", round, text.formatted(values));
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
