package dev.muster.api;

import static dev.muster.api.Calls.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.id.IdType;
import dev.muster.id.Ulids;
import dev.muster.requestlog.RequestRecorder;
import dev.muster.sql.Sql;
import dev.muster.support.People;
import dev.muster.support.Tenants;
import dev.muster.tenant.CrossTenant;
import dev.muster.tenant.Transactions;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Somebody else's id is as good as one that never was: every documented call, with the ids of another environment, answers
 * what it answers to an id nobody ever had, and changes nothing.
 */
@QuarkusTest
class IsolationTest {

    private static final String SCIM_USER = "urn:ietf:params:scim:schemas:core:2.0:User";

    @Inject
    Tenants tenants;

    @Inject
    People people;

    @Inject
    RequestRecorder recorder;

    @Inject
    Sql sql;

    @Inject
    CrossTenant crossTenant;

    @Inject
    Transactions transactions;

    final Map<IdType, String> foreign = new EnumMap<>(IdType.class);
    Calls mine;
    Calls theirs;
    String myDirectory;
    String myEndpoint;

    @BeforeEach
    void twoTenants() {
        var me = tenants.fresh();
        var them = tenants.fresh();
        mine = as(me);
        theirs = as(them);
        myDirectory = mine.directory(mine.organization("Mine"), "Mine");
        myEndpoint = endpoint(mine);
        String organization = theirs.organization("Theirs");
        String directory = theirs.directory(organization, "Theirs");
        String zelda = people.user(them, directory, "zelda");
        foreign.put(IdType.ORGANIZATION, organization);
        foreign.put(IdType.DIRECTORY, directory);
        foreign.put(IdType.DIRECTORY_USER, zelda);
        foreign.put(IdType.DIRECTORY_GROUP, people.group(them, directory, "Crew", zelda));
        foreign.put(
                IdType.DIRECTORY_TOKEN,
                theirs.get("/directories/" + directory + "/tokens").path("data[0].id"));
        foreign.put(
                IdType.ORGANIZATION_DOMAIN,
                theirs.post("/organization_domains", Map.of("organization_id", organization, "domain", "x.example.com"))
                        .path("id"));
        foreign.put(IdType.WEBHOOK_ENDPOINT, endpoint(theirs));
        foreign.put(
                IdType.ROLE,
                theirs.post("/authorization/roles", Map.of("slug", "boss", "name", "Boss"))
                        .path("id"));
        foreign.put(IdType.API_KEY, theirs.get("/api_keys").path("data[0].id"));
        foreign.put(IdType.AUDIT_ENTRY, theirs.get("/audit_log").path("data[0].id"));
        foreign.put(IdType.DIRECTORY_REQUEST, request(directory));
        foreign.put(
                IdType.EVENT,
                await().until(
                                () -> theirs.get("/events?events=dsync.group.user_added")
                                        .<List<String>>path("data.id"),
                                ids -> !ids.isEmpty())
                        .getFirst());
    }

    @Test
    void idsInPathsLeadNowhere() throws Exception {
        var document = ApiDocument.read();
        List<String> before = everythingOfTheirs();
        int calls = 0;
        for (var operation : document.operations()) {
            if (operation.path().contains("{id}")) {
                JsonNode body = document.requestExample(operation);
                for (IdType type : foreign.keySet()) {
                    assertSame(
                            operation,
                            type,
                            id -> call(operation, operation.path().replaceAll("\\{[^}]+}", id), body));
                    String own = operation.path().replace("{id}", myDirectory);
                    if (own.contains("{")) {
                        assertSame(operation, type, id -> call(operation, own.replaceAll("\\{[^}]+}", id), body));
                    }
                    calls++;
                }
            }
        }
        assertThat(calls).isGreaterThan(100);
        assertThat(everythingOfTheirs()).isEqualTo(before);
    }

    @Test
    void idsInQueriesMatchNothing() throws Exception {
        var document = ApiDocument.read();
        List<String> asking =
                List.of("directory", "group", "user", "organization_id", "directory_id", "target", "after", "before");
        for (var operation : document.operations()) {
            List<String> parameters = document.queryParameters(operation).toList();
            List<String> asked = operation.streams() ? List.of("after") : asking;
            for (String parameter : parameters.stream().filter(asked::contains).toList()) {
                String scope = parameters.contains("directory") && !parameter.equals("directory")
                        ? "&directory=" + myDirectory
                        : "";
                for (IdType type : foreign.keySet()) {
                    String own = operation.path().startsWith("/directories") ? myDirectory : myEndpoint;
                    String start = operation.path().replace("{id}", own) + "?events=dsync.group.created" + scope + "&"
                            + parameter + "=";
                    Response answer = assertSame(
                            operation,
                            type,
                            id -> call(operation, start + id, document.root().path("none")));
                    assertThat(answer.asString()).doesNotContain("Theirs", "Crew", "zelda");
                }
            }
        }
    }

    @Test
    void idsInBodiesAreUnknown() throws Exception {
        var document = ApiDocument.read();
        List<String> before = everythingOfTheirs();
        int calls = 0;
        for (var operation : document.operations()) {
            for (String member : List.of("organization_id", "organization")) {
                if (document.requestExample(operation) instanceof ObjectNode example && example.has(member)) {
                    for (IdType type : foreign.keySet()) {
                        assertSame(
                                operation,
                                type,
                                id -> call(
                                        operation,
                                        operation.path(),
                                        example.deepCopy().put(member, id)));
                        calls++;
                    }
                }
            }
        }
        assertThat(calls).isGreaterThan(10);
        assertThat(everythingOfTheirs()).isEqualTo(before);
    }

    @Test
    void foreignRolesAndGroupsAreNoneToMapOrToGive() {
        String role = foreign.get(IdType.ROLE);
        String group = foreign.get(IdType.DIRECTORY_GROUP);
        mine.post("/authorization/roles", Map.of("slug", "chief", "name", "Chief"));
        for (Object unknown : List.of(
                Map.of("group_id", group, "role", "chief"),
                Map.of("group_id", IdType.DIRECTORY_GROUP.print(Ulids.next()), "role", role),
                Map.of("group_id", group, "role", "boss"))) {
            mine.put("/directories/" + myDirectory + "/role_mappings", Map.of("role_mappings", List.of(unknown)))
                    .then()
                    .statusCode(422);
        }
        for (String word : List.of(role, "boss")) {
            mine.get("/authorization/roles/" + word).then().statusCode(404);
            mine.patch("/authorization/role_settings", Map.of("default_role", word))
                    .then()
                    .statusCode(422);
            mine.patch("/authorization/role_settings", Map.of("priority_order", List.of(word)))
                    .then()
                    .statusCode(422);
        }
        mine.post("/authorization/roles", Map.of("slug", "boss", "name", "Mine"))
                .then()
                .statusCode(201);
    }

    @Test
    void aTokenOpensNoOtherDirectoryNotEvenOfTheSameOrganization() {
        String organization = mine.organization("Two");
        var first = newDirectory(organization);
        var second = newDirectory(organization);
        String path = "/scim/v2/" + first.path("external_key") + "/Users";
        var owner = new Calls(first.path("bearer_token"));
        var other = new Calls(second.path("bearer_token"));
        String user = owner.post(path, Map.of("schemas", List.of(SCIM_USER), "userName", "ada"))
                .then()
                .statusCode(201)
                .extract()
                .path("id");

        assertThat(other.get(path).statusCode()).isEqualTo(401);
        assertThat(other.get(path + "/" + user).statusCode()).isEqualTo(401);
        String ownPath = "/scim/v2/" + second.path("external_key") + "/Users";
        assertThat(other.get(ownPath + "/" + user).statusCode()).isEqualTo(404);
        assertThat(other.delete(ownPath + "/" + user).statusCode()).isEqualTo(404);
        other.post(ownPath, Map.of("schemas", List.of(SCIM_USER), "userName", "ada"))
                .then()
                .statusCode(201);
        owner.post(path, Map.of("schemas", List.of(SCIM_USER), "userName", "ada"))
                .then()
                .statusCode(409);
    }

    @Test
    void everyTenantTableIsBehindForcedRowLevelSecurity() {
        List<String> open = transactions.call(() -> sql.list("""
                select c.relname from pg_class c
                  join pg_attribute a on a.attrelid = c.oid and a.attname = 'environment_id'
                 where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and not c.relispartition
                   and not (c.relrowsecurity and c.relforcerowsecurity
                            and exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'one_environment')
                            and exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'all_environments'))
                """, row -> row.text("relname")));
        List<String> aroundTheBack = transactions.call(() -> sql.list("""
                select c.relname from pg_class c
                 where c.relispartition and c.relkind = 'r'
                   and has_table_privilege('muster_app', c.oid, 'select, insert, update, delete')
                """, row -> row.text("relname")));

        assertThat(open).isEmpty();
        assertThat(aroundTheBack).isEmpty();
    }

    @Test
    void withoutATenantTheApplicationSeesNoRow() throws Exception {
        try (var threadWithoutRequest = Executors.newSingleThreadExecutor()) {
            threadWithoutRequest.submit(this::assertThatNothingIsSeen).get();
        }
        long there = crossTenant
                .call("a test", () -> sql.first("select count(*) as n from directory", row -> row.number("n")))
                .orElseThrow();
        assertThat(there).isPositive();
    }

    private void assertThatNothingIsSeen() {
        List<String> tables = transactions.call(() -> sql.list("""
                select c.relname from pg_class c
                  join pg_attribute a on a.attrelid = c.oid and a.attname = 'environment_id'
                 where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and not c.relispartition
                   and has_table_privilege('muster_app', c.oid, 'select')
                """, row -> row.text("relname")));
        assertThat(tables).hasSizeGreaterThan(10);
        for (String table : tables) {
            long seen = transactions
                    .call(() -> sql.first("select count(*) as n from " + table, row -> row.number("n")))
                    .orElseThrow();
            assertThat(seen).as(table).isZero();
        }
    }

    /** Sent without a token, which is logged as well. */
    private String request(String directory) {
        String address = theirs.get("/directories/" + directory).path("endpoint");
        String id = given().get(address.substring(address.indexOf("/scim/")) + "/Users")
                .then()
                .statusCode(401)
                .extract()
                .header("X-Request-ID");
        recorder.flush();
        return id;
    }

    private static String endpoint(Calls calls) {
        return calls.post(
                        "/webhook_endpoints",
                        Map.of("endpoint_url", "https://x.example.com", "events", List.of("dsync.deleted")))
                .path("id");
    }

    private Response newDirectory(String organization) {
        return mine.post(
                "/directories", Map.of("organization_id", organization, "name", "x", "type", "generic scim v2.0"));
    }

    private Response assertSame(ApiDocument.Operation operation, IdType type, Function<String, Response> call) {
        String unknown = neighbour(type);
        Response expected = call.apply(unknown);
        Response actual = call.apply(foreign.get(type));
        assertThat(actual.statusCode()).as("%s with %s", operation, type).isEqualTo(expected.statusCode());
        assertThat(actual.asString().replace(foreign.get(type), "ID"))
                .as("%s with %s", operation, type)
                .isEqualTo(expected.asString().replace(unknown, "ID"));
        return actual;
    }

    /** An id nobody ever had, at the same place of every list. */
    private String neighbour(IdType type) {
        UUID id = type.parse(foreign.get(type)).orElseThrow();
        return type.print(new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits() ^ 1));
    }

    private Response call(ApiDocument.Operation operation, String path, JsonNode body) {
        var request = mine.request();
        if (!body.isMissingNode()) {
            request.contentType("application/json").body(body.toString());
        }
        return request.request(operation.method(), path);
    }

    private List<String> everythingOfTheirs() {
        String directory = foreign.get(IdType.DIRECTORY);
        return Stream.of(
                        "/organizations",
                        "/organization_domains/" + foreign.get(IdType.ORGANIZATION_DOMAIN),
                        "/directories",
                        "/directories/" + directory + "/tokens",
                        "/directory_users?directory=" + directory,
                        "/directory_groups?directory=" + directory,
                        "/directories/" + directory + "/role_mappings",
                        "/authorization/roles",
                        "/authorization/role_settings",
                        "/webhook_endpoints",
                        "/audit_log")
                .map(path -> theirs.get(path).then().statusCode(200).extract().asString())
                .toList();
    }
}
