package dev.muster.scim.schema;

/** How far a value must be unique (RFC 7643 section 7); "server" means within one directory here. */
public enum Uniqueness {
    NONE("none"),
    SERVER("server"),
    GLOBAL("global");

    private final String label;

    Uniqueness(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
