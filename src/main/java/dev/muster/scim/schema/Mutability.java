package dev.muster.scim.schema;

import java.util.Arrays;

/** Whether and when a client may write an attribute (RFC 7643 section 7). */
public enum Mutability {
    READ_ONLY("readOnly"),
    READ_WRITE("readWrite"),
    IMMUTABLE("immutable"),
    WRITE_ONLY("writeOnly");

    private final String label;

    Mutability(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    static Mutability labelled(String label) {
        return Arrays.stream(values())
                .filter(one -> one.label.equals(label))
                .findFirst()
                .orElseThrow();
    }
}
