package dev.muster.scim.patch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.scim.filter.PatchPath;
import java.util.Optional;

/**
 * One operation of a PATCH.
 *
 * @param value a missing node if the client sent none
 */
public record PatchOp(Kind kind, Optional<PatchPath> path, JsonNode value) {

    public enum Kind {
        ADD,
        REMOVE,
        REPLACE
    }

    /** The same operation on another value, without a path. */
    PatchOp pathless(JsonNode otherValue) {
        return new PatchOp(kind, Optional.empty(), otherValue);
    }
}
