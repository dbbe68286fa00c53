package dev.muster.api;

import static dev.muster.api.Calls.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.muster.support.People;
import dev.muster.support.Tenants;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class UsersApiTest {

    private static final JsonMapper JSON = new JsonMapper();

    @Inject
    Tenants tenants;

    @Inject
    People people;

    Tenants.Tenant tenant;
    Calls calls;
    String directory;

    @BeforeEach
    void aDirectory() {
        tenant = tenants.fresh();
        calls = as(tenant);
        directory = calls.directory(calls.organization("Acme"), "Acme");
    }

    @Test
    void aUserHasEveryKeySdksWant() throws Exception {
        var resource = JSON.readTree("""
                {"userName": "ada", "externalId": "00u1", "name": {"givenName": "Ada", "familyName": "Lovelace"}}
                """);
        String ada = people.user(tenant, directory, resource.deepCopy());
        String crew = people.group(tenant, directory, "Crew", ada);
        calls.get("/directory_users/" + ada)
                .then()
                .statusCode(200)
                .body("object", equalTo("directory_user"))
                .body("idp_id", equalTo("00u1"))
                .body("email", nullValue())
                .body("name", equalTo("Ada Lovelace"))
                .body("state", equalTo("active"))
                .body("emails", empty())
                .body("raw_attributes", equalTo(Map.of()))
                .body("role", nullValue())
                .body("roles", empty())
                .body("groups[0].id", equalTo(crew))
                .body("groups[0].object", equalTo("directory_group"));
    }

    @Test
    void oneScopeIsNeeded() {
        calls.get("/directory_users")
                .then()
                .statusCode(422)
                .body("message", equalTo("Validation failed"))
                .body("errors.field", contains("directory", "group"))
                .body("errors[0].code", equalTo("Please provide either \"directory\" or \"group\" parameters."));
        calls.get("/directory_groups?directory=")
                .then()
                .statusCode(422)
                .body("errors[1].code", equalTo("Please provide either \"directory\" or \"user\" parameters."));
    }

    @Test
    void pagesWalkForwardAndBackInEitherOrder() {
        var ids = IntStream.range(0, 7)
                .mapToObj(n -> people.user(tenant, directory, "u" + n + "@acme.test"))
                .toList();
        var newestFirst = new ArrayList<>(ids).reversed();

        assertThat(walk("&limit=3", "after")).isEqualTo(newestFirst);
        assertThat(walk("&limit=3&order=normal", "after")).isEqualTo(newestFirst);
        assertThat(walk("&limit=2&order=asc", "after")).isEqualTo(ids);
        assertThat(walk("&limit=7", "after")).isEqualTo(newestFirst);

        var back = calls.get(list("&limit=3&before=" + ids.get(1)))
                .then()
                .extract()
                .jsonPath();
        assertThat(back.getList("data.id")).isEqualTo(newestFirst.subList(2, 5));
        assertThat(back.getString("list_metadata.before")).isEqualTo(newestFirst.get(2));
        assertThat(back.getString("list_metadata.after")).isEqualTo(newestFirst.get(4));
        calls.get(list("&limit=3&before=" + newestFirst.get(2)))
                .then()
                .body("data.id", equalTo(newestFirst.subList(0, 2)))
                .body("list_metadata.before", nullValue());
    }

    @Test
    void membersOfAGroupAreWalkedLikeAnyList() {
        var ids = IntStream.range(0, 5)
                .mapToObj(n -> people.user(tenant, directory, "u" + n))
                .toList();
        String crew = people.group(tenant, directory, "Crew", ids.toArray(String[]::new));
        people.user(tenant, directory, "outsider");

        assertThat(walk("/directory_users?group=" + crew, "&limit=2", "after"))
                .isEqualTo(new ArrayList<>(ids).reversed());
        calls.get("/directory_groups?user=" + ids.getFirst()).then().body("data.id", contains(crew));
    }

    @Test
    void emailAndIdpIdFindOnePerson() throws Exception {
        people.user(tenant, directory, "Ada@Acme.test");
        var bob = JSON.readTree("{\"userName\": \"bob\", \"externalId\": \"ext-1\"}");
        people.user(tenant, directory, bob.deepCopy());

        calls.get(list("&email=ADA%40acme.test")).then().body("data.email", contains("ada@acme.test"));
        calls.get(list("&idp_id=ext-1")).then().body("data", hasSize(1));
        calls.get(list("&idp_id=Ada%40Acme.test")).then().body("data", hasSize(1));
        calls.get(list("&idp_id=bob")).then().body("data", empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=101", "limit=ten", "limit=-1", "order=up", "after=x&before=y"})
    void parametersOutOfRangeAreRefused(String parameters) {
        calls.get(list("&" + parameters))
                .then()
                .statusCode(422)
                .body("message", equalTo("Validation failed"))
                .body("errors", hasSize(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"directory_user_01EHWNCE74X7JSDV0X3SZ3PJN", "directory_01EHWNCE74X7JSDV0X3SZ3PJNY", "x"})
    void aCursorThatIsNoneIsRefused(String cursor) {
        calls.get(list("&after=" + cursor)).then().statusCode(400).body("code", equalTo("invalid_cursor"));
    }

    @Test
    void somebodyRemovedByHandIsGone() {
        String ada = people.user(tenant, directory, "ada");
        String crew = people.group(tenant, directory, "Crew", ada);
        calls.delete("/directory_users/" + ada).then().statusCode(202);
        calls.delete("/directory_users/" + ada).then().statusCode(404);
        calls.get("/directory_users/" + ada).then().statusCode(404);
        calls.get("/directory_users?group=" + crew).then().body("data", empty());
        calls.delete("/directory_groups/" + crew).then().statusCode(202);
        calls.get(("/directory_groups/") + crew).then().statusCode(404);
    }

    @Test
    void theDirectoryCountsItsPeople() {
        String ada = people.user(tenant, directory, "ada");
        people.user(tenant, directory, "bob");
        people.group(tenant, directory, "Crew", ada);
        people.change(tenant, directory, ada, old -> old.deepCopy().put("active", false));
        calls.get("/directories/" + directory)
                .then()
                .body("metadata.users.active", equalTo(1))
                .body("metadata.users.inactive", equalTo(1))
                .body("metadata.groups", equalTo(1));
    }

    private String list(String more) {
        return "/directory_users?directory=" + directory + more;
    }

    private List<String> walk(String parameters, String cursor) {
        return walk("/directory_users?directory=" + directory, parameters, cursor);
    }

    private List<String> walk(String path, String parameters, String cursor) {
        var ids = new ArrayList<String>();
        String next = "";
        while (next != null) {
            var page = calls.get(path + parameters + next)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            ids.addAll(page.getList("data.id"));
            String id = page.getString("list_metadata." + cursor);
            next = id == null ? null : "&" + cursor + "=" + id;
        }
        assertThat(Collections.frequency(ids, null)).isZero();
        return ids;
    }
}
