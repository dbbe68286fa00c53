package dev.muster.scim.schema;

import java.util.Arrays;

/** When an attribute is part of an answer (RFC 7643 section 7). */
public enum Returned {
    ALWAYS("always"),
    NEVER("never"),
    DEFAULT("default"),
    REQUEST("request");

    private final String label;

    Returned(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    static Returned labelled(String label) {
        return Arrays.stream(values())
                .filter(one -> one.label.equals(label))
                .findFirst()
                .orElseThrow();
    }
}
