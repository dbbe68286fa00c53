package dev.muster.scim;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.muster.provider.ProviderType;
import dev.muster.support.ScimDirectories;
import dev.muster.support.ScimDirectory;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ScimUsersTest {

    @Inject
    ScimDirectories directories;

    private ScimDirectory directory;

    @BeforeEach
    void begin() {
        directory = directories.of(ProviderType.GENERIC);
    }

    @Test
    void aNewUserComesBackWhole() {
        directory
                .post("/Users", """
                        {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"Ada@acme.test",
                         "externalId":"7","password":"secret","name":{"givenName":"Ada","familyName":"Byron"},
                         "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"Engines"}}""")
                .then()
                .statusCode(201)
                .contentType("application/scim+json")
                .header(
                        "Location",
                        containsString("/scim/v2/" + directory.access().externalKey() + "/Users/directory_user_"))
                .header("ETag", "W/\"1\"")
                .body("id", startsWith("directory_user_"))
                .body("userName", equalTo("Ada@acme.test"))
                .body("active", equalTo(true))
                .body("password", nullValue())
                .body("schemas", hasSize(2))
                .body("meta.resourceType", equalTo("User"))
                .body("meta.location", not(containsString("//Users")));
    }

    @Test
    void secondPostOfSameUserNameIsAConflict() {
        String ada = directory.user("ada@acme.test");
        directory
                .post("/Users", "{\"userName\":\"ADA@acme.test\"}")
                .then()
                .statusCode(409)
                .body("scimType", equalTo("uniqueness"))
                .body("status", equalTo("409"))
                .body("detail", containsString("userName"))
                .body("detail", containsString(ada));
    }

    @Test
    void ofTwoWhoComeBackWithTheSameExternalIdOneIsRefused() {
        for (int round = 0; round < 10; round++) {
            var people = List.of("ada" + round, "bob" + round);
            people.forEach(name -> removeByHand(directory.user(name)));
            String body = "{\"userName\":\"%s\",\"externalId\":\"" + round + "\"}";
            var comeBacks = people.stream()
                    .map(name -> CompletableFuture.supplyAsync(
                            () -> directory.post("/Users", body.formatted(name)).statusCode(),
                            Thread::startVirtualThread))
                    .toList();
            assertThat(comeBacks.stream().map(CompletableFuture::join)).containsExactlyInAnyOrder(201, 409);
        }
    }

    private void removeByHand(String id) {
        given().header("Authorization", "Bearer " + directory.tenant().apiKey())
                .delete("/directory_users/" + id)
                .then()
                .statusCode(202);
    }

    @Test
    void aLookUpFindsByUserNameWhateverItsCase() {
        String ada = directory.user("Ada@acme.test");
        directory
                .get("/Users?filter=userName+eq+%22ada%40ACME.test%22")
                .then()
                .statusCode(200)
                .body("totalResults", equalTo(1))
                .body("Resources.id", contains(ada));
    }

    @Test
    void putReplacesButLeavesAnAbsentActiveAlone() {
        String ada = directory.user("ada@acme.test");
        directory
                .patch("/Users/" + ada, operations("{\"op\":\"Replace\",\"path\":\"active\",\"value\":\"False\"}"))
                .then()
                .statusCode(204)
                .header("ETag", "W/\"2\"");
        directory
                .put("/Users/" + ada, "{\"userName\":\"ada@acme.test\",\"title\":\"Countess\"}")
                .then()
                .statusCode(200)
                .body("active", equalTo(false))
                .body("title", equalTo("Countess"));
    }

    @Test
    void patchAnswersTheUserOnlyWhenAsked() {
        String ada = directory.user("ada@acme.test");
        directory
                .patch(
                        "/Users/" + ada + "?attributes=title",
                        operations("{\"op\":\"add\",\"path\":\"title\",\"value\":\"x\"}"))
                .then()
                .statusCode(200)
                .body("title", equalTo("x"))
                .body("userName", nullValue());
    }

    @Test
    void anotherVersionThanTheClientKnowsIsNotOverwritten() {
        String ada = directory.user("ada@acme.test");
        directory
                .request()
                .header("If-Match", "W/\"7\"")
                .contentType("application/scim+json")
                .body("{\"userName\":\"b\"}")
                .put("/Users/" + ada)
                .then()
                .statusCode(412);
        directory
                .request()
                .header("If-None-Match", "W/\"1\"")
                .get("/Users/" + ada)
                .then()
                .statusCode(304);
    }

    @Test
    void aDeletedUserIsGone() {
        String ada = directory.user("ada@acme.test");
        directory.delete("/Users/" + ada).then().statusCode(204);
        directory.delete("/Users/" + ada).then().statusCode(404).body("status", equalTo("404"));
    }

    @Test
    void aUserListsItsGroups() {
        String ada = directory.user("ada@acme.test");
        String crew = directory.group("Crew", ada);
        directory
                .get("/Users/" + ada)
                .then()
                .statusCode(200)
                .body("groups.value", contains(crew))
                .body("groups.display", contains("Crew"));
        directory
                .get("/Users/" + ada + "?excludedAttributes=groups")
                .then()
                .statusCode(200)
                .body("groups", nullValue());
    }

    static String operations(String... operations) {
        return "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":[%s]}"
                .formatted(String.join(",", operations));
    }
}
