package dev.muster.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.scim.schema.Projection;
import dev.muster.scim.schema.ResourceType;
import java.util.List;

/**
 * One request of an authenticated caller, its form checked.
 *
 * @param path  the decoded steps below the directory's base URL, without empty ones
 * @param query parameters
 * @param body  null where the method has none
 */
record Call(Caller caller, List<String> path, Parameters query, Preconditions preconditions, ObjectNode body) {

    /** The id in {@code /Users/{id}}. */
    String id() {
        return path.get(1);
    }

    Projection projection(ResourceType type) {
        return Projection.parse(
                type,
                query.get("attributes").orElse(null),
                query.get("excludedAttributes").orElse(null));
    }
}
