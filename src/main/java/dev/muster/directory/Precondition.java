package dev.muster.directory;

/** What the client demands of the version it is about to change (RFC 7644 section 3.14). */
@FunctionalInterface
public interface Precondition {

    Precondition NONE = version -> true;

    boolean holds(long version);
}
