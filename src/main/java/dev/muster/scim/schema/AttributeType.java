package dev.muster.scim.schema;

import java.util.Arrays;

/** The data types of RFC 7643 section 2.3, and one for what no schema here describes. */
public enum AttributeType {
    STRING("string"),
    BOOLEAN("boolean"),
    DECIMAL("decimal"),
    INTEGER("integer"),
    DATETIME("dateTime"),
    BINARY("binary"),
    REFERENCE("reference"),
    COMPLEX("complex"),
    /** Sent by a client but in no schema of the directory: kept as it came, compared as text. */
    UNDECLARED("any");

    private final String label;

    AttributeType(String label) {
        this.label = label;
    }

    /** The name used in schema documents. */
    public String label() {
        return label;
    }

    static AttributeType labelled(String label) {
        return Arrays.stream(values())
                .filter(one -> one.label.equals(label))
                .findFirst()
                .orElseThrow();
    }
}
