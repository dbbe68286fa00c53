package dev.muster.directory.attribute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a SCIM resource (RFC 7644 section 3.5.2): {@code title}, {@code name.givenName},
 * {@code emails[type eq "work"].value}, {@code urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:costCenter}. Names
 * are found in any case. Sub-attributes may be nested deeper than the RFC's two levels, as undeclared extensions are.
 *
 * @param text      as it was written
 * @param extension URN of the schema, or null for the core attributes
 * @param filter    which entries of a multi-valued attribute are meant; empty: all
 * @param parts     names below the attribute
 */
public record AttributePath(
        String text, String extension, String attribute, List<Comparison> filter, List<String> parts) {

    private static final int LONGEST = 500;
    private static final String CORE = "urn:ietf:params:scim:schemas:core:2.0:User";

    private static final String NAME = "[^\\s\\[\\]\".:]+";
    private static final Pattern PATH = Pattern.compile(
            "(?:(?<urn>[uU][rR][nN]:[^\\[\\]\"\\s]+):)?(?<name>%s)(?:\\[(?<filter>.*)])?(?<parts>(?:\\.%s)*)"
                    .formatted(NAME, NAME),
            Pattern.DOTALL);

    public static AttributePath parse(String text) throws InvalidPath {
        String written = text.strip();
        if (written.length() > LONGEST) {
            throw new InvalidPath("The path is longer than " + LONGEST + " characters.");
        }
        if (written.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidPath("A path has no control characters.");
        }
        Matcher matcher = PATH.matcher(written);
        if (!matcher.matches()) {
            throw new InvalidPath(
                    "'%s' is no path. Paths look like title, name.givenName, emails[type eq \"work\"].value or urn:…:User:costCenter."
                            .formatted(written));
        }
        return new AttributePath(
                written,
                CORE.equalsIgnoreCase(matcher.group("urn")) ? null : matcher.group("urn"),
                matcher.group("name"),
                matcher.group("filter") == null ? List.of() : Comparison.all(matcher.group("filter")),
                Arrays.stream(matcher.group("parts").split("\\."))
                        .filter(part -> !part.isEmpty())
                        .toList());
    }

    /** What stands there; missing when nothing does. Of several entries it is a list. */
    public JsonNode in(ObjectNode resource) {
        JsonNode value = member(extension == null ? resource : member(resource, extension), attribute);
        if (!filter.isEmpty()) {
            value = matching(value);
        }
        for (String part : parts) {
            value = below(value, part);
        }
        return value;
    }

    private JsonNode matching(JsonNode value) {
        ArrayNode matching = JsonNodeFactory.instance.arrayNode();
        Iterable<JsonNode> entries = value.isArray() ? value : List.of(value);
        for (JsonNode entry : entries) {
            if (filter.stream().allMatch(comparison -> comparison.holds(member(entry, comparison.attribute())))) {
                matching.add(entry);
            }
        }
        return orMissing(matching);
    }

    private static JsonNode below(JsonNode value, String part) {
        if (!value.isArray()) {
            return member(value, part);
        }
        ArrayNode values = JsonNodeFactory.instance.arrayNode();
        value.forEach(entry -> {
            JsonNode found = member(entry, part);
            if (!found.isMissingNode()) {
                values.add(found);
            }
        });
        return orMissing(values);
    }

    private static JsonNode member(JsonNode object, String name) {
        JsonNode exact = object.path(name);
        if (!exact.isMissingNode() || !object.isObject()) {
            return exact;
        }
        return object.propertyStream()
                .filter(member -> member.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    private static JsonNode orMissing(ArrayNode values) {
        return values.isEmpty() ? MissingNode.getInstance() : values;
    }
}
