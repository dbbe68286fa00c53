package dev.muster.support.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.muster.support.wire.Answer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Compares an answer with what a step expects, names filled in. */
record AnswerCheck(JsonNode expect) {

    boolean statusIsRight(Answer answer) {
        return StreamSupport.stream(expect.path("status").spliterator(), false)
                .anyMatch(status -> status.asInt() == answer.status());
    }

    /** What is wrong, a sentence each. With a wrong status nothing else is looked at: it would all be wrong. */
    List<String> problems(Answer answer) {
        if (!statusIsRight(answer)) {
            return List.of("status: expected one of " + expect.path("status") + ", was " + answer.status());
        }
        return Stream.concat(headerProblems(answer), bodyProblems(answer)).toList();
    }

    private Stream<String> headerProblems(Answer answer) {
        return expect.path("headers")
                .propertyStream()
                .flatMap(header ->
                        problem("header " + header.getKey(), header.getValue(), headerOf(answer, header.getKey())));
    }

    private static JsonNode headerOf(Answer answer, String name) {
        return Optional.ofNullable(answer.headers().get(name))
                .<JsonNode>map(TextNode::valueOf)
                .orElseGet(MissingNode::getInstance);
    }

    private Stream<String> bodyProblems(Answer answer) {
        if (answer.status() == 204 && answer.body().isEmpty()) {
            return Stream.empty();
        }
        JsonNode ofThisStatus = expect.path("jsonByStatus").path(String.valueOf(answer.status()));
        JsonNode body = answer.json();
        return Stream.of(expect.path("json"), ofThisStatus)
                .flatMap(JsonNode::propertyStream)
                .flatMap(path -> problem(
                        path.getKey(),
                        path.getValue(),
                        JsonPath.of(path.getKey()).in(body)));
    }

    private static Stream<String> problem(String where, JsonNode expected, JsonNode actual) {
        return MatcherReader.read(expected).matches(actual)
                ? Stream.empty()
                : Stream.of("%s: expected %s, was %s"
                        .formatted(where, expected, actual.isMissingNode() ? "absent" : actual));
    }
}
