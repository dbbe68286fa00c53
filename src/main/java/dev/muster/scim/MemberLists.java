package dev.muster.scim;

import dev.muster.directory.DirectoryAccess;
import dev.muster.directory.GroupMember;
import dev.muster.directory.ProvisionedGroups;
import dev.muster.scim.schema.Projection;
import dev.muster.tenant.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** The members of groups, read only if somebody wants to see them. */
@ApplicationScoped
class MemberLists {

    private static final UUID ZERO = new UUID(0, 0);

    private final Transactions transactions;
    private final ProvisionedGroups groups;

    MemberLists(Transactions transactions, ProvisionedGroups groups) {
        this.transactions = transactions;
        this.groups = groups;
    }

    /** Null when the projection leaves them out; then nothing is read. */
    List<GroupMember> wanted(DirectoryAccess directory, Collection<UUID> ids, Projection projection) {
        return projection.wants("members") ? transactions.call(() -> all(directory, ids)) : null;
    }

    private List<GroupMember> all(DirectoryAccess directory, Collection<UUID> ids) {
        var members = new ArrayList<>(groups.people(directory, ids, ZERO, ZERO, Integer.MAX_VALUE));
        members.addAll(groups.nested(directory, ids));
        return members;
    }
}
