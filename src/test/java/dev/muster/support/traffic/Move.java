package dev.muster.support.traffic;

import java.util.Random;

/** What a provider does next, with its share in a hundred. */
public enum Move {
    UPDATE_USER(25),
    ADD_MEMBERS(20),
    REMOVE_MEMBER(15),
    LOOK_UP_USER(12),
    SWITCH_USER(10),
    PUSH_MEMBERS(8),
    RENAME_GROUP(5),
    DELETE_USER(3),
    DELETE_GROUP(2);

    private final int share;

    Move(int share) {
        this.share = share;
    }

    static Move drawn(Random random) {
        int rest = random.nextInt(100);
        for (Move move : values()) {
            rest -= move.share;
            if (rest < 0) {
                return move;
            }
        }
        throw new IllegalStateException("The shares do not add up to a hundred");
    }
}
