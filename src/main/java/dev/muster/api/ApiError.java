package dev.muster.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * An answer that is no success, in WorkOS's words. Never has a member {@code error}: Node's SDK would take it for one of
 * OAuth. Items of {@code errors} always have a {@code code}: Node prints nothing else of them.
 */
record ApiError(int status, ObjectNode body) {

    /** What is wrong with one parameter or member, as a sentence for the developer. */
    record Problem(String field, String sentence) {}

    /** One of several causes, in the form that WorkOS uses where no single parameter is to blame. */
    record Reason(String code, String message) {}

    static final ApiError UNAUTHORIZED = of(401, "Unauthorized");

    static ApiError of(int status, String message) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("message", message);
        return new ApiError(status, body);
    }

    static ApiError of(int status, String code, String message) {
        ApiError error = of(status, message);
        error.body.put("code", code);
        return error;
    }

    /**
     * Nothing there: the same for what never was, what is gone and what belongs to somebody else.
     *
     * @param what the object's name in words, such as {@code Directory User}
     * @param id   as the client wrote it
     */
    static ApiError notFound(String what, String id) {
        ApiError error = of(404, "entity_not_found", what + " not found: '" + id + "'.");
        error.body.put("entity_id", id);
        return error;
    }

    static ApiError invalid(List<Problem> problems) {
        ApiError error = of(422, "Validation failed");
        var list = error.body.putArray("errors");
        problems.forEach(
                problem -> list.addObject().put("field", problem.field()).put("code", problem.sentence()));
        return error;
    }

    static ApiError invalid(String field, String sentence) {
        return invalid(List.of(new Problem(field, sentence)));
    }

    static ApiError unknownCursor(String parameter) {
        return of(400, "invalid_cursor", "The cursor of the parameter '" + parameter + "' is not known.");
    }

    /** This error with its causes in {@code errors}. */
    ApiError because(List<Reason> reasons) {
        var list = body.putArray("errors");
        reasons.forEach(reason -> list.addObject().put("code", reason.code()).put("message", reason.message()));
        return this;
    }

    ApiException exception() {
        return new ApiException(this);
    }
}
