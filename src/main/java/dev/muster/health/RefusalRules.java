package dev.muster.health;

import static dev.muster.health.Finding.Code.INVALID_DATA;
import static dev.muster.health.Finding.Code.NAME_CONFLICT;
import static dev.muster.health.Finding.Code.PAUSED_TRAFFIC;
import static dev.muster.health.Finding.Code.SERVER_ERROR;
import static dev.muster.health.Finding.Code.TOKEN_REJECTED;
import static dev.muster.health.Finding.Code.UNKNOWN_RESOURCE;
import static dev.muster.health.Finding.Code.WRONG_ADDRESS;
import static dev.muster.health.Finding.Code.WRONG_CONNECTOR;

import dev.muster.directory.Directory;
import dev.muster.requestlog.LoggedRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the refused requests of the last day tell. What has gone well since is no finding any more. */
final class RefusalRules {

    static final List<Rule> ALL = List.of(
            RefusalRules::tokenRejected,
            RefusalRules::wrongAddress,
            RefusalRules::wrongConnector,
            RefusalRules::conflicts,
            RefusalRules::invalidData,
            RefusalRules::unknownResources,
            RefusalRules::whilePaused,
            RefusalRules::serverErrors);

    /** Of a kind, so that a whole company in trouble is still a page. */
    private static final int MOST = 10;

    private static final Pattern RESOURCE = Pattern.compile("/(Users|Groups|Schemas|ResourceTypes)/[^/]+");
    private static final String OLD_VERSION = "SCIM 1.1";

    private RefusalRules() {}

    private static Stream<Finding> tokenRejected(Evidence evidence) {
        return together(
                rejected(evidence),
                (requests, newest) -> Finding.of(
                        TOKEN_REJECTED,
                        Words.count(requests.size(), "request", "requests") + " came without a token of this directory"
                                + caller(newest) + ".",
                        "The token was revoked, has expired, was cut off when it was copied, or belongs to another directory.",
                        "Generate a token here and paste it. " + Remedies.connect(evidence.provider())));
    }

    // Old ones are no finding any more when the newest request had a right token.
    private static List<LoggedRequest> rejected(Evidence evidence) {
        boolean inUse = evidence.recent().stream()
                .findFirst()
                .filter(newest -> !newest.rejected())
                .isPresent();
        return inUse ? List.of() : evidence.refusedWith(401).toList();
    }

    private static Stream<Finding> wrongAddress(Evidence evidence) {
        List<LoggedRequest> lost = evidence.refusedWith(404)
                .filter(request -> !RESOURCE.matcher(request.path()).matches())
                .toList();
        return together(
                lost,
                (requests, newest) -> Finding.of(
                        WRONG_ADDRESS,
                        "Requests came for " + newest.path() + " below the endpoint; there is nothing there.",
                        "The base URL was pasted with an ending, such as /Users or a second /v2.",
                        "Paste the endpoint exactly as it is shown here, without anything behind it."));
    }

    private static Stream<Finding> wrongConnector(Evidence evidence) {
        return together(
                evidence.refusedWith(400).filter(RefusalRules::isOld).toList(),
                (requests, newest) -> Finding.of(
                        WRONG_CONNECTOR,
                        Words.count(requests.size(), "request", "requests") + " spoke SCIM 1.1.",
                        "The provider's app is one for SCIM 1.1; Muster speaks 2.0.",
                        "Choose the SCIM 2.0 app. In OneLogin it is called SCIM Provisioner with SAML (SCIM V2 Enterprise)."));
    }

    private static Stream<Finding> conflicts(Evidence evidence) {
        return bySubject(
                evidence,
                evidence.refusedWith(409),
                (requests, newest) -> Finding.of(
                        NAME_CONFLICT,
                        newest.detail(),
                        "Two people or groups there have the same name, or one here is a left-over.",
                        "Give one of them another name there, or remove the other one here if it is a left-over."));
    }

    private static Stream<Finding> invalidData(Evidence evidence) {
        return bySubject(
                evidence,
                evidence.refusedWith(400).filter(request -> !isOld(request)),
                (requests, newest) -> Finding.of(
                        INVALID_DATA,
                        newest.detail(),
                        "An attribute is mapped to something that it cannot hold.",
                        "Correct the value, or the mapping of the attribute, in "
                                + evidence.provider().displayName() + "; the request shows what was sent."));
    }

    private static Stream<Finding> unknownResources(Evidence evidence) {
        return bySubject(
                evidence,
                evidence.refusedWith(404)
                        .filter(request -> !request.reads() && !request.method().equals("DELETE"))
                        .filter(request -> RESOURCE.matcher(request.path()).matches()),
                (requests, newest) -> Finding.of(
                        UNKNOWN_RESOURCE,
                        newest.method() + " " + newest.path() + " was sent, but there is nobody with this id here.",
                        evidence.provider().displayName() + " remembers somebody who was deleted here, or in an earlier"
                                + " directory.",
                        "Take the person or group off the app there and assign it again, so that it is created anew."));
    }

    private static Stream<Finding> whilePaused(Evidence evidence) {
        if (evidence.directory().state() != Directory.State.PAUSED) {
            return Stream.empty();
        }
        return together(
                evidence.refusedWith(403).toList(),
                (requests, newest) -> Finding.of(
                        PAUSED_TRAFFIC,
                        Words.count(requests.size(), "request was", "requests were")
                                + " turned away: the directory is paused.",
                        "What the provider sends meanwhile is lost until it sends it again.",
                        "Resume the directory in its settings, then start a full synchronization there."));
    }

    private static Stream<Finding> serverErrors(Evidence evidence) {
        List<LoggedRequest> failed = evidence.refused().stream()
                .filter(request -> request.status() >= 500 && request.status() != 501)
                .toList();
        return together(
                failed,
                (requests, newest) -> Finding.of(
                        SERVER_ERROR,
                        Words.count(requests.size(), "request", "requests")
                                + " failed through no fault of the provider.",
                        "Muster or its database was not available, or has a defect.",
                        "The provider tries again by itself. If it goes on, Muster's log has the reason."));
    }

    private static boolean isOld(LoggedRequest request) {
        return Objects.toString(request.detail(), "").contains(OLD_VERSION);
    }

    private static String caller(LoggedRequest request) {
        return request.caller() == null ? "" : ", the last from " + request.caller();
    }

    @FunctionalInterface
    private interface Telling {
        Finding of(List<LoggedRequest> requests, LoggedRequest newest);
    }

    /** One finding for all of them. */
    private static Stream<Finding> together(List<LoggedRequest> requests, Telling telling) {
        if (requests.isEmpty()) {
            return Stream.empty();
        }
        LoggedRequest newest = requests.getFirst();
        return Stream.of(telling.of(requests, newest)
                .seen(requests.getLast().at(), newest.at(), requests.size())
                .shownBy(newest.id()));
    }

    /** One finding for each person or group for whom nothing has succeeded since. */
    private static Stream<Finding> bySubject(Evidence evidence, Stream<LoggedRequest> refused, Telling telling) {
        Map<Object, List<LoggedRequest>> bySubject =
                refused.collect(Collectors.groupingBy(RefusalRules::subject, LinkedHashMap::new, Collectors.toList()));
        return bySubject.entrySet().stream()
                .filter(entry ->
                        !mended(evidence, entry.getKey(), entry.getValue().getFirst()))
                .limit(MOST)
                .flatMap(entry -> together(entry.getValue(), telling)
                        .map(finding -> finding.about(subjectOf(entry.getValue().getFirst()))));
    }

    private static boolean mended(Evidence evidence, Object subject, LoggedRequest refused) {
        return evidence.recent().stream()
                .takeWhile(request -> request.id().compareTo(refused.id()) != 0)
                .anyMatch(request -> !request.refused() && !request.reads() && subject.equals(subject(request)));
    }

    private static Object subject(LoggedRequest request) {
        Function<Object, Object> named = found -> Objects.toString(request.subjectType(), "") + found;
        return request.subjectName() != null
                ? named.apply(request.subjectName().toLowerCase(Locale.ROOT))
                : request.subjectId() != null ? named.apply(request.subjectId()) : request.path();
    }

    private static Finding.Subject subjectOf(LoggedRequest request) {
        return request.subjectName() == null && request.subjectId() == null
                ? null
                : new Finding.Subject(request.printedSubject(), request.subjectName());
    }
}
