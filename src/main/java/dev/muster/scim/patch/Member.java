package dev.muster.scim.patch;

/** A member of a group as a client names it; whether there is such a user or group is for others to find out. */
public record Member(String id, Type type) {

    public enum Type {
        USER,
        GROUP,
        /** Not said; a user as a rule. */
        UNKNOWN
    }
}
