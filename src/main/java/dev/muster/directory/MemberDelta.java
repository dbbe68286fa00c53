package dev.muster.directory;

import java.util.Set;
import java.util.UUID;

/**
 * The net change of a group's members that one request asks for; says nothing about who is in.
 *
 * @param replaceAll whether everybody not in {@code add} leaves; then {@code remove} is empty
 */
public record MemberDelta(boolean replaceAll, Members add, Members remove) {

    public static final MemberDelta NONE = new MemberDelta(false, Members.NONE, Members.NONE);

    /** SCIM ids, by kind. Ids that are nobody of this directory are skipped when the change is applied. */
    public record Members(Set<UUID> users, Set<UUID> groups) {

        public static final Members NONE = new Members(Set.of(), Set.of());

        boolean isEmpty() {
            return users.isEmpty() && groups.isEmpty();
        }
    }

    /** Adds these, leaves everybody else. */
    public static MemberDelta adding(Members members) {
        return new MemberDelta(false, members, Members.NONE);
    }

    /** Exactly these and nobody else. */
    public static MemberDelta exactly(Members members) {
        return new MemberDelta(true, members, Members.NONE);
    }

    boolean isEmpty() {
        return !replaceAll && add.isEmpty() && remove.isEmpty();
    }

    /** Whether it can only take members away. */
    boolean onlyRemoves() {
        return add.isEmpty() && !isEmpty();
    }
}
