package dev.muster.webhook;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * How many deliveries may be in flight, and whose: an environment gets its share when several want to send, and endpoints
 * that are slow share a quarter, so that they cannot hold all places.
 */
final class Permits {

    static final int ALL = 256;

    private static final int FOR_SLOW = ALL / 4;

    private final Map<UUID, Integer> byEnvironment = new HashMap<>();
    private int taken;
    private int takenBySlow;

    /** Slow endpoints hold so many of those taken: also of those they took before they were slow. */
    void slowOnesHold(int count) {
        takenBySlow = count;
    }

    /** Whether there is one left for anybody. */
    boolean left() {
        return leftFor(false) || leftFor(true);
    }

    boolean tryTake(UUID environment, boolean slow) {
        int own = byEnvironment.getOrDefault(environment, 0);
        if (!leftFor(slow) || own >= share(own)) {
            return false;
        }
        taken++;
        takenBySlow += slow ? 1 : 0;
        byEnvironment.merge(environment, 1, Integer::sum);
        return true;
    }

    void giveBack(UUID environment) {
        taken--;
        byEnvironment.computeIfPresent(environment, (id, count) -> count == 1 ? null : count - 1);
    }

    /** What slow ones hold beyond their quarter, since they were quick when they took it, is not the others' loss. */
    private boolean leftFor(boolean slow) {
        return slow
                ? takenBySlow < FOR_SLOW && taken < ALL
                : taken - takenBySlow < ALL - Math.min(takenBySlow, FOR_SLOW);
    }

    private int share(int own) {
        int environments = byEnvironment.size() + (own == 0 ? 1 : 0);
        return Math.max(Lane.CAPACITY, ALL / environments);
    }
}
