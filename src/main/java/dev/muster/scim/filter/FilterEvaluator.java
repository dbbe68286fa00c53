package dev.muster.scim.filter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.scim.schema.Blank;
import dev.muster.scim.schema.ResourceType;
import dev.muster.scim.schema.Target;
import java.util.ArrayList;
import java.util.List;

/** Decides in memory whether a resource, or one entry of a list, satisfies a condition. */
public final class FilterEvaluator {

    private FilterEvaluator() {}

    /** @throws dev.muster.scim.error.ScimException invalidFilter if the filter has no meaning for the type */
    public static boolean matches(Filter filter, ResourceType type, JsonNode resource) {
        return matches(FilterBinder.bind(filter, type), resource);
    }

    public static boolean matches(Condition condition, JsonNode node) {
        return switch (condition) {
            case Condition.And and -> and.all().stream().allMatch(part -> matches(part, node));
            case Condition.Or or -> or.any().stream().anyMatch(part -> matches(part, node));
            case Condition.Not not -> !matches(not.condition(), node);
            case Condition.Present present ->
                values(present.target(), node).stream().anyMatch(v -> !Blank.is(v));
            case Condition.Compare compare -> compares(compare, values(compare.target(), node));
            case Condition.Some some ->
                values(some.target(), node).stream().anyMatch(entry -> matches(some.condition(), entry));
        };
    }

    private static boolean compares(Condition.Compare compare, List<JsonNode> values) {
        if (values.isEmpty()) {
            return compare.operator() == Operator.NE;
        }
        return values.stream().anyMatch(value -> Comparison.holds(compare, value));
    }

    private static List<JsonNode> values(Target target, JsonNode node) {
        var found = new ArrayList<JsonNode>();
        collect(target.keys(), node, found);
        return found;
    }

    private static void collect(List<String> keys, JsonNode node, List<JsonNode> found) {
        if (node.isArray()) {
            node.forEach(element -> collect(keys, element, found));
        } else if (keys.isEmpty()) {
            add(node, found);
        } else if (node.isObject()) {
            collect(keys.subList(1, keys.size()), node.path(keys.getFirst()), found);
        } else if (keys.getFirst().equals("value")) {
            add(node, found);
        }
    }

    private static void add(JsonNode value, List<JsonNode> found) {
        if (!value.isNull() && !value.isMissingNode()) {
            found.add(value);
        }
    }
}
