package dev.muster.support.traffic;

import java.util.List;
import java.util.Random;

/**
 * What a provider knows about a person. The values come from short lists, so that many an update changes nothing.
 *
 * @param title may be empty
 */
record Profile(String userName, String externalId, String givenName, String familyName, String title, boolean active) {

    private static final List<String> GIVEN = List.of("Ada", "Zoë", "José", "Ann \"Annie\"", "小明");
    private static final List<String> FAMILY = List.of("Lovelace", "O'Brien", "Müller-Aas", "de la Cruz");
    private static final List<String> TITLES = List.of("", "Clerk", "Fitter");

    static Profile drawn(Random random, int person, String run) {
        return new Profile(
                "person%d-%s@traffic.example".formatted(person, run),
                "ext-%s-%d".formatted(run, person),
                one(random, GIVEN),
                one(random, FAMILY),
                one(random, TITLES),
                random.nextInt(5) > 0);
    }

    /** What the person begins with, whoever creates the user. */
    static Profile first(int person, String run) {
        return drawn(new Random(person), person, run);
    }

    private static String one(Random random, List<String> values) {
        return values.get(random.nextInt(values.size()));
    }
}
