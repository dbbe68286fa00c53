package dev.muster.scim;

import static dev.muster.scim.error.ScimType.INVALID_SYNTAX;
import static dev.muster.scim.error.ScimType.INVALID_VALUE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.muster.scim.schema.AnyCase;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One operation of a bulk request (RFC 7644 section 3.7).
 *
 * @param bulkId its name in this request, for others to refer to what it creates
 * @param path   steps below the base URL; may contain a reference
 * @param data   null if there is none; may contain references
 */
record BulkOperation(
        String method, Optional<String> bulkId, Optional<String> version, List<String> path, ObjectNode data) {

    private static final String REFERENCE = "bulkId:";

    /** @throws dev.muster.scim.error.ScimException invalidSyntax or invalidValue */
    static BulkOperation parse(JsonNode node) {
        if (!(node instanceof ObjectNode operation)) {
            throw INVALID_SYNTAX.because("Each of the \"Operations\" must be an object with \"method\" and \"path\".");
        }
        JsonNode data = AnyCase.get(operation, "data");
        return new BulkOperation(
                text(operation, "method").orElse("").toUpperCase(Locale.ROOT),
                text(operation, "bulkId"),
                text(operation, "version"),
                path(text(operation, "path").orElseThrow(() -> INVALID_VALUE.because("\"path\" is missing."))),
                data instanceof ObjectNode object ? object : null);
    }

    private static Optional<String> text(ObjectNode operation, String name) {
        return Optional.ofNullable(AnyCase.get(operation, name).asText(null)).filter(text -> !text.isBlank());
    }

    private static List<String> path(String path) {
        return Arrays.stream(path.strip().split("/"))
                .filter(step -> !step.isEmpty())
                .toList();
    }

    boolean creates() {
        return method.equals("POST");
    }

    /** The bulkIds it cannot do without. */
    Set<String> references() {
        var found = new LinkedHashSet<String>();
        path.forEach(step -> collect(TextNode.valueOf(step), found));
        if (data != null) {
            collect(data, found);
        }
        return found;
    }

    private static void collect(JsonNode node, Set<String> found) {
        if (isReference(node)) {
            found.add(referred(node));
        }
        node.forEach(child -> collect(child, found));
    }

    /** The same operation with the ids in place of the references to them. */
    BulkOperation resolved(Map<String, String> ids) {
        List<String> steps = path.stream()
                .map(step -> resolved(TextNode.valueOf(step), ids).asText())
                .toList();
        return new BulkOperation(
                method, bulkId, version, steps, data == null ? null : (ObjectNode) resolved(data, ids));
    }

    private static JsonNode resolved(JsonNode node, Map<String, String> ids) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(field -> copy.set(field.getKey(), resolved(field.getValue(), ids)));
            return copy;
        }
        if (node instanceof ArrayNode list) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode(list.size());
            list.forEach(item -> copy.add(resolved(item, ids)));
            return copy;
        }
        return isReference(node) ? TextNode.valueOf(ids.get(referred(node))) : node;
    }

    private static boolean isReference(JsonNode node) {
        return node.isTextual() && node.textValue().startsWith(REFERENCE);
    }

    private static String referred(JsonNode node) {
        return node.textValue().substring(REFERENCE.length());
    }
}
