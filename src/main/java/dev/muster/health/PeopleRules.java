package dev.muster.health;

import static dev.muster.health.Finding.Code.DEPROVISIONING_NEVER_SEEN;
import static dev.muster.health.Finding.Code.MASS_DEACTIVATION;
import static dev.muster.health.Finding.Code.MISSING_EMAIL;
import static dev.muster.health.Finding.Code.MISSING_NAME;
import static dev.muster.health.Finding.Code.TEST_USER_SEEN;

import dev.muster.directory.DirectoryCheck;
import dev.muster.event.EventType;
import dev.muster.requestlog.LoggedRequest;
import dev.muster.requestlog.RequestKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Whether the people are complete, and come and go as people do. */
final class PeopleRules {

    static final List<Rule> ALL = List.of(
            PeopleRules::withoutEmail,
            PeopleRules::withoutName,
            PeopleRules::massDeactivation,
            PeopleRules::nobodyEverLeft,
            PeopleRules::testUser);

    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
    private static final Duration TWO_MINUTES = Duration.ofMinutes(2);
    private static final Duration LONG = Duration.ofDays(90);
    private static final int FEW = 5;
    private static final int ENOUGH_PEOPLE = 50;
    /** Okta's own guard of imports uses the same. */
    private static final double MANY = 0.2;

    private PeopleRules() {}

    private static Stream<Finding> withoutEmail(Evidence evidence) {
        return lacking(
                evidence,
                evidence.people().withoutEmail(),
                Finding.of(
                        MISSING_EMAIL,
                        "",
                        "The mapping of the e-mail address is missing or empty.",
                        "Map the e-mail address to emails (type work) in "
                                + evidence.provider().displayName() + ", and push these people again."));
    }

    private static Stream<Finding> withoutName(Evidence evidence) {
        return lacking(
                evidence,
                evidence.people().withoutName(),
                Finding.of(
                        MISSING_NAME,
                        "",
                        "First name, last name and display name are not mapped, or empty.",
                        "Map givenName, familyName or displayName in "
                                + evidence.provider().displayName() + "."));
    }

    private static Stream<Finding> lacking(Evidence evidence, DirectoryCheck.Lacking lacking, Finding finding) {
        if (lacking.people() == 0) {
            return Stream.empty();
        }
        String sample = evidence.people().lookedAt() == DirectoryCheck.PEOPLE
                ? " (of the " + DirectoryCheck.PEOPLE + " people changed last)"
                : "";
        String people = Words.count(lacking.people(), "active person", "active people") + sample + ": "
                + Words.some(lacking.examples(), lacking.people()) + ".";
        return Stream.of(Finding.of(finding.code(), people, finding.cause(), finding.remedy())
                .seen(null, null, lacking.people()));
    }

    private static Stream<Finding> massDeactivation(Evidence evidence) {
        Instant began = evidence.people().deactivatedAt();
        long gone = evidence.people().deactivated() + deleted(evidence, began);
        long before = evidence.counted().active() + gone;
        if (gone < FEW || gone <= before * MANY) {
            return Stream.empty();
        }
        return Stream.of(Finding.of(
                        MASS_DEACTIVATION,
                        gone + " of " + before + " active people were deactivated or deleted within ten minutes.",
                        "A rule or script at the provider went wrong, or the app was switched off there.",
                        "If this was not intended, undo it in "
                                + evidence.provider().displayName() + ": the same people come back under the same ids.")
                .seen(began, began, gone));
    }

    /** In the same ten minutes, or in the ten minutes after the first deletion. */
    private static long deleted(Evidence evidence, Instant began) {
        List<Instant> deletions = evidence.changes().stream()
                .filter(change -> change.is(EventType.DSYNC_USER_DELETED))
                .map(change -> change.at())
                .filter(at -> !evidence.longAgo(at, Evidence.DAY))
                .toList();
        if (deletions.isEmpty()) {
            return 0;
        }
        Instant from = began == null ? deletions.getFirst().minus(TEN_MINUTES) : began;
        return deletions.stream()
                .filter(at ->
                        !at.isBefore(from) && at.isBefore(from.plus(TEN_MINUTES).plusSeconds(1)))
                .count();
    }

    private static Stream<Finding> nobodyEverLeft(Evidence evidence) {
        boolean old = evidence.longAgo(evidence.directory().createdAt(), LONG);
        boolean nobody = evidence.counted().inactive() == 0 && !evidence.has(RequestKind.USER_DELETED);
        if (!old || !nobody || evidence.counted().active() < ENOUGH_PEOPLE) {
            return Stream.empty();
        }
        return Stream.of(Finding.of(
                DEPROVISIONING_NEVER_SEEN,
                "In more than 90 days none of " + evidence.counted().active() + " people was deactivated or deleted.",
                "De-provisioning is switched off at the provider: who leaves keeps access.",
                Remedies.deactivate(evidence.provider())));
    }

    private static Stream<Finding> testUser(Evidence evidence) {
        if (evidence.counted().active() + evidence.counted().inactive() > 0) {
            return Stream.empty();
        }
        return evidence.recent().stream()
                .filter(request -> request.method().equals("DELETE") && !request.refused())
                .filter(gone -> evidence.recent().stream().anyMatch(made -> isTest(made, gone)))
                .findFirst()
                .map(gone -> Finding.of(
                                TEST_USER_SEEN,
                                "A user was created and deleted within two minutes, and nobody else has come.",
                                "The provider tested the connection.",
                                Remedies.startProvisioning(evidence.provider()))
                        .seen(null, gone.at(), 1)
                        .shownBy(gone.id()))
                .stream();
    }

    private static boolean isTest(LoggedRequest made, LoggedRequest gone) {
        return made.method().equals("POST")
                && !made.refused()
                && "User".equals(made.subjectType())
                && made.subjectId() != null
                && Objects.equals(made.subjectId(), gone.subjectId())
                && Duration.between(made.at(), gone.at()).compareTo(TWO_MINUTES) < 0;
    }
}
