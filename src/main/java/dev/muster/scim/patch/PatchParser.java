package dev.muster.scim.patch;

import static dev.muster.scim.error.ScimType.INVALID_PATH;
import static dev.muster.scim.error.ScimType.INVALID_SYNTAX;
import static dev.muster.scim.error.ScimType.INVALID_VALUE;
import static dev.muster.scim.error.ScimType.NO_TARGET;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.scim.filter.PatchPath;
import dev.muster.scim.filter.PathParser;
import dev.muster.scim.schema.AnyCase;
import dev.muster.scim.schema.Blank;
import dev.muster.scim.schema.Scim11;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the body of a PATCH as a whole, so that a mistake in the last operation keeps the first from being applied. */
public final class PatchParser {

    private PatchParser() {}

    /**
     * @return the operations in their order, at least one
     * @throws dev.muster.scim.error.ScimException invalidSyntax, invalidPath, invalidFilter, invalidValue or noTarget
     */
    public static List<PatchOp> parse(JsonNode body) {
        if (!(body instanceof ObjectNode request)) {
            throw INVALID_SYNTAX.because("The body of a PATCH must be a JSON object with \"Operations\".");
        }
        Scim11.refuse(request);
        JsonNode operations = AnyCase.get(request, "Operations");
        if (!operations.isContainerNode() || operations.isEmpty()) {
            throw INVALID_SYNTAX.because(
                    "The body of a PATCH must have a list \"Operations\" with at least one entry.");
        }
        Iterable<JsonNode> sent = operations.isArray() ? operations : List.of(operations);
        var ops = new ArrayList<PatchOp>();
        sent.forEach(operation -> ops.add(operation(operation)));
        return ops;
    }

    private static PatchOp operation(JsonNode node) {
        if (!(node instanceof ObjectNode operation)) {
            throw INVALID_SYNTAX.because("Each of the \"Operations\" must be an object with \"op\".");
        }
        var op = new PatchOp(
                kind(AnyCase.get(operation, "op")),
                path(AnyCase.get(operation, "path")),
                AnyCase.get(operation, "value"));
        check(op);
        return op;
    }

    private static PatchOp.Kind kind(JsonNode op) {
        return switch (op.asText("").strip().toLowerCase(Locale.ROOT)) {
            case "add" -> PatchOp.Kind.ADD;
            case "remove" -> PatchOp.Kind.REMOVE;
            case "replace" -> PatchOp.Kind.REPLACE;
            default -> throw INVALID_SYNTAX.because("\"op\" must be add, remove or replace" + sent(op) + ".");
        };
    }

    private static String sent(JsonNode op) {
        boolean shown = op.isTextual() && op.textValue().length() <= 40;
        return shown ? ", but \"" + op.textValue() + "\" was sent" : "";
    }

    private static Optional<PatchPath> path(JsonNode path) {
        if (Blank.is(path)) {
            return Optional.empty();
        }
        if (!path.isTextual()) {
            throw INVALID_PATH.because("\"path\" must be a text.");
        }
        return Optional.of(PathParser.parse(path.textValue()));
    }

    private static void check(PatchOp op) {
        boolean remove = op.kind() == PatchOp.Kind.REMOVE;
        if (remove && op.path().isEmpty()) {
            throw NO_TARGET.because("A remove operation needs a \"path\" that says what to remove.");
        }
        // OneLogin adds a member by a filter alone; who needs a value there says so later.
        boolean filtered = op.path().flatMap(PatchPath::filter).isPresent();
        if (!remove && !filtered && op.value().isMissingNode()) {
            throw INVALID_VALUE.because("\"value\" is missing in the operation on "
                    + op.path().map(PatchPath::text).orElse("the resource") + ".");
        }
    }
}
