package dev.muster.health;

import static dev.muster.health.Finding.Code.MISSING_ATTRIBUTE;
import static dev.muster.health.Finding.Code.UNREADABLE_ATTRIBUTE;

import dev.muster.directory.AttributeCheck;
import dev.muster.directory.AttributeCheck.Failing;
import dev.muster.directory.attribute.Finding.Code;
import java.util.List;
import java.util.stream.Stream;

/** Whether people have the attributes that the application asks for. */
final class AttributeRules {

    static final List<Rule> ALL = List.of(AttributeRules::failing);

    private static final int MOST = 10;

    private AttributeRules() {}

    private static Stream<Finding> failing(Evidence evidence) {
        return evidence.failing().stream().limit(MOST).map(failing -> finding(evidence, failing));
    }

    private static Finding finding(Evidence evidence, Failing failing) {
        String attribute = failing.finding().attribute();
        boolean missing = failing.finding().code() == Code.MISSING;
        String provider = evidence.provider().displayName();
        return Finding.of(
                        missing ? MISSING_ATTRIBUTE : UNREADABLE_ATTRIBUTE,
                        people(failing) + (missing ? " no " : " no readable ") + attribute + ": "
                                + Words.some(failing.examples(), failing.people()) + ".",
                        failing.finding().message(),
                        missing
                                ? "Send it from " + provider + ", or say on the Attributes page where it stands."
                                : "Correct what " + provider
                                        + " sends there, or name another place on the Attributes page.")
                .about(new Finding.Subject(null, attribute))
                .seen(null, null, failing.people());
    }

    private static String people(Failing failing) {
        String sample = failing.lookedAt() == AttributeCheck.PEOPLE
                ? " (of the " + AttributeCheck.PEOPLE + " people changed last)"
                : "";
        return Words.count(failing.people(), "active person", "active people")
                + sample
                + (failing.people() == 1 ? " has" : " have");
    }
}
