package dev.muster.health;

import static dev.muster.health.Finding.Code.APPROVAL_PENDING_SUSPECTED;
import static dev.muster.health.Finding.Code.NEVER_CONTACTED;
import static dev.muster.health.Finding.Code.QUARANTINE_RISK;
import static dev.muster.health.Finding.Code.SECOND_CALLER;
import static dev.muster.health.Finding.Code.SILENT;
import static dev.muster.health.Finding.Code.WRONG_PROVIDER;

import dev.muster.directory.Directory;
import dev.muster.provider.Caller;
import dev.muster.provider.ProviderType;
import dev.muster.requestlog.LoggedRequest;
import dev.muster.requestlog.RequestKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether the right program calls, and as it should. */
final class ContactRules {

    static final List<Rule> ALL = List.of(
            ContactRules::neverContacted,
            ContactRules::onlyReads,
            ContactRules::silent,
            ContactRules::wrongProvider,
            ContactRules::secondCaller,
            ContactRules::manyFailures);

    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);
    private static final int ENOUGH_TO_JUDGE = 10;
    private static final double TOO_MANY = 0.2;

    private ContactRules() {}

    private static Stream<Finding> neverContacted(Evidence evidence) {
        if (evidence.has(RequestKind.RECEIVED)
                || !evidence.recent().isEmpty()
                || evidence.directory().state() == Directory.State.LINKED) {
            return Stream.empty();
        }
        return Stream.of(Finding.of(
                NEVER_CONTACTED,
                "No request has ever come to this directory's endpoint.",
                "The endpoint and token are not saved in " + name(evidence) + " yet, or a firewall is in the way.",
                Remedies.connect(evidence.provider())));
    }

    private static Stream<Finding> onlyReads(Evidence evidence) {
        Optional<Instant> first = evidence.first(RequestKind.ACCEPTED);
        if (evidence.last(RequestKind.WRITTEN).isPresent()
                || hasPeople(evidence)
                || first.isEmpty()
                || !evidence.longAgo(first.get(), HALF_AN_HOUR)) {
            return Stream.empty();
        }
        return Stream.of(Finding.of(
                        APPROVAL_PENDING_SUSPECTED,
                        "The connection works: requests have come with a right token. But nothing has been written since.",
                        "Provisioning is switched off, approvals are pending, or nobody is assigned.",
                        Remedies.startProvisioning(evidence.provider()))
                .seen(first.get(), evidence.last(RequestKind.ACCEPTED).orElse(null), 1));
    }

    private static Stream<Finding> silent(Evidence evidence) {
        Optional<Instant> last = evidence.last(RequestKind.ACCEPTED);
        Duration longest = evidence.provider().longestSilence();
        if (last.isEmpty()
                || evidence.directory().state() == Directory.State.PAUSED
                || !evidence.longAgo(last.get(), longest)) {
            return Stream.empty();
        }
        boolean cycles = evidence.provider() == ProviderType.ENTRA;
        return Stream.of(Finding.of(
                        SILENT,
                        "The last request with a right token came " + Words.ago(last.get(), evidence.now()) + ".",
                        cycles
                                ? "Entra calls every 40 minutes; it has stopped, or put the application into quarantine."
                                : "Nothing has changed there, or provisioning has been switched off.",
                        cycles
                                ? "In Entra open Provisioning: read the reason of the quarantine, correct it, press Restart"
                                        + " provisioning."
                                : "See in " + name(evidence) + " that provisioning is on, and push one person by hand.")
                .seen(last.get(), null, 1));
    }

    private static Stream<Finding> wrongProvider(Evidence evidence) {
        if (evidence.provider() == ProviderType.GENERIC) {
            return Stream.empty();
        }
        return lately(evidence)
                .filter(request -> Caller.of(request.caller())
                        .filter(caller -> caller != evidence.provider())
                        .isPresent())
                .findFirst()
                .map(request -> Finding.of(
                                WRONG_PROVIDER,
                                "This directory is set up as " + name(evidence) + ", but "
                                        + Caller.of(request.caller())
                                                .orElseThrow()
                                                .displayName() + " is calling ("
                                        + request.caller() + ").",
                                "The directory has the wrong type, or its address and token were given to another"
                                        + " provider.",
                                "Make a directory of the right type and give its endpoint and token to the provider; delete"
                                        + " this one.")
                        .about(new Finding.Subject(null, request.caller()))
                        .seen(null, request.at(), 1)
                        .shownBy(request.id()))
                .stream();
    }

    private static Stream<Finding> secondCaller(Evidence evidence) {
        List<String> programs = lately(evidence)
                .flatMap(request -> Caller.program(request.caller()).stream())
                .distinct()
                .toList();
        if (programs.size() < 2) {
            return Stream.empty();
        }
        return Stream.of(Finding.of(
                        SECOND_CALLER,
                        "Within a day these programs called with a right token: " + String.join(", ", programs) + ".",
                        "Two apps send to one endpoint and undo each other's changes, or a provider is being replaced.",
                        "Give each app a directory of its own. Generate a second token, move the right app to it, and revoke"
                                + " the first.")
                .seen(null, null, programs.size()));
    }

    private static Stream<Finding> manyFailures(Evidence evidence) {
        long all = evidence.requestsLately(false);
        long failed = evidence.requestsLately(true);
        if (all < ENOUGH_TO_JUDGE || failed < all * TOO_MANY) {
            return Stream.empty();
        }
        String evidenceText = failed + " of " + all + " requests of the last two hours were refused.";
        return Stream.of(Finding.of(
                        QUARANTINE_RISK,
                        evidenceText,
                        evidence.provider() == ProviderType.ENTRA
                                ? "Entra stops an application that fails too often (quarantine)."
                                : "People or groups are missing in the application.",
                        Remedies.retry(evidence.provider()))
                .seen(null, evidence.last(RequestKind.FAILED).orElse(null), failed)
                .shownBy(evidence.refused().stream()
                        .filter(request -> !request.rejected())
                        .map(LoggedRequest::id)
                        .findFirst()
                        .orElse(null)));
    }

    /** Of the last day, with a right token. */
    private static Stream<LoggedRequest> lately(Evidence evidence) {
        return evidence.recent().stream()
                .filter(request -> !request.rejected() && !evidence.longAgo(request.at(), Evidence.DAY));
    }

    private static boolean hasPeople(Evidence evidence) {
        return evidence.counted().active()
                        + evidence.counted().inactive()
                        + evidence.counted().groups()
                > 0;
    }

    private static String name(Evidence evidence) {
        return evidence.provider().displayName();
    }
}
