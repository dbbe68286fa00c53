package dev.muster.chaos;

import dev.muster.chaos.Fault.Inflicted;
import dev.muster.support.MusterProcess;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes over SCIM to two replicas while processes are killed, restarted, frozen and stopped, and then checks what arrived
 * at the webhook endpoints: everything that was acknowledged, in order for every person, with few repeats.
 *
 * <p>Arguments: {@code --quick} for each fault once, as far as they fit into 90 seconds, instead of 50 kills with troubles
 * in between; {@code --kills N}; {@code --seed N}. Ends with 1 when a promise was broken.
 */
final class Chaos {

    private static final int ENDPOINTS = 6;
    private static final int PEOPLE = 60;
    private static final int WRITERS = 6;
    private static final int KILLS = 50;
    private static final int KILLS_PER_TROUBLE = 5;
    private static final Duration QUICK = Duration.ofSeconds(90);
    private static final Duration LONGEST_CATCHING_UP = Duration.ofMinutes(3);

    private final Ground ground;
    private final Sink sink;
    private final List<MusterProcess> replicas;
    private final Random random;
    private final List<Inflicted> inflicted = new ArrayList<>();

    private Chaos(Ground ground, Sink sink, List<MusterProcess> replicas, Random random) {
        this.ground = ground;
        this.sink = sink;
        this.replicas = replicas;
        this.random = random;
    }

    public static void main(String... args) throws Exception {
        List<String> options = List.of(args);
        long seed = number(options, "--seed", Instant.now().getEpochSecond());
        int kills = options.contains("--quick") ? 0 : (int) number(options, "--kills", KILLS);
        System.out.printf("Chaos, seed %d; see target/chaos for logs.%n", seed);
        boolean kept;
        try (var ground = new Ground(true);
                var sink = new Sink();
                var one = ground.replica("one");
                var two = ground.replica("two")) {
            kept = new Chaos(ground, sink, List.of(one, two), new Random(seed)).run(kills, seed);
        }
        System.exit(kept ? 0 : 1);
    }

    private static long number(List<String> options, String name, long otherwise) {
        int at = options.indexOf(name);
        return at < 0 ? otherwise : Long.parseLong(options.get(at + 1));
    }

    private boolean run(int kills, long seed) throws Exception {
        replicas.get(0).start();
        replicas.get(1).start();
        UUID environment = ground.environment();
        for (int i = 0; i < ENDPOINTS; i++) {
            ground.subscribe(environment, sink.url(i));
        }
        var people = new People(ground.directory(replicas.getFirst()), replicas);
        people.create(PEOPLE);
        people.startChanging(WRITERS);
        var faults = new Faults(ground, replicas, sink, people, random, ENDPOINTS - 1);
        long started = System.nanoTime();
        if (kills == 0) {
            eachOnce(faults);
        } else {
            killAtRandom(faults, kills);
        }
        TimeUnit.SECONDS.sleep(2);
        people.stopChanging();
        long ended = System.nanoTime();
        awaitArrivals(people);
        double catchUp = (System.nanoTime() - ended) / 1e9;
        var verdict = verdict(people.acknowledged().keySet(), faults.broken());
        var report = new Report(
                seed,
                started,
                ended,
                inflicted,
                people.acknowledged().size(),
                people.unanswered(),
                catchUp,
                faults.takeovers(),
                verdict);
        report.write(ground.folder);
        System.out.println(report.text());
        System.out.println("Report: " + ground.folder.resolve("report.md") + " and .json");
        return verdict.kept();
    }

    /** Receivers first: the breaker that opens then takes half a minute to close. */
    private void eachOnce(Faults faults) throws Exception {
        long end = System.nanoTime() + QUICK.toNanos();
        var all = new ArrayList<>(faults.troubles());
        all.addAll(faults.kills());
        for (Fault fault : all) {
            if (System.nanoTime() < end) {
                inflict(fault);
            } else {
                System.out.println("No time left for: " + fault.name());
            }
        }
    }

    private void killAtRandom(Faults faults, int kills) throws Exception {
        var troubles = new ArrayList<>(faults.troubles());
        Collections.shuffle(troubles, random);
        for (int i = 0; i < kills; i++) {
            inflict(faults.kills().get(random.nextInt(faults.kills().size())));
            if (i % KILLS_PER_TROUBLE == KILLS_PER_TROUBLE - 1) {
                inflict(troubles.get(i / KILLS_PER_TROUBLE % troubles.size()));
            }
        }
    }

    private void inflict(Fault fault) throws Exception {
        TimeUnit.MILLISECONDS.sleep(500 + random.nextInt(1_500));
        Inflicted what = fault.inflict();
        inflicted.add(what);
        System.out.printf("%3d %s %s%n", inflicted.size(), fault.name(), what.note());
    }

    /** Deliveries may come late, but come. */
    private void awaitArrivals(People people) throws InterruptedException {
        long end = System.nanoTime() + LONGEST_CATCHING_UP.toNanos();
        while (!allHave(people.acknowledged().keySet()) && System.nanoTime() < end) {
            TimeUnit.SECONDS.sleep(1);
        }
    }

    private boolean allHave(Set<String> changes) {
        return IntStream.range(0, ENDPOINTS)
                .allMatch(endpoint -> sink.at(endpoint).stream()
                        .map(Sink.Arrival::change)
                        .collect(Collectors.toSet())
                        .containsAll(changes));
    }

    private Verdict verdict(Set<String> acknowledged, List<String> broken) throws SQLException {
        var log = ground.log();
        var positions = log.stream().collect(Collectors.toMap(Ground.Logged::eventId, Ground.Logged::pos));
        var endpoints = IntStream.range(0, ENDPOINTS)
                .mapToObj(i -> Verdict.Endpoint.of(sink.at(i), acknowledged, positions, inflicted))
                .toList();
        var changes = log.stream()
                .map(Ground.Logged::change)
                .filter(change -> change != null && acknowledged.contains(change))
                .toList();
        return new Verdict(
                endpoints,
                acknowledged.size() - Set.copyOf(changes).size(),
                outOfOrder(changes),
                ground.gaps(),
                broken);
    }

    /** Each was acknowledged before the next of the same person was sent. */
    private static int outOfOrder(List<String> changes) {
        var latest = new HashMap<String, Integer>();
        int outOfOrder = 0;
        for (String change : changes) {
            String[] parts = change.split("-v");
            int version = Integer.parseInt(parts[1]);
            outOfOrder += latest.merge(parts[0], version, Math::max) > version ? 1 : 0;
        }
        return outOfOrder;
    }
}
