package dev.muster.scim;

import dev.muster.directory.GroupMember;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The members of one group, of which only a part is in memory at any time.
 *
 * @param first  those read already
 * @param more   reads those behind the given one; empty at the end
 * @param nested groups in the group
 */
record MemberList(List<GroupMember> first, Function<GroupMember, List<GroupMember>> more, List<GroupMember> nested) {

    static final Function<GroupMember, List<GroupMember>> NO_MORE = last -> List.of();

    static final MemberList NONE = new MemberList(List.of(), NO_MORE, List.of());

    void forEach(Consumer<GroupMember> consumer) {
        List<GroupMember> batch = first;
        while (!batch.isEmpty()) {
            batch.forEach(consumer);
            batch = more.apply(batch.getLast());
        }
        nested.forEach(consumer);
    }
}
