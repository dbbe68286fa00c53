package dev.muster.webhook;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Sends what may go, as far as permits reach, and takes in what came back. */
final class Launcher {

    private final Fleet fleet;
    private final Courier courier;
    private final InstantSource clock;
    private final Runnable wake;

    private final Permits permits = new Permits();
    private final Queue<Landed> landed = new ConcurrentLinkedQueue<>();
    private int turn;

    private record Landed(Lane lane, Delivery delivery, Outcome outcome, Instant at) {}

    /** @param wake called from other threads when something has come back */
    Launcher(Fleet fleet, Courier courier, InstantSource clock, Runnable wake) {
        this.fleet = fleet;
        this.courier = courier;
        this.clock = clock;
        this.wake = wake;
    }

    /** One from each lane in turn, so that none waits behind the backlog of another. */
    void launch(Instant now) {
        List<Lane> able = new ArrayList<>(fleet.where(Lane::hasReady));
        permits.slowOnesHold(fleet.stream()
                .filter(lane -> lane.isSlow(now))
                .mapToInt(Lane::inFlight)
                .sum());
        if (!able.isEmpty()) {
            Collections.rotate(able, -(turn++ % able.size()));
        }
        while (!able.isEmpty() && permits.left()) {
            able.removeIf(lane -> !launchOne(lane, now));
        }
    }

    private boolean launchOne(Lane lane, Instant now) {
        UUID environment = lane.subscription().environment();
        if (!lane.mayDepart(now) || !permits.tryTake(environment, lane.isSlow(now))) {
            return false;
        }
        Delivery delivery = lane.depart(now);
        courier.send(lane.subscription().message(delivery.event(), now)).thenAccept(outcome -> {
            landed.add(new Landed(lane, delivery, outcome, clock.instant()));
            wake.run();
        });
        return true;
    }

    /** @return when each of those that came back did */
    List<Instant> takeResults() {
        List<Instant> times = new ArrayList<>();
        for (Landed result = landed.poll(); result != null; result = landed.poll()) {
            take(result);
            times.add(result.at());
        }
        return times;
    }

    private void take(Landed result) {
        Lane lane = result.lane();
        Delivery delivery = result.delivery();
        permits.giveBack(lane.subscription().environment());
        var attempt = AttemptRow.of(
                delivery.eventId(),
                delivery.event().type(),
                delivery.tries(),
                delivery.trigger(),
                result.outcome(),
                result.at());
        lane.finished(delivery, result.outcome(), attempt, result.at());
        AttemptLog.write(lane, delivery, attempt);
    }
}
