package dev.muster.api;

import static dev.muster.api.Calls.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.muster.id.IdType;
import dev.muster.provider.ProviderType;
import dev.muster.sql.CountingSql;
import dev.muster.sql.Sql;
import dev.muster.support.Application;
import dev.muster.support.Rewrites;
import dev.muster.support.ScimDirectories;
import dev.muster.support.ScimDirectory;
import dev.muster.support.fold.FoldCheck;
import dev.muster.support.wire.ScimTarget;
import dev.muster.tenant.ActingFor;
import dev.muster.tenant.CrossTenant;
import dev.muster.tenant.CurrentEnvironment;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AttributesApiTest {

    private static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    @Inject
    ScimDirectories directories;

    @Inject
    Rewrites rewrites;

    @Inject
    AgroalDataSource dataSource;

    @Inject
    CurrentEnvironment environment;

    @Inject
    CrossTenant crossTenant;

    @Inject
    Sql sql;

    private ScimDirectory directory;
    private Calls calls;
    private String ada;
    private String mappings;

    @BeforeEach
    void begin() {
        directory = directories.of(ProviderType.OKTA);
        calls = as(directory.tenant());
        ada = create("ada", "4711");
        mappings = "/directories/" + directoryId() + "/attribute_mappings";
    }

    @Test
    void aMappedAttributeReachesEverybodyWithItsEvent() {
        define("cost_code", "number");
        finish();
        assertThat(attributes(ada)).containsEntry("cost_code", null);
        assertThat(updates()).isEmpty();

        map(Map.of("cost_code", ENTERPRISE + ":costCenter"))
                .then()
                .statusCode(200)
                .body("data.find { it.attribute == 'cost_code' }.path", equalTo(ENTERPRISE + ":costCenter"))
                .body("data.find { it.attribute == 'cost_code' }.default", equalTo(false))
                .body("data.find { it.attribute == 'job_title' }.path", equalTo("title"))
                .body("rewrite.state", equalTo("running"))
                .body("rewrite.total", equalTo(1));
        finish();
        calls.get(mappings).then().body("rewrite.state", equalTo("done")).body("rewrite.done", equalTo(1));

        assertThat(attributes(ada)).containsEntry("cost_code", 4711);
        assertThat(updates()).hasSize(1);
        assertThat(previous(updates().getFirst())).isEqualTo(nulls("cost_code"));
        assertAllAgree();
    }

    @Test
    void aLaterChangeTellsTheOldValue() {
        define("cost_code", "string");
        map(Map.of("cost_code", ENTERPRISE + ":costCenter"));
        finish();
        directory.put("/Users/" + ada, body("ada", "0815")).then().statusCode(200);

        assertThat(attributes(ada)).containsEntry("cost_code", "0815");
        assertThat(previous(updates().getLast())).isEqualTo(Map.of("cost_code", "4711", "cost_center_name", "4711"));
    }

    @Test
    void predefinedAttributesCanComeFromElsewhere() {
        map(Map.of("department_name", ENTERPRISE + ":costCenter", "employment_start_date", "title"));
        finish();
        assertThat(attributes(ada))
                .containsEntry("department_name", "4711")
                .containsEntry("employment_start_date", "Boss");

        map(Map.of());
        finish();
        assertThat(attributes(ada)).doesNotContainKeys("department_name", "employment_start_date");
        assertThat(previous(updates().getLast()))
                .isEqualTo(Map.of("department_name", "4711", "employment_start_date", "Boss"));
        assertAllAgree();
    }

    @Test
    void aDeletedAttributeIsTakenFromEverybodyAndForgottenByAllMappings() {
        define("cost_code", "string");
        map(Map.of("cost_code", ENTERPRISE + ":costCenter"));
        finish();
        calls.delete("/directory_attributes/cost_code").then().statusCode(204);
        finish();
        assertThat(attributes(ada)).doesNotContainKey("cost_code");
        assertThat(previous(updates().getLast())).isEqualTo(Map.of("cost_code", "4711"));

        define("cost_code", "string");
        calls.get(mappings).then().body("data.find { it.attribute == 'cost_code' }.path", nullValue());
        calls.delete("/directory_attributes/unknown").then().statusCode(404);
    }

    @Test
    void anotherTypeReadsTheSameValueAnew() {
        define("cost_code", "string");
        map(Map.of("cost_code", ENTERPRISE + ":costCenter"));
        finish();
        calls.patch("/directory_attributes/cost_code", Map.of("type", "number"))
                .then()
                .statusCode(200);
        finish();
        assertThat(attributes(ada)).containsEntry("cost_code", 4711);
        assertThat(previous(updates().getLast())).isEqualTo(Map.of("cost_code", "4711"));
    }

    @Test
    void aPreviewShowsWhatWouldBeAndChangesNothing() {
        define("cost_code", "object");
        calls.post("/directory_attributes", Map.of("name", "badge", "type", "string", "required", true));
        finish();
        String user = calls.get("/directory_users?directory=" + directoryId()).path("data[0].id");
        for (var body : List.of(
                Map.of("mappings", Map.of("cost_code", "title", "job_title", "userName")),
                Map.of("mappings", Map.of("cost_code", "title", "job_title", "userName"), "user", user))) {
            calls.post(mappings + "/preview", body)
                    .then()
                    .statusCode(200)
                    .body("user_id", equalTo(user))
                    .body("custom_attributes.job_title", equalTo("ada"))
                    .body("current_custom_attributes.job_title", equalTo("Boss"))
                    .body("custom_attributes.cost_code", nullValue())
                    .body("findings", hasSize(2))
                    .body("findings.find { it.attribute == 'cost_code' }.code", equalTo("unreadable"))
                    .body("findings.find { it.attribute == 'badge' }.code", equalTo("missing"));
        }
        assertThat(attributes(ada)).containsEntry("job_title", "Boss");
        assertThat(updates()).isEmpty();
    }

    @Test
    void aPreviewNeedsSomebodyOfTheDirectory() {
        var empty = directories.in(directory.tenant(), ProviderType.OKTA);
        String other =
                "/directories/" + IdType.DIRECTORY.print(empty.access().directoryId()) + "/attribute_mappings/preview";
        String user = calls.get("/directory_users?directory=" + directoryId()).path("data[0].id");
        calls.post(other, Map.of("mappings", Map.of())).then().statusCode(422).body("errors[0].field", equalTo("user"));
        calls.post(other, Map.of("mappings", Map.of(), "user", user)).then().statusCode(404);
    }

    @Test
    void wrongPathsAndNamesAreExplainedAndChangeNothing() {
        map(Map.of("job_title", "emails[type co 1]", "nonsense", "title"))
                .then()
                .statusCode(422)
                .body("errors.field", equalTo(List.of("mappings.job_title", "mappings.nonsense")))
                .body("errors[0].code", containsString("comparisons with eq"));
        calls.get(mappings).then().body("rewrite", nullValue());
        calls.put(mappings, Map.of()).then().statusCode(422);
    }

    @Test
    void namesAreSnakeCaseAndNotReserved() {
        for (String name : List.of("email", "job_title", "Cost", "cost-code", "_x", "x_", "9x", "x".repeat(61))) {
            define(name, "string").then().statusCode(422).body("errors[0].field", equalTo("name"));
        }
        define("cost_code", "text").then().statusCode(422);
        define("cost_code", "string").then().statusCode(201);
        define("cost_code", "string").then().statusCode(409).body("code", equalTo("name_already_used"));
        calls.patch("/directory_attributes/job_title", Map.of("required", true))
                .then()
                .statusCode(422);
        calls.patch("/directory_attributes/cost_code", Map.of("enabled", false))
                .then()
                .statusCode(422);
        calls.delete("/directory_attributes/job_title").then().statusCode(422);
    }

    @Test
    void otherEnvironmentsHaveTheirOwn() {
        define("cost_code", "string");
        var others = as(directories.of(ProviderType.OKTA).tenant());
        assertThat(others.get("/directory_attributes").<List<String>>path("data.name"))
                .doesNotContain("cost_code");
        others.get(mappings).then().statusCode(404);
        others.put(mappings, Map.of("mappings", Map.of())).then().statusCode(404);
        others.patch("/directory_attributes/cost_code", Map.of("required", true))
                .then()
                .statusCode(404);
    }

    @Test
    void changesStandInTheAuditLog() {
        define("cost_code", "string");
        map(Map.of("cost_code", "title"));
        calls.patch("/directory_attributes/job_title", Map.of("enabled", false));
        calls.delete("/directory_attributes/cost_code");
        calls.get("/audit_log")
                .then()
                .body("data.action", hasItem("directory_attribute.created"))
                .body("data.action", hasItem("directory.attributes_mapped"))
                .body("data.action", hasItem("directory_attribute.updated"))
                .body("data.action", hasItem("directory_attribute.deleted"));
    }

    @Test
    void aHundredUsersWithAttributesAreAsManyStatementsAsOne() {
        define("cost_code", "string");
        map(Map.of("cost_code", ENTERPRISE + ":costCenter"));
        int one = statements();
        IntStream.range(0, 100).forEach(n -> create("p" + n, "c" + n));
        assertThat(statements()).isEqualTo(one);
    }

    private int statements() {
        var sql = new CountingSql(
                dataSource,
                () -> ActingFor.environment(environment, directory.tenant().environmentId()));
        QuarkusMock.installMockForType(sql, Sql.class);
        calls.get("/directory_users?limit=100&directory=" + directoryId())
                .then()
                .statusCode(200);
        return sql.taken().size();
    }

    private Response define(String name, String type) {
        return calls.post("/directory_attributes", Map.of("name", name, "type", type));
    }

    private Response map(Map<String, String> paths) {
        return calls.put(mappings, Map.of("mappings", paths));
    }

    private String create(String name, String costCenter) {
        return directory
                .post("/Users", body(name, costCenter))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static String body(String name, String costCenter) {
        return """
                {"userName":"%s","title":"Boss","%s":{"costCenter":"%s"}}""".formatted(name, ENTERPRISE, costCenter);
    }

    private void finish() {
        rewrites.finish(directory.tenant(), directory.access().directoryId());
    }

    private String directoryId() {
        return IdType.DIRECTORY.print(directory.access().directoryId());
    }

    private Map<String, Object> attributes(String user) {
        return calls.get("/directory_users/" + user).path("custom_attributes");
    }

    private List<Map<String, Object>> updates() {
        await().until(() -> sequenced(directory.tenant().environmentId()));
        return calls.get("/events?limit=100&events=dsync.user.updated").path("data.data");
    }

    private boolean sequenced(UUID environment) {
        return !crossTenant.call(
                "a test looks", () -> sql.exists("select from event_new where environment_id = ?", environment));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> previous(Map<String, Object> user) {
        var previous = (Map<String, Object>) user.get("previous_attributes");
        return (Map<String, Object>) previous.get("custom_attributes");
    }

    private static Map<String, Object> nulls(String name) {
        var nulls = new HashMap<String, Object>();
        nulls.put(name, null);
        return nulls;
    }

    private void assertAllAgree() {
        var target = new ScimTarget(directoryId(), directory.url(), directory.token());
        new FoldCheck(target, Application.of(directory.tenant()).api()).assertAllAgree();
    }
}
