package dev.muster.scim;

import static java.util.stream.Collectors.groupingBy;

import dev.muster.directory.DirectoryAccess;
import dev.muster.directory.GroupMember;
import dev.muster.directory.ProvisionedGroups;
import dev.muster.scim.schema.Projection;
import dev.muster.tenant.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * The members of groups, read only if somebody wants to see them: of all groups of a page together, and the rest of large
 * groups batch by batch while the answer is written, each in a transaction of its own. So neither memory nor a connection
 * is held for a slow reader.
 *
 * <p>The group's version was read before: members who join meanwhile may be listed under the older version, which at worst
 * makes the client's next conditional change fail.
 */
@ApplicationScoped
class MemberLists {

    private static final int BATCH = 5_000;
    private static final UUID START = new UUID(0, 0);

    private final Transactions transactions;
    private final ProvisionedGroups groups;

    MemberLists(Transactions transactions, ProvisionedGroups groups) {
        this.transactions = transactions;
        this.groups = groups;
    }

    /** How to find the members of each of the groups; gives null for all of them when the projection leaves them out. */
    Function<UUID, MemberList> wanted(DirectoryAccess directory, Collection<UUID> ids, Projection projection) {
        if (!projection.wants("members")) {
            return group -> null;
        }
        return transactions.read(() -> all(directory, ids));
    }

    private Function<UUID, MemberList> all(DirectoryAccess directory, Collection<UUID> ids) {
        List<GroupMember> people = groups.people(directory, ids, START, START, BATCH);
        UUID cut = people.size() < BATCH ? null : people.getLast().groupId();
        Map<UUID, List<GroupMember>> peopleOf = people.stream().collect(groupingBy(GroupMember::groupId));
        Map<UUID, List<GroupMember>> nestedIn =
                groups.nested(directory, ids).stream().collect(groupingBy(GroupMember::groupId));
        return group -> {
            List<GroupMember> nested = nestedIn.getOrDefault(group, List.of());
            List<GroupMember> first = peopleOf.getOrDefault(group, List.of());
            if (cut == null || Long.compareUnsigned(group.getMostSignificantBits(), cut.getMostSignificantBits()) < 0) {
                return new MemberList(first, MemberList.NO_MORE, nested);
            }
            List<GroupMember> start = first.isEmpty() ? read(directory, group, START) : first;
            return new MemberList(start, last -> read(directory, group, last.id()), nested);
        };
    }

    private List<GroupMember> read(DirectoryAccess directory, UUID group, UUID after) {
        return transactions.read(() -> groups.people(directory, List.of(group), group, after, BATCH));
    }
}
