package dev.muster.api;

import static dev.muster.api.Calls.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.muster.support.People;
import dev.muster.support.Tenants;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class RolesApiTest {

    private static final String ROLES = "/authorization/roles";
    private static final String SETTINGS = "/authorization/role_settings";

    @Inject
    Tenants tenants;

    @Inject
    People people;

    Tenants.Tenant tenant;
    Calls calls;

    @BeforeEach
    void anApplication() {
        tenant = tenants.fresh();
        calls = as(tenant);
    }

    @Test
    void roleFromCreationToDeletion() {
        String id = create("admin", "Administrator")
                .then()
                .statusCode(201)
                .body("object", equalTo("role"))
                .body("id", startsWith("role_"))
                .body("description", nullValue())
                .body("type", equalTo("EnvironmentRole"))
                .body("permissions", empty())
                .extract()
                .path("id");
        calls.get(ROLES + "/admin").then().body("id", equalTo(id));
        calls.get(ROLES + "/" + id).then().body("slug", equalTo("admin"));
        calls.patch(ROLES + "/admin", Map.of("description", "Everything"))
                .then()
                .statusCode(200)
                .body("name", equalTo("Administrator"))
                .body("description", equalTo("Everything"));
        calls.delete(ROLES + "/admin").then().statusCode(204);
        calls.get(ROLES + "/admin").then().statusCode(404).body("code", equalTo("entity_not_found"));
        calls.delete(ROLES + "/admin").then().statusCode(404);
        await().untilAsserted(() -> assertThat(calls.get("/events?events=role.created,role.updated,role.deleted")
                        .<List<String>>path("data.event"))
                .containsExactly("role.created", "role.updated", "role.deleted"));
        assertThat(calls.get("/audit_log?target=" + id).<List<String>>path("data.action"))
                .containsExactly("role.deleted", "role.updated", "role.created");
    }

    @Test
    void slugIsTakenOnce() {
        create("admin", "Administrator").then().statusCode(201);
        create("admin", "Another").then().statusCode(409).body("code", equalTo("role_slug_already_used"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Admin", "two words", "ä", "a/b", ""})
    void wrongSlugsAreRefused(String slug) {
        create(slug, "Administrator").then().statusCode(422).body("errors.field", contains("slug"));
    }

    @Test
    void namesAreNeeded() {
        calls.post(ROLES, Map.of("slug", "admin")).then().statusCode(422).body("errors.field", contains("name"));
        create("admin", "Administrator");
        calls.patch(ROLES + "/admin", Map.of("name", " ")).then().statusCode(422);
    }

    @Test
    void settingsSayDefaultOrderAndHowMany() {
        create("admin", "Administrator");
        create("member", "Member");
        calls.get(SETTINGS)
                .then()
                .body("object", equalTo("role_settings"))
                .body("default_role", nullValue())
                .body("multiple_roles", equalTo(false))
                .body("portal_mapping", equalTo(false))
                .body("priority_order", contains("admin", "member"));
        calls.patch(
                        SETTINGS,
                        Map.of(
                                "default_role",
                                "member",
                                "multiple_roles",
                                true,
                                "portal_mapping",
                                true,
                                "priority_order",
                                List.of("member", "admin")))
                .then()
                .statusCode(200)
                .body("default_role", equalTo("member"))
                .body("multiple_roles", equalTo(true))
                .body("portal_mapping", equalTo(true))
                .body("priority_order", contains("member", "admin"));
        calls.get(ROLES).then().body("data.slug", contains("member", "admin"));
        var none = new HashMap<String, Object>();
        none.put("default_role", null);
        calls.patch(SETTINGS, none).then().body("default_role", nullValue()).body("multiple_roles", equalTo(true));
    }

    @Test
    void wrongSettingsChangeNothing() {
        create("admin", "Administrator");
        create("member", "Member");
        String before = calls.get(SETTINGS).asString();
        for (Object wrong : List.of(
                Map.of("default_role", "nobody", "multiple_roles", true),
                Map.of("default_role", "member", "priority_order", List.of("admin")),
                Map.of("priority_order", List.of("admin", "admin")),
                Map.of("priority_order", "admin"),
                Map.of("multiple_roles", "yes"))) {
            calls.patch(SETTINGS, wrong).then().statusCode(422);
        }
        assertThat(calls.get(SETTINGS).asString()).isEqualTo(before);
    }

    @Test
    void mappingsAreReplacedAsAWhole() {
        create("admin", "Administrator");
        String directory = calls.directory(calls.organization("Acme"), "Acme");
        String crew = people.group(tenant, directory, "Crew");
        String board = people.group(tenant, directory, "Board");
        String path = "/directories/" + directory + "/role_mappings";
        map(path, Map.of("group_id", crew, "role", "admin"), Map.of("group_id", board, "role", "admin"))
                .then()
                .statusCode(200)
                .body("data.group_name", contains("Crew", "Board"));
        map(path, Map.of("group_id", board, "role", "admin"))
                .then()
                .body("data.group_id", contains(board))
                .body("data.role", contains("admin"));
        calls.get(path).then().body("data.group_id", contains(board));
        map(path).then().statusCode(200).body("data", empty());
    }

    @Test
    void wrongMappingsChangeNothing() {
        create("admin", "Administrator");
        String directory = calls.directory(calls.organization("Acme"), "Acme");
        String other = calls.directory(calls.organization("Bolt"), "Bolt");
        String crew = people.group(tenant, directory, "Crew");
        String foreign = people.group(tenant, other, "Crew");
        String path = "/directories/" + directory + "/role_mappings";
        var right = Map.of("group_id", crew, "role", "admin");
        map(path, right);
        map(path, Map.of("group_id", foreign, "role", "admin"))
                .then()
                .statusCode(422)
                .body("errors[0].code", containsString(foreign));
        map(path, Map.of("group_id", crew, "role", "nobody")).then().statusCode(422);
        map(path, Map.of("group_id", "x", "role", "admin")).then().statusCode(422);
        map(path, Map.of()).then().statusCode(422);
        map(path, right, right).then().statusCode(422);
        calls.put(path, Map.of()).then().statusCode(422);
        calls.put(path, Map.of("role_mappings", "admin")).then().statusCode(422);

        calls.get(path).then().body("data.group_id", contains(crew));
    }

    private Response map(String path, Map<?, ?>... mappings) {
        return calls.put(path, Map.of("role_mappings", List.of(mappings)));
    }

    private Response create(String slug, String name) {
        return calls.post(ROLES, Map.of("slug", slug, "name", name));
    }
}
