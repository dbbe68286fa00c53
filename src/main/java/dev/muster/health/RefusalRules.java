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

    private RefusalRules() {}

    private static Stream<Finding> tokenRejected(Evidence evidence) {
        // Old ones are no finding any more when the newest request had a right token.
        boolean inUse = evidence.recent().stream()
                .findFirst()
                .filter(newest -> !newest.rejected())
                .isPresent();
        return inUse
                ? Stream.empty()
                : together(
                        evidence,
                        TOKEN_REJECTED,
                        (requests, newest) -> Words.count(requests.size(), "request", "requests")
                                + " came without a token of this directory" + caller(newest) + ".");
    }

    private static Stream<Finding> wrongAddress(Evidence evidence) {
        return together(
                evidence,
                WRONG_ADDRESS,
                (requests, newest) ->
                        "Requests came for " + newest.path() + " below the endpoint; there is nothing there.");
    }

    private static Stream<Finding> wrongConnector(Evidence evidence) {
        return together(
                evidence,
                WRONG_CONNECTOR,
                (requests, newest) -> Words.count(requests.size(), "request", "requests") + " spoke SCIM 1.1.");
    }

    private static Stream<Finding> conflicts(Evidence evidence) {
        return bySubject(evidence, NAME_CONFLICT, (requests, newest) -> newest.detail());
    }

    private static Stream<Finding> invalidData(Evidence evidence) {
        return bySubject(evidence, INVALID_DATA, (requests, newest) -> newest.detail());
    }

    private static Stream<Finding> unknownResources(Evidence evidence) {
        return bySubject(
                evidence,
                UNKNOWN_RESOURCE,
                (requests, newest) ->
                        newest.method() + " " + newest.path() + " was sent, but there is nobody with this id here.");
    }

    private static Stream<Finding> whilePaused(Evidence evidence) {
        return evidence.directory().state() != Directory.State.PAUSED
                ? Stream.empty()
                : together(
                        evidence,
                        PAUSED_TRAFFIC,
                        (requests, newest) -> Words.count(requests.size(), "request was", "requests were")
                                + " turned away: the directory is paused.");
    }

    private static Stream<Finding> serverErrors(Evidence evidence) {
        return together(
                evidence,
                SERVER_ERROR,
                (requests, newest) -> Words.count(requests.size(), "request", "requests")
                        + " failed through no fault of the provider.");
    }

    private static String caller(LoggedRequest request) {
        return request.caller() == null ? "" : ", the last from " + request.caller();
    }

    /** What was seen, in a sentence. */
    @FunctionalInterface
    private interface Telling {
        String of(List<LoggedRequest> requests, LoggedRequest newest);
    }

    private static Stream<LoggedRequest> refused(Evidence evidence, Finding.Code code) {
        return evidence.refused().stream()
                .filter(request -> Explanation.of(request, evidence.provider())
                        .filter(why -> why.code() == code)
                        .isPresent());
    }

    /** One finding for all of them. */
    private static Stream<Finding> together(Evidence evidence, Finding.Code code, Telling telling) {
        return finding(evidence, refused(evidence, code).toList(), telling);
    }

    /** One finding for each person or group for whom nothing has succeeded since. */
    private static Stream<Finding> bySubject(Evidence evidence, Finding.Code code, Telling telling) {
        Map<Object, List<LoggedRequest>> bySubject = refused(evidence, code)
                .collect(Collectors.groupingBy(RefusalRules::subject, LinkedHashMap::new, Collectors.toList()));
        return bySubject.entrySet().stream()
                .filter(entry ->
                        !mended(evidence, entry.getKey(), entry.getValue().getFirst()))
                .limit(MOST)
                .flatMap(entry -> finding(evidence, entry.getValue(), telling)
                        .map(finding -> finding.about(subjectOf(entry.getValue().getFirst()))));
    }

    private static Stream<Finding> finding(Evidence evidence, List<LoggedRequest> requests, Telling telling) {
        if (requests.isEmpty()) {
            return Stream.empty();
        }
        LoggedRequest newest = requests.getFirst();
        return Explanation.of(newest, evidence.provider()).stream()
                .map(why -> Finding.of(why.code(), telling.of(requests, newest), why.cause(), why.remedy())
                        .seen(requests.getLast().at(), newest.at(), requests.size())
                        .shownBy(newest.id()));
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
