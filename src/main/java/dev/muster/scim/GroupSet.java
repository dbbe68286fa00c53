package dev.muster.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.directory.DirectoryAccess;
import dev.muster.directory.Listed;
import dev.muster.directory.ProvisionedGroup;
import dev.muster.directory.ProvisionedGroups;
import dev.muster.directory.Search;
import dev.muster.directory.Slice;
import dev.muster.scim.schema.Projection;
import dev.muster.scim.schema.ResourceType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

@ApplicationScoped
class GroupSet implements ResourceSet<ProvisionedGroup> {

    private final ProvisionedGroups groups;
    private final MemberLists members;

    GroupSet(ProvisionedGroups groups, MemberLists members) {
        this.groups = groups;
        this.members = members;
    }

    @Override
    public ResourceType type(Caller caller) {
        return caller.types().group();
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
        Function<UUID, MemberList> listed = members.wanted(caller.directory(), ids, projection);
        var representation = new Representation(caller.base());
        return rows.stream()
                .map(group -> representation.group(group, listed.apply(group.id()), projection))
                .toList();
    }
}
