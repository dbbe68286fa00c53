package dev.muster.support.traffic;

import java.util.List;
import java.util.Random;

/**
 * Everything that is left to chance about one operation, drawn before it meets the directory: so the same seed gives
 * the same decisions, whatever the answers are.
 *
 * @param person the one it is about
 * @param group the one it is about
 * @param members people who go into the group
 */
record Decision(Move move, int person, int group, String groupName, Profile profile, List<Integer> members) {

    private static final int NAMES_PER_GROUP = 3;
    private static final int MOST_MEMBERS = 4;

    static Decision drawn(Random random, Plan plan) {
        Move move = Move.drawn(random);
        int person = random.nextInt(plan.users());
        int group = random.nextInt(plan.groups());
        return new Decision(
                move,
                person,
                group,
                "Team %d.%d %s".formatted(group, random.nextInt(NAMES_PER_GROUP), plan.run()),
                Profile.drawn(random, person, plan.run()),
                members(random, plan));
    }

    private static List<Integer> members(Random random, Plan plan) {
        return random.ints(random.nextInt(MOST_MEMBERS + 1), 0, plan.users())
                .distinct()
                .boxed()
                .toList();
    }
}
