package dev.muster.support.traffic;

import dev.muster.support.wire.ScimTarget;
import dev.muster.support.wire.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Several providers at once change the users, groups and memberships of one directory, at random: creations, changes by
 * PUT and PATCH in the dialects of Okta, Entra and OneLogin, deactivations, deletions, group pushes.
 */
public final class SeededTraffic {

    private static final System.Logger LOG = System.getLogger(SeededTraffic.class.getName());

    private final ScimTarget target;
    private final Plan plan;
    private final Resources users;
    private final Resources groups;

    public SeededTraffic(ScimTarget target, Plan plan) {
        this.target = target;
        this.plan = plan;
        this.users = new Resources("/Users", plan.users());
        this.groups = new Resources("/Groups", plan.groups());
    }

    /**
     * Sends everything, as fast as the answers come.
     *
     * @return after the last answer; the plan in it tells the seed
     */
    public TrafficReport run() throws InterruptedException {
        LOG.log(System.Logger.Level.INFO, "Traffic: {0}", plan);
        Wire wire = new Wire();
        long start = System.nanoTime();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Sample> samples = collected(executor.invokeAll(workers(wire)));
            return new TrafficReport(plan, Duration.ofNanos(System.nanoTime() - start), samples);
        }
    }

    private List<Worker> workers(Wire wire) {
        return IntStream.range(0, plan.workers())
                .mapToObj(number -> new Worker(plan, number, new Session(wire, target), users, groups))
                .toList();
    }

    private List<Sample> collected(List<Future<List<Sample>>> results) throws InterruptedException {
        List<Sample> samples = new ArrayList<>();
        for (Future<List<Sample>> result : results) {
            samples.addAll(samplesOf(result));
        }
        return samples;
    }

    private List<Sample> samplesOf(Future<List<Sample>> result) throws InterruptedException {
        try {
            return result.get();
        } catch (ExecutionException e) {
            throw new AssertionError("A worker got no answer: " + plan, e.getCause());
        }
    }
}
