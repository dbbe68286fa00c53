package dev.muster.scim;

import static java.util.stream.Collectors.groupingBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.directory.DirectoryAccess;
import dev.muster.directory.GroupMember;
import dev.muster.directory.Listed;
import dev.muster.directory.ProvisionedGroup;
import dev.muster.directory.ProvisionedGroups;
import dev.muster.directory.Search;
import dev.muster.directory.Slice;
import dev.muster.scim.schema.Projection;
import dev.muster.scim.schema.ResourceType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;

@ApplicationScoped
class GroupSet implements ResourceSet<ProvisionedGroup> {

    private final ProvisionedGroups groups;
    private final MemberLists members;

    GroupSet(ProvisionedGroups groups, MemberLists members) {
        this.groups = groups;
        this.members = members;
    }

    @Override
    public ResourceType type() {
        return ResourceType.GROUP;
    }

    @Override
    public SqlStorage storage() {
        return SqlStorage.GROUPS;
    }

    @Override
    public List<Listed<ProvisionedGroup>> read(
            DirectoryAccess directory, Search search, Slice slice, Projection projection) {
        return groups.list(directory, search, slice);
    }

    @Override
    public long count(DirectoryAccess directory, Search search) {
        return search.all() ? groups.total(directory) : groups.count(directory, search);
    }

    @Override
    public List<ObjectNode> represented(Caller caller, List<ProvisionedGroup> rows, Projection projection) {
        List<UUID> ids = rows.stream().map(ProvisionedGroup::id).toList();
        List<GroupMember> listed = members.wanted(caller.directory(), ids, projection);
        var representation = new Representation(caller.base());
        if (listed == null) {
            return rows.stream()
                    .map(group -> representation.group(group, null, projection))
                    .toList();
        }
        Map<UUID, List<GroupMember>> byGroup = listed.stream().collect(groupingBy(GroupMember::groupId));
        return rows.stream()
                .map(group -> representation.group(group, byGroup.getOrDefault(group.id(), List.of()), projection))
                .toList();
    }
}
