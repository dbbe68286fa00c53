package dev.muster.scim.schema;

import static dev.muster.scim.error.ScimType.INVALID_VALUE;

/**
 * How much of everything a resource may have. No person comes near; without limits, work that grows with the square of
 * a list would let one request keep a processor busy for a minute.
 */
public final class Limits {

    /** UTF-16 units of a text where its attribute says nothing else. */
    static final int TEXT = 65_536;

    /** UTF-16 units of a text that stands in an index. */
    static final int KEY = 1_024;

    /** Levels of nesting in what no schema describes. */
    static final int DEPTH = 16;

    private static final int FIELDS = 1_000;
    private static final int ENTRIES = 500;

    private Limits() {}

    /** @throws dev.muster.scim.error.ScimException invalidValue if an object has more fields than anybody needs */
    public static void fields(int count, String where) {
        if (count > FIELDS) {
            throw INVALID_VALUE.because(
                    (where.isEmpty() ? "The resource" : where) + " has more than " + FIELDS + " attributes.");
        }
    }

    /** @throws dev.muster.scim.error.ScimException invalidValue if a list has more entries than anybody needs */
    public static void entries(int count, String where) {
        if (count > ENTRIES) {
            throw INVALID_VALUE.because(where + " has more than " + ENTRIES + " values.");
        }
    }
}
