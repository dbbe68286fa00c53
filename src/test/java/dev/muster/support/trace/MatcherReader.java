package dev.muster.support.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads matchers from their JSON form. */
final class MatcherReader {

    /** Other members that begin with a dollar sign are plain ones: SCIM has {@code $ref}. */
    private static final Set<String> OPERATORS = Set.of(
            "$absent",
            "$exists",
            "$empty",
            "$type",
            "$regex",
            "$iregex",
            "$eqi",
            "$in",
            "$any",
            "$all",
            "$not",
            "$contains",
            "$len",
            "$gte",
            "$lte",
            "$set");

    private MatcherReader() {}

    /** @throws IllegalArgumentException if operators and plain members are mixed in one object */
    static Matcher read(JsonNode json) {
        if (json.isArray()) {
            return new Matcher.Elements(readAll(json));
        }
        if (!json.isObject()) {
            return new Matcher.Literal(json);
        }
        return hasOperators(json) ? new Matcher.All(operators(json)) : new Matcher.Members(members(json));
    }

    static JsonNode number(int value) {
        return IntNode.valueOf(value);
    }

    private static boolean hasOperators(JsonNode json) {
        return json.propertyStream().map(Map.Entry::getKey).anyMatch(OPERATORS::contains);
    }

    private static List<Matcher> operators(JsonNode json) {
        return json.propertyStream()
                .map(operator -> operator(operator.getKey(), operator.getValue()))
                .toList();
    }

    private static Map<String, Matcher> members(JsonNode json) {
        Map<String, Matcher> members = new LinkedHashMap<>();
        json.propertyStream().forEach(member -> members.put(member.getKey(), read(member.getValue())));
        return members;
    }

    private static Matcher operator(String name, JsonNode operand) {
        return switch (name) {
            case "$absent" -> onlyIf(operand, new Matcher.Absent());
            case "$exists" -> onlyIf(operand, new Matcher.Exists());
            case "$empty" -> onlyIf(operand, new Matcher.Empty());
            case "$type" -> new Matcher.Type(texts(operand));
            case "$regex" -> new Matcher.Found(Pattern.compile(operand.asText(), Pattern.DOTALL));
            case "$iregex" -> new Matcher.Found(anyCase(operand.asText()));
            case "$eqi" -> new Matcher.SameTextInAnyCase(operand.asText());
            case "$in", "$any" -> new Matcher.Any(readAll(operand));
            case "$all" -> new Matcher.All(readAll(operand));
            case "$not" -> new Matcher.Not(read(operand));
            case "$contains" -> contains(operand);
            case "$len" -> new Matcher.Length(read(operand));
            case "$gte" -> new Matcher.AtLeast(operand.decimalValue());
            case "$lte" -> new Matcher.AtMost(operand.decimalValue());
            case "$set" -> new Matcher.InAnyOrder(readAll(operand));
            default -> throw new IllegalArgumentException("Not an operator, but next to one: " + name);
        };
    }

    private static Matcher onlyIf(JsonNode wanted, Matcher matcher) {
        return wanted.asBoolean() ? matcher : new Matcher.Not(matcher);
    }

    private static Matcher contains(JsonNode operand) {
        Matcher element = new Matcher.Contains(read(operand));
        return operand.isTextual()
                ? new Matcher.Any(List.of(element, new Matcher.ContainsText(operand.textValue())))
                : element;
    }

    private static Pattern anyCase(String regex) {
        return Pattern.compile(regex, Pattern.DOTALL | Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    private static List<Matcher> readAll(JsonNode matchers) {
        return elements(matchers).map(MatcherReader::read).toList();
    }

    private static Set<String> texts(JsonNode oneOrMany) {
        return oneOrMany.isArray()
                ? elements(oneOrMany).map(JsonNode::asText).collect(Collectors.toSet())
                : Set.of(oneOrMany.asText());
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
