package dev.muster.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.muster.support.wire.ApiLists;
import dev.muster.support.wire.ApiTarget;
import dev.muster.support.wire.Call;
import dev.muster.support.wire.Wire;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The roles of an application, and what one of its directories makes of them; over the REST API. */
record RoleBook(ApiTarget api, String directory) {

    private static final Wire WIRE = new Wire();

    void create(String slug) {
        send("POST", "/authorization/roles", """
                {"slug":"%1$s","name":"%1$s"}""".formatted(slug));
    }

    void settings(String body) {
        patch("/authorization/role_settings", body);
    }

    /** @param groupsAndRoles the only groups that give a role, each followed by it */
    void map(String... groupsAndRoles) {
        var roleByGroup = new HashMap<String, String>();
        for (int i = 0; i < groupsAndRoles.length; i += 2) {
            roleByGroup.put(groupsAndRoles[i], groupsAndRoles[i + 1]);
        }
        send("PUT", path(), body(roleByGroup));
    }

    /** Gives each of the directory's groups one of the roles, or none; a group that has just gone leaves all as it was. */
    void mapSome(Random random, String... roles) {
        var roleByGroup = new HashMap<String, String>();
        for (JsonNode group : lists().all("/directory_groups", Map.of("directory", directory))) {
            int role = random.nextInt(roles.length + 1);
            if (role < roles.length) {
                roleByGroup.put(group.path("id").asText(), roles[role]);
            }
        }
        WIRE.send(call("PUT", path(), Optional.of(body(roleByGroup))));
    }

    /** Role by group. */
    Map<String, String> mappings() {
        return items(WIRE.send(call("GET", path(), Optional.empty()))
                        .orFail()
                        .json()
                        .path("data"))
                .stream()
                .collect(Collectors.toMap(
                        mapping -> mapping.path("group_id").asText(),
                        mapping -> mapping.path("role").asText()));
    }

    List<String> roles(String user) {
        return slugsOf(WIRE.send(call("GET", "/directory_users/" + user, Optional.empty()))
                .orFail()
                .json());
    }

    List<String> members(String group) {
        return lists().all("/directory_users", Map.of("group", group)).stream()
                .map(user -> user.path("id").asText())
                .toList();
    }

    /** Who has exactly this role. */
    List<String> withRole(String slug) {
        return users().stream()
                .filter(user -> slugsOf(user).equals(List.of(slug)))
                .map(user -> user.path("id").asText())
                .toList();
    }

    /** Whose single role is not what the groups give, or this default. */
    List<String> wrong(String defaultRole) {
        Map<String, String> mappings = mappings();
        List<String> order = items(WIRE.send(call("GET", "/authorization/role_settings", Optional.empty()))
                        .orFail()
                        .json()
                        .path("priority_order"))
                .stream()
                .map(JsonNode::asText)
                .toList();
        var wrong = new ArrayList<String>();
        for (JsonNode user : users()) {
            List<String> given = items(user.path("groups")).stream()
                    .map(group -> mappings.get(group.path("id").asText()))
                    .toList();
            String right = order.stream().filter(given::contains).findFirst().orElse(defaultRole);
            if (!slugsOf(user).equals(List.of(right))) {
                wrong.add(user + " should be " + right);
            }
        }
        return wrong;
    }

    void patch(String path, String body) {
        send("PATCH", path, body);
    }

    void delete(String path) {
        WIRE.send(call("DELETE", path, Optional.empty())).orFail();
    }

    static String slugs(JsonNode roles) {
        return items(roles).stream().map(role -> role.path("slug").asText()).collect(Collectors.joining(","));
    }

    private static List<String> slugsOf(JsonNode user) {
        List<String> slugs = items(user.path("roles")).stream()
                .map(role -> role.path("slug").asText())
                .toList();
        String first = slugs.isEmpty() ? "" : slugs.getFirst();
        if (!user.path("role").path("slug").asText("").equals(first)) {
            throw new AssertionError("role is not the first of roles: " + user);
        }
        return slugs;
    }

    private List<JsonNode> users() {
        return lists().all("/directory_users", Map.of("directory", directory));
    }

    private ApiLists lists() {
        return new ApiLists(WIRE, api);
    }

    private String path() {
        return "/directories/" + directory + "/role_mappings";
    }

    private static String body(Map<String, String> roleByGroup) {
        var body = JsonNodeFactory.instance.objectNode();
        var list = body.putArray("role_mappings");
        roleByGroup.forEach(
                (group, role) -> list.addObject().put("group_id", group).put("role", role));
        return body.toString();
    }

    private void send(String method, String path, String body) {
        WIRE.send(call(method, path, Optional.of(body))).orFail();
    }

    private Call call(String method, String path, Optional<String> body) {
        var headers = Map.of("Authorization", "Bearer " + api.apiKey(), "Content-Type", "application/json");
        return new Call(method, api.baseUrl() + path, headers, body);
    }

    private static List<JsonNode> items(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).toList();
    }
}
