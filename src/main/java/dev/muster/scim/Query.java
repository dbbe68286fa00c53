package dev.muster.scim;

import static dev.muster.scim.error.ScimType.INVALID_COUNT;
import static dev.muster.scim.error.ScimType.INVALID_SYNTAX;
import static dev.muster.scim.error.ScimType.INVALID_VALUE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.scim.filter.Filter;
import dev.muster.scim.filter.FilterParser;
import dev.muster.scim.schema.AnyCase;
import dev.muster.scim.schema.Projection;
import dev.muster.scim.schema.ResourceType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What a list shall show (RFC 7644 section 3.4.2, RFC 9865), from a query string or the body of a search.
 *
 * @param startIndex from 1
 * @param count      from 0 to {@link #MOST}
 * @param cursor     empty text for the first page; absent for paging by index
 */
record Query(
        Optional<Filter> filter,
        Optional<String> sortBy,
        boolean ascending,
        long startIndex,
        int count,
        Optional<String> cursor,
        Projection projection) {

    static final int MOST = 1_000;
    static final int USUAL = 100;

    private static final Pattern WHOLE_NUMBER = Pattern.compile("\\s*0*[1-9]\\d*\\s*");

    static Query of(ResourceType type, Parameters parameters) {
        return of(
                name -> parameters.get(name),
                parameters.cursor(),
                Projection.parse(
                        type,
                        parameters.get("attributes").orElse(null),
                        parameters.get("excludedAttributes").orElse(null)));
    }

    /** The body of a search (RFC 7644 section 3.4.3). */
    static Query of(ResourceType type, ObjectNode body) {
        JsonNode cursor = AnyCase.get(body, "cursor");
        return of(
                name -> text(body, name),
                cursor.isMissingNode() || cursor.isNull() ? Optional.empty() : Optional.of(cursor.asText()),
                Projection.of(type, names(body, "attributes"), names(body, "excludedAttributes")));
    }

    private static Query of(Function<String, Optional<String>> values, Optional<String> cursor, Projection projection) {
        return new Query(
                values.apply("filter").map(FilterParser::parse),
                values.apply("sortBy"),
                values.apply("sortOrder").map(Query::ascending).orElse(true),
                number(values.apply("startIndex"), "startIndex", 1, 1, Long.MAX_VALUE),
                count(values.apply("count"), cursor.isPresent()),
                cursor,
                projection);
    }

    private static boolean ascending(String order) {
        if (order.equalsIgnoreCase("ascending")) {
            return true;
        }
        if (order.equalsIgnoreCase("descending")) {
            return false;
        }
        throw INVALID_VALUE.because("sortOrder must be ascending or descending.");
    }

    /** By cursor there is no page without resources: it could not say where to go on (RFC 9865 section 2.1). */
    private static int count(Optional<String> sent, boolean cursor) {
        if (!cursor) {
            return (int) number(sent, "count", USUAL, 0, MOST);
        }
        if (sent.filter(WHOLE_NUMBER.asMatchPredicate()).isEmpty() && sent.isPresent()) {
            throw INVALID_COUNT.because("count must be a whole number from 1 to " + MOST + ".");
        }
        return (int) number(sent, "count", USUAL, 1, MOST);
    }

    /** Too large and too small ones are cut: a client that asks for everything gets what there is for it. */
    private static long number(Optional<String> sent, String name, long usual, long least, long most) {
        if (sent.isEmpty()) {
            return usual;
        }
        try {
            var number = new BigDecimal(sent.get().strip());
            if (number.compareTo(BigDecimal.valueOf(most)) >= 0) {
                return most;
            }
            return number.compareTo(BigDecimal.valueOf(least)) <= 0 ? least : number.longValue();
        } catch (NumberFormatException notANumber) {
            throw INVALID_VALUE.because(name + " must be a whole number.");
        }
    }

    private static Optional<String> text(ObjectNode body, String name) {
        JsonNode value = AnyCase.get(body, name);
        if (value.isContainerNode()) {
            throw INVALID_SYNTAX.because(name + " must be a single value.");
        }
        return value.isMissingNode() || value.isNull()
                ? Optional.empty()
                : Optional.of(value.asText()).filter(text -> !text.isBlank());
    }

    /** A list of names, or one text with commas as in a query string. */
    private static List<String> names(ObjectNode body, String name) {
        JsonNode value = AnyCase.get(body, name);
        return value.isArray()
                ? value.valueStream().map(JsonNode::asText).toList()
                : text(body, name).map(text -> List.of(text.split("\\s*,\\s*"))).orElse(List.of());
    }
}
