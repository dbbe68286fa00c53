package dev.muster.support.trace;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/** What a value has to be like. A missing node stands for "absent". */
sealed interface Matcher {

    boolean matches(JsonNode value);

    /** Equal, type included; numbers by their value. */
    record Literal(JsonNode expected) implements Matcher {
        @Override
        public boolean matches(JsonNode value) {
            return expected.isNumber() && value.isNumber()
                    ? expected.decimalValue().compareTo(value.decimalValue()) == 0
                    : expected.equals(value);
        }
    }

    /** An array of the same length, element by element. */
    record Elements(List<Matcher> elements) implements Matcher {
        @Override
        public boolean matches(JsonNode value) {
            return value.isArray()
                    && value.size() == elements.size()
                    && IntStream.range(0, elements.size())
                            .allMatch(i -> elements.get(i).matches(value.get(i)));
        }
    }

    /** An object of which these members match; others are ignored. */
    record Members(Map<String, Matcher> members) implements Matcher {
        @Override
        public boolean matches(JsonNode value) {
            return value.isObject()
                    && members.entrySet().stream()
                            .allMatch(member -> member.getValue().matches(value.path(member.getKey())));
        }
    }

    record All(List<Matcher> matchers) implements Matcher {
        @Override
        public boolean matches(JsonNode value) {
            return matchers.stream().allMatch(matcher -> matcher.matches(value));
        }
    }

    record Any(List<Matcher> matchers) implements Matcher {
        @Override
        public boolean matches(JsonNode value) {
            return matchers.stream().anyMatch(matcher -> matcher.matches(value));
        }
    }

    record Not(Matcher matcher) implements Matcher {
        @Override
        public boolean matches(JsonNode value) {
            return !matcher.matches(value);
        }
    }

    record Absent() implements Matcher {
        @Override
        public boolean matches(JsonNode value) {
            return value.isMissingNode();
        }
    }

    /** There and not null. */
    record Exists() implements Matcher {
        @Override
        public boolean matches(JsonNode value) {
            return !value.isMissingNode() && !value.isNull();
        }
    }

    /** Absent, null, or a text, array or object without content. */
    record Empty() implements Matcher {
        @Override
        public boolean matches(JsonNode value) {
            return value.isMissingNode()
                    || value.isNull()
                    || value.isContainerNode() && value.isEmpty()
                    || value.isTextual() && value.textValue().isEmpty();
        }
    }

    /** One of these JSON types; an integer is a number as well. */
    record Type(Set<String> names) implements Matcher {
        @Override
        public boolean matches(JsonNode value) {
            return names.contains(nameOf(value)) || value.isIntegralNumber() && names.contains("integer");
        }

        private static String nameOf(JsonNode value) {
            return switch (value.getNodeType()) {
                case STRING -> "string";
                case NUMBER -> "number";
                case BOOLEAN -> "boolean";
                case ARRAY -> "array";
                case OBJECT -> "object";
                case NULL -> "null";
                case MISSING, BINARY, POJO -> "none";
            };
        }
    }

    /** A text in which the pattern is found. */
    record Found(Pattern pattern) implements Matcher {
        @Override
        public boolean matches(JsonNode value) {
            return value.isTextual() && pattern.matcher(value.textValue()).find();
        }
    }

    record SameTextInAnyCase(String text) implements Matcher {
        @Override
        public boolean matches(JsonNode value) {
            return value.isTextual() && value.textValue().equalsIgnoreCase(text);
        }
    }

    /** An array with an element that matches. */
    record Contains(Matcher element) implements Matcher {
        @Override
        public boolean matches(JsonNode value) {
            return value.isArray()
                    && StreamSupport.stream(value.spliterator(), false).anyMatch(element::matches);
        }
    }

    record ContainsText(String part) implements Matcher {
        @Override
        public boolean matches(JsonNode value) {
            return value.isTextual() && value.textValue().contains(part);
        }
    }

    /** A text or an array of which the length matches. */
    record Length(Matcher length) implements Matcher {
        @Override
        public boolean matches(JsonNode value) {
            return (value.isTextual() || value.isArray()) && length.matches(lengthOf(value));
        }

        private static JsonNode lengthOf(JsonNode value) {
            return MatcherReader.number(
                    value.isArray() ? value.size() : value.textValue().length());
        }
    }

    record AtLeast(BigDecimal least) implements Matcher {
        @Override
        public boolean matches(JsonNode value) {
            return value.isNumber() && value.decimalValue().compareTo(least) >= 0;
        }
    }

    record AtMost(BigDecimal most) implements Matcher {
        @Override
        public boolean matches(JsonNode value) {
            return value.isNumber() && value.decimalValue().compareTo(most) <= 0;
        }
    }

    /** An array of that length whose elements match these in some order. */
    record InAnyOrder(List<Matcher> elements) implements Matcher {
        @Override
        public boolean matches(JsonNode value) {
            return value.isArray()
                    && value.size() == elements.size()
                    && assignable(
                            elements,
                            StreamSupport.stream(value.spliterator(), false).toList());
        }

        private static boolean assignable(List<Matcher> matchers, List<JsonNode> values) {
            return matchers.isEmpty()
                    || IntStream.range(0, values.size())
                            .filter(i -> matchers.getFirst().matches(values.get(i)))
                            .anyMatch(i -> assignable(matchers.subList(1, matchers.size()), without(i, values)));
        }

        private static List<JsonNode> without(int index, List<JsonNode> values) {
            List<JsonNode> rest = new ArrayList<>(values);
            rest.remove(index);
            return rest;
        }
    }
}
