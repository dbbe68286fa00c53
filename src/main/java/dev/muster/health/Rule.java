package dev.muster.health;

import java.util.stream.Stream;

/** Judges evidence; says nothing when there is nothing to say. */
@FunctionalInterface
interface Rule {

    Stream<Finding> judge(Evidence evidence);
}
