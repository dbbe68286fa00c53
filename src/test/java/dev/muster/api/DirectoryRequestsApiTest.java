package dev.muster.api;

import static dev.muster.api.Calls.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.muster.id.IdType;
import dev.muster.id.Ulids;
import dev.muster.provider.ProviderType;
import dev.muster.requestlog.RequestRecorder;
import dev.muster.support.ScimDirectories;
import dev.muster.support.ScimDirectory;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DirectoryRequestsApiTest {

    @Inject
    ScimDirectories directories;

    @Inject
    RequestRecorder recorder;

    private ScimDirectory scim;
    private Calls api;
    private String path;

    @BeforeEach
    void begin() {
        scim = directories.of(ProviderType.OKTA);
        api = as(scim.tenant());
        path = "/directories/" + IdType.DIRECTORY.print(scim.access().directoryId()) + "/requests";
    }

    @Test
    void everyRequestIsLoggedUnderTheIdItsAnswerCarries() {
        String id = scim.request()
                .header("User-Agent", "Okta SCIM Client 1.0.0")
                .contentType("application/scim+json")
                .body("{\"userName\":\"ada@acme.test\",\"password\":\"s3cret\",\"active\":\"False\"}")
                .post("/Users?x=1")
                .then()
                .statusCode(201)
                .extract()
                .header("X-Request-ID");

        Response logged = logged("/" + id);
        String ada = api.get("/directory_users?directory=" + directoryId()).path("data[0].id");
        logged.then()
                .statusCode(200)
                .body("id", equalTo(id))
                .body("method", equalTo("POST"))
                .body("path", equalTo("/Users"))
                .body("query", equalTo("x=1"))
                .body("status", equalTo(201))
                .body("detail", nullValue())
                .body("user_agent", equalTo("Okta SCIM Client 1.0.0"))
                .body("token_id", notNullValue())
                .body("subject.type", equalTo("directory_user"))
                .body("subject.id", equalTo(ada))
                .body("subject.name", equalTo("ada@acme.test"))
                .body("request_bytes", greaterThanOrEqualTo(60))
                .body(
                        "request_body",
                        equalTo("{\"userName\":\"ada@acme.test\",\"password\":\"•••\",\"active\":\"False\"}"))
                .body("response_body", containsString(ada));
        assertThat(Instant.parse(logged.path("created_at")))
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(1));
    }

    @Test
    void refusedRequestsTellWhy() {
        scim.user("ada@acme.test");
        scim.post("/Users", "{\"userName\":\"ADA@acme.test\"}");
        scim.get("/Users/Users");
        scim.post("/Users", "{not json: dst_0123456789abcdef}");
        logged("?status=409")
                .then()
                .body("data", hasSize(1))
                .body("data[0].scim_type", equalTo("uniqueness"))
                .body("data[0].detail", containsString("belongs to another User"))
                .body("data[0].subject.name", equalTo("ADA@acme.test"))
                .body("data[0].subject.id", nullValue());
        logged("?status=4xx").then().body("data.status", contains(400, 404, 409));
        logged("?status=404").then().body("data.path", contains("/Users/Users"));
        String broken = logged("?status=400").path("data[0].id");
        logged("/" + broken).then().body("request_body", equalTo("{…")).body("response_body", containsString("400"));
    }

    @Test
    void aWrongTokenAtAKnownAddressIsLoggedWithoutItsTokenOrBody() {
        scim.anonymous()
                .header("Authorization", "Bearer dst_wrongwrongwrongwrongwrongwrongwrong")
                .contentType("application/json")
                .body("{\"userName\":\"eve\"}")
                .post("/Users?access_token=s3cret");
        scim.request().basePath("/scim/v2/nobodyhasthiskey").get("/Users");
        Response list = logged("");
        list.then()
                .body("data", hasSize(1))
                .body("data[0].status", equalTo(401))
                .body("data[0].token_id", nullValue())
                .body("data[0].query", equalTo("access_token=•••"));
        logged("/" + list.path("data[0].id")).then().body("request_body", nullValue());
        assertThat(list.asString()).doesNotContain("wrongwrong", "s3cret");
    }

    @Test
    void requestsOfAPersonAreFoundByIdAndByName() {
        String ada = scim.user("ada@acme.test");
        scim.user("bob@acme.test");
        scim.get("/Users?filter=userName+eq+%22Ada%40acme.test%22");
        scim.get("/Users?filter=userName%20eq%20%22nobody%40acme.test%22");
        scim.patch("/Users/" + ada, "{\"Operations\":[{\"op\":\"replace\",\"value\":{\"title\":\"x\"}}]}");
        scim.post("/Users", "{\"userName\":\"ada@acme.test\"}");
        logged("?user=" + ada).then().body("data.status", contains(409, 200, 200, 201));
        logged("?user=ADA@acme.test").then().body("data.status", contains(409, 200, 200, 201));
        logged("?user=nobody@acme.test&method=get").then().body("data.method", contains("GET"));
        logged("?user=" + ada + "&method=PATCH").then().body("data.path", contains("/Users/" + ada));
        String crew = scim.group("Crew");
        logged("?group=" + crew).then().body("data.subject.name", contains("Crew"));
        logged("?group=" + crew + "&user=" + ada).then().statusCode(422);
    }

    @Test
    void changesOfGroupsAreFoundByThePeopleTheyName() {
        String ada = scim.user("ada@acme.test");
        String bob = scim.user("bob@acme.test");
        String crew = scim.group("Crew", bob);
        String add = "{\"Operations\":[{\"op\":\"add\",\"path\":\"members\",\"value\":[%s]}]}";
        String crowd = IntStream.range(0, 900)
                .mapToObj(i -> member(IdType.DIRECTORY_USER.print(Ulids.next())))
                .collect(Collectors.joining(","));
        scim.patch("/Groups/" + crew, add.formatted(crowd + "," + member(ada)));
        scim.patch("/Groups/" + crew, add.formatted(member(bob)));
        scim.patch(
                "/Groups/" + crew,
                "{\"Operations\":[{\"op\":\"remove\",\"path\":\"members[value eq \\\"" + ada + "\\\"]\"}]}");
        scim.put("/Groups/directory_group_01KAQ4M0Z7V3T9C2X8B6N5W1RD", "{\"members\":[" + member(ada) + "]}");
        for (String user : List.of(ada, "ADA@acme.test")) {
            logged("?user=" + user).then().body("data.method", contains("PUT", "PATCH", "PATCH", "POST"));
            logged("?user=" + user + "&status=4xx").then().body("data.method", contains("PUT"));
            String second = logged("?limit=2&user=" + user).path("data[1].id");
            logged("?user=" + user + "&after=" + second).then().body("data.method", contains("PATCH", "POST"));
            logged("?user=" + user + "&before=" + second).then().body("data.method", contains("PUT"));
        }
        logged("?user=" + bob).then().body("data.method", contains("PATCH", "POST", "POST"));
    }

    private static String member(String id) {
        return "{\"value\":\"" + id + "\"}";
    }

    @Test
    void timeAndCursorCutTheLogIntoPages() {
        for (int i = 0; i < 5; i++) {
            scim.get("/Users?count=" + i);
        }
        recorder.flush();
        var seen = new ArrayList<String>();
        String after = "";
        do {
            var page = api.get(path + "?limit=2" + after);
            seen.addAll(page.<List<String>>path("data.query"));
            String next = page.path("list_metadata.after");
            after = next == null ? null : "&after=" + next;
        } while (after != null);
        assertThat(seen).containsExactly("count=4", "count=3", "count=2", "count=1", "count=0");

        String third = api.get(path + "?limit=3").path("data[2].created_at");
        assertThat(api.get(path + "?order=asc&range_end=" + third).<List<String>>path("data.query"))
                .startsWith("count=0")
                .doesNotContain("count=2");
        assertThat(api.get(path + "?range_start=" + third).<List<String>>path("data.query"))
                .contains("count=2", "count=3", "count=4")
                .doesNotContain("count=0");
    }

    @Test
    void wrongFiltersAreRefused() {
        for (String wrong : List.of("status=abc", "status=9xx", "method=P%20T", "range_start=yesterday", "limit=0")) {
            assertThat(api.get(path + "?" + wrong).statusCode()).as(wrong).isEqualTo(422);
        }
        assertThat(api.get(path + "?after=event_01KAQ4M0Z7V3T9C2X8B6N5W1RD").statusCode())
                .isEqualTo(400);
    }

    @Test
    void anotherDirectoryOfTheSameTenantSeesNothingOfIt() {
        String id = scim.get("/Users").header("X-Request-ID");
        var other = directories.in(scim.tenant(), ProviderType.OKTA);
        recorder.flush();
        String otherPath =
                "/directories/" + IdType.DIRECTORY.print(other.access().directoryId()) + "/requests";
        api.get(otherPath).then().body("data", hasSize(0));
        api.get(otherPath + "/" + id).then().statusCode(404);
        api.get(path + "/" + id).then().statusCode(200);
        as(directories.of(ProviderType.OKTA).tenant())
                .get(path + "/" + id)
                .then()
                .statusCode(404);
    }

    @Test
    void longBodiesAndHostileTextsAreCutNotRefused() {
        String members = "{\"value\":\"directory_user_01KAQ4M0Z7V3T9C2X8B6N5W1RD\"},".repeat(500);
        String id = scim.post("/Groups", "{\"displayName\":\"A\\u0000\\ud800\",\"members\":[" + members + "{}]}")
                .header("X-Request-ID");
        scim.request().header("User-Agent", "x".repeat(5_000)).get("/Groups?x=" + "y".repeat(5_000));
        Response body = logged("/" + id);
        body.then().statusCode(200).body("request_body", not(equalTo(null)));
        assertThat(body.<String>path("request_body")).endsWith("…").hasSizeLessThan(4_200);
        assertThat(body.<Integer>path("request_bytes")).isGreaterThan(20_000);
        Response newest = logged("?limit=1");
        assertThat(newest.<String>path("data[0].user_agent")).hasSize(200);
        assertThat(newest.<String>path("data[0].query")).hasSize(1_000);
    }

    private String directoryId() {
        return IdType.DIRECTORY.print(scim.access().directoryId());
    }

    private Response logged(String rest) {
        recorder.flush();
        return api.get(path + rest);
    }
}
