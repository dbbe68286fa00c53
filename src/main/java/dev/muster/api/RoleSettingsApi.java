package dev.muster.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.directory.Role;
import dev.muster.directory.RolePolicies;
import dev.muster.directory.RolePolicy;
import dev.muster.directory.Roles;
import dev.muster.tenant.Transactions;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.List;

/** {@code /authorization/role_settings}: the default role, one role or several, which one wins, and who may map. */
@Path("/authorization/role_settings")
@Produces(Json.TYPE)
@RunOnVirtualThread
class RoleSettingsApi {

    private final Roles roles;
    private final RolePolicies policies;
    private final Transactions transactions;

    RoleSettingsApi(Roles roles, RolePolicies policies, Transactions transactions) {
        this.roles = roles;
        this.policies = policies;
        this.transactions = transactions;
    }

    @GET
    public ObjectNode get() {
        return transactions.call(this::view);
    }

    @PATCH
    public ObjectNode change(byte[] json) {
        Body body = Body.of(json);
        String defaultRole = body.text("default_role");
        boolean multiple = body.flag("multiple_roles", false);
        boolean portal = body.flag("portal_mapping", false);
        List<String> order =
                body.list("priority_order").stream().map(JsonNode::asText).toList();
        body.check();
        return transactions.call(() -> {
            if (body.has("default_role") && !roles.makeDefault(defaultRole)) {
                body.complain("default_role", "Role not found: '" + defaultRole + "'.");
            }
            if (body.given("priority_order") && !roles.order(order)) {
                body.complain("priority_order", "priority_order must name every role once");
            }
            body.check();
            if (body.given("multiple_roles")) {
                policies.allowMultiple(multiple);
            }
            if (body.given("portal_mapping")) {
                policies.allowPortalMapping(portal);
            }
            return view();
        });
    }

    private ObjectNode view() {
        List<Role> all = roles.all();
        RolePolicy policy = policies.current();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("object", "role_settings");
        json.put(
                "default_role",
                all.stream()
                        .filter(role -> role.id().equals(policy.defaultRoleId()))
                        .map(Role::slug)
                        .findFirst()
                        .orElse(null));
        json.put("multiple_roles", policy.multipleRoles());
        json.put("portal_mapping", policy.portalMapping());
        var order = json.putArray("priority_order");
        all.forEach(role -> order.add(role.slug()));
        return json;
    }
}
