package dev.muster.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.directory.Directory;
import dev.muster.directory.DirectoryGroup;
import dev.muster.directory.Role;
import dev.muster.directory.RoleMappings;
import dev.muster.directory.Roles;
import dev.muster.id.IdType;
import dev.muster.tenant.Transactions;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestPath;

/** {@code /directories/{id}/role_mappings}: which groups of a directory give their members a role. */
@Path("/directories/{id}/role_mappings")
@Produces(Json.TYPE)
@RunOnVirtualThread
class RoleMappingsApi {

    private static final String LIST = "role_mappings";
    private static final int MOST = 1_000;

    private final DirectoryLookup directories;
    private final Roles roles;
    private final RoleMappings mappings;
    private final Transactions transactions;

    RoleMappingsApi(DirectoryLookup directories, Roles roles, RoleMappings mappings, Transactions transactions) {
        this.directories = directories;
        this.roles = roles;
        this.mappings = mappings;
        this.transactions = transactions;
    }

    @GET
    public ObjectNode list(@RestPath String id) {
        return transactions.call(() -> view(directories.get(id)));
    }

    @PUT
    public ObjectNode replace(@RestPath String id, byte[] json) {
        Body body = Body.of(json);
        List<JsonNode> wishes = body.list(LIST);
        if (!body.given(LIST) || wishes.size() > MOST) {
            body.complain(LIST, LIST + " must be an array of at most " + MOST + " mappings");
        }
        body.check();
        return transactions.call(() -> {
            Directory directory = directories.get(id);
            Map<UUID, UUID> wanted = wanted(body, wishes);
            body.check();
            checkThereAre(body, directory, wanted);
            mappings.replace(directory.id(), wanted);
            return view(directory);
        });
    }

    /** Role by group. */
    private Map<UUID, UUID> wanted(Body body, List<JsonNode> wishes) {
        var roleByGroup = new LinkedHashMap<UUID, UUID>();
        List<Role> all = roles.all();
        for (JsonNode wish : wishes) {
            String group = wish.path("group_id").asText();
            String role = wish.path("role").asText();
            UUID groupId = IdType.DIRECTORY_GROUP.parse(group).orElse(null);
            UUID roleId = all.stream()
                    .filter(one -> one.isNamed(role))
                    .map(Role::id)
                    .findFirst()
                    .orElse(null);
            if (groupId == null) {
                unknownGroup(body, group);
            } else if (roleId == null) {
                body.complain(LIST, "Role not found: '" + role + "'.");
            } else if (roleByGroup.put(groupId, roleId) != null) {
                body.complain(LIST, "A group gives one role, but '" + group + "' stands here twice.");
            }
        }
        return roleByGroup;
    }

    private void checkThereAre(Body body, Directory directory, Map<UUID, UUID> wanted) {
        mappings.unknownRoles(wanted.values())
                .forEach(role -> body.complain(LIST, "Role not found: '" + IdType.ROLE.print(role) + "'."));
        mappings.unknownGroups(directory.id(), wanted.keySet())
                .forEach(group -> unknownGroup(body, IdType.DIRECTORY_GROUP.print(group)));
        body.check();
    }

    private static void unknownGroup(Body body, String id) {
        body.complain(LIST, "Directory Group not found: '" + id + "'.");
    }

    private ObjectNode view(Directory directory) {
        Map<UUID, String> slugs = roles.all().stream().collect(Collectors.toMap(Role::id, Role::slug));
        return Page.whole(mappings.of(directory.id()).stream()
                .map(group -> view(group, slugs.get(group.roleId())))
                .toList());
    }

    private static ObjectNode view(DirectoryGroup group, String role) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("object", "role_mapping");
        json.put("group_id", IdType.DIRECTORY_GROUP.print(group.id()));
        json.put("group_name", group.displayName());
        json.put("role", role);
        return json;
    }
}
