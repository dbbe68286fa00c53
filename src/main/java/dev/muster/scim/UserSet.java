package dev.muster.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.directory.DirectoryAccess;
import dev.muster.directory.Listed;
import dev.muster.directory.ProvisionedUser;
import dev.muster.directory.ProvisionedUsers;
import dev.muster.directory.Search;
import dev.muster.directory.Slice;
import dev.muster.scim.schema.Projection;
import dev.muster.scim.schema.ResourceType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

@ApplicationScoped
class UserSet implements ResourceSet<ProvisionedUser> {

    private final ProvisionedUsers users;

    UserSet(ProvisionedUsers users) {
        this.users = users;
    }

    @Override
    public ResourceType type(Caller caller) {
        return caller.types().user();
    }

    @Override
    public SqlStorage storage() {
        return SqlStorage.USERS;
    }

    @Override
    public List<Listed<ProvisionedUser>> read(
            DirectoryAccess directory, Search search, Slice slice, Projection projection) {
        return users.list(directory, search, slice, projection.wants("groups"));
    }

    @Override
    public long count(DirectoryAccess directory, Search search) {
        return search.all() ? users.total(directory) : users.count(directory, search);
    }

    @Override
    public List<ObjectNode> represented(Caller caller, List<ProvisionedUser> rows, Projection projection) {
        var representation = new Representation(caller.base());
        return rows.stream().map(user -> representation.user(user, projection)).toList();
    }
}
