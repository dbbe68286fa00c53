package dev.muster.support.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** The subset of JSONPath that traces use. A path that leads nowhere selects a missing node. */
record JsonPath(String text, List<Segment> segments) {

    private static final Pattern SEGMENT = Pattern.compile("""
            \\.(?<name>[^.\\[\\]]+)\
            |\\['(?<quoted>[^']*)'\\]\
            |\\[(?<index>\\d+)\\]\
            |\\[(?<each>\\*)\\]\
            |\\[\\?\\(@\\.(?<member>[^=\\s]+)\\s*==\\s*(?:'(?<text>[^']*)'|(?<scalar>[^')]+))\\)\\]""");

    sealed interface Segment {}

    record Member(String name) implements Segment {}

    record Index(int position) implements Segment {}

    record Each() implements Segment {}

    record First(String member, String value, boolean quoted) implements Segment {

        boolean accepts(JsonNode element) {
            JsonNode found = element.path(member);
            return found.isValueNode()
                    && found.isTextual() == quoted
                    && found.asText().equals(value);
        }
    }

    /** A path that begins with {@code $}. @throws IllegalArgumentException if it is outside the subset */
    static JsonPath of(String text) {
        if (!text.startsWith("$")) {
            throw new IllegalArgumentException("A JSONPath begins with $: " + text);
        }
        return new JsonPath(text, segments(text));
    }

    /** A path without {@code $} that starts in the members of the root, such as {@code user.email}. */
    static JsonPath ofMembers(String text) {
        return of(text.startsWith("[") ? "$" + text : "$." + text);
    }

    JsonNode in(JsonNode root) {
        return select(root, segments);
    }

    private static List<Segment> segments(String text) {
        List<Segment> segments = new ArrayList<>();
        Matcher matcher = SEGMENT.matcher(text);
        for (int at = 1; at < text.length(); at = matcher.end()) {
            if (!matcher.region(at, text.length()).lookingAt()) {
                throw new IllegalArgumentException("Not understood from " + at + ": " + text);
            }
            segments.add(segment(matcher));
        }
        return segments;
    }

    private static Segment segment(Matcher matcher) {
        if (matcher.group("name") != null) {
            return new Member(matcher.group("name"));
        }
        if (matcher.group("quoted") != null) {
            return new Member(matcher.group("quoted"));
        }
        if (matcher.group("index") != null) {
            return new Index(Integer.parseInt(matcher.group("index")));
        }
        return matcher.group("each") != null ? new Each() : first(matcher);
    }

    private static First first(Matcher matcher) {
        String text = matcher.group("text");
        return text != null
                ? new First(matcher.group("member"), text, true)
                : new First(matcher.group("member"), matcher.group("scalar").strip(), false);
    }

    private static JsonNode select(JsonNode node, List<Segment> path) {
        if (path.isEmpty()) {
            return node;
        }
        List<Segment> rest = path.subList(1, path.size());
        return switch (path.getFirst()) {
            case Member member -> select(node.path(member.name()), rest);
            case Index index -> select(node.path(index.position()), rest);
            case Each each -> selectEach(node, rest);
            case First first -> select(firstOf(node, first), rest);
        };
    }

    private static JsonNode selectEach(JsonNode node, List<Segment> rest) {
        if (!node.isArray()) {
            return MissingNode.getInstance();
        }
        ArrayNode selected = JsonNodeFactory.instance.arrayNode();
        node.forEach(element -> {
            JsonNode found = select(element, rest);
            if (!found.isMissingNode()) {
                selected.add(found);
            }
        });
        return selected;
    }

    private static JsonNode firstOf(JsonNode node, First first) {
        return StreamSupport.stream(node.spliterator(), false)
                .filter(first::accepts)
                .findFirst()
                .orElseGet(MissingNode::getInstance);
    }

    @Override
    public String toString() {
        return text;
    }
}
