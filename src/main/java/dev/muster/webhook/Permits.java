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

    /** Whether there is one left at all. */
    boolean left() {
        return taken < ALL;
    }

    boolean tryTake(UUID environment, boolean slow) {
        int own = byEnvironment.getOrDefault(environment, 0);
        if (!left() || slow && takenBySlow >= FOR_SLOW || own >= share(own)) {
            return false;
        }
        taken++;
        takenBySlow += slow ? 1 : 0;
        byEnvironment.merge(environment, 1, Integer::sum);
        return true;
    }

    /** @param slow as it was when the permit was taken */
    void giveBack(UUID environment, boolean slow) {
        taken--;
        takenBySlow -= slow ? 1 : 0;
        byEnvironment.computeIfPresent(environment, (id, count) -> count == 1 ? null : count - 1);
    }

    int taken() {
        return taken;
    }

    private int share(int own) {
        int environments = byEnvironment.size() + (own == 0 ? 1 : 0);
        return Math.max(Lane.CAPACITY, ALL / environments);
    }
}
