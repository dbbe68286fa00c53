package dev.muster.scim;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.muster.provider.ProviderType;
import dev.muster.support.ScimDirectories;
import dev.muster.support.ScimDirectory;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may come in, and what is refused before SCIM itself is spoken. */
@QuarkusTest
class ScimDoorTest {

    private static final String ERROR = "urn:ietf:params:scim:api:messages:2.0:Error";

    @Inject
    ScimDirectories directories;

    private ScimDirectory directory;

    @BeforeEach
    void begin() {
        directory = directories.of(ProviderType.GENERIC);
    }

    @Test
    void withoutATokenNobodyComesInAndNobodyLearnsWhy() {
        String other = directories.of(ProviderType.GENERIC).token();
        refused(401, directory.anonymous().get("/Users").then()).header("WWW-Authenticate", startsWith("Bearer"));
        refused(401, directory.anonymous().get("/Nothing").then());
        refused(
                401,
                directory
                        .anonymous()
                        .header("Authorization", "Bearer " + other)
                        .get("/Users")
                        .then());
        refused(
                401,
                directory
                        .anonymous()
                        .header("Authorization", "Basic dXNlcg==")
                        .get("/Users")
                        .then());
        refused(
                401,
                directory
                        .anonymous()
                        .header("Authorization", "Bearer nonsense")
                        .post("/Users")
                        .then());
        refused(
                401,
                directory
                        .anonymous()
                        .header("Authorization", "Bearer " + directory.token(), "Bearer " + other)
                        .get("/Users")
                        .then());
        refused(
                401,
                directory.request().basePath("/scim/v2/unknown").get("/Users").then());
        refused(401, directory.request().basePath("/scim/v2").get("").then());
    }

    @Test
    void theSchemeMayBeWrittenInAnyCase() {
        directory
                .anonymous()
                .header("Authorization", "bearer " + directory.token())
                .get("/Users")
                .then()
                .statusCode(200);
    }

    @Test
    void doubledAndTrailingSlashesLeadToTheSameResource() {
        String ada = directory.user("ada@acme.test");
        directory
                .get("//Users//" + ada + "/")
                .then()
                .statusCode(200)
                .body("meta.location", not(containsString("//Users")));
    }

    @Test
    void unknownPathsAndWrongMethodsAreRefusedBeforeTheBodyIsLookedAt() {
        refused(
                404,
                directory
                        .request()
                        .contentType("text/plain")
                        .body("{")
                        .post("/Widgets")
                        .then());
        refused(404, directory.get("/Users/a/b").then());
        refused(
                        405,
                        directory
                                .request()
                                .contentType("text/plain")
                                .body("{")
                                .put("/Users")
                                .then())
                .header("Allow", "GET, POST");
        refused(405, directory.request().request("TRACE", "/Users").then());
        refused(405, directory.request().request("PROPFIND", "/Users").then());
    }

    @Test
    void otherMediaTypesAreRefusedAndOursAreReadWithAnyCharset() {
        refused(
                415,
                directory
                        .request()
                        .contentType("text/xml")
                        .body("<a/>")
                        .post("/Users")
                        .then());
        refused(406, directory.request().accept("text/html").get("/Users").then());
        directory
                .request()
                .contentType("application/json; charset=ISO-8859-1")
                .accept("application/json")
                .body("{\"userName\":\"ada\"}")
                .post("/Users")
                .then()
                .statusCode(201)
                .contentType("application/json");
    }

    @Test
    void bodiesBeyondTheLimitAreRefused() {
        String title = "x".repeat(1 << 20);
        refused(
                413,
                directory
                        .post("/Users", "{\"userName\":\"a\",\"title\":\"" + title + "\"}")
                        .then());
    }

    @Test
    void whatIsNoJsonObjectIsASyntaxError() {
        for (String body :
                new String[] {"", "{", "[]", "1", "{\"a\":1,\"a\":2}", "{\"a\":NaN}", "{} {}", "[".repeat(2_000)}) {
            refused(400, directory.post("/Users", body).then()).body("scimType", equalTo("invalidSyntax"));
        }
    }

    @Test
    void meIsNotImplemented() {
        refused(501, directory.get("/Me").then());
    }

    private static ValidatableResponse refused(int status, ValidatableResponse response) {
        return response.statusCode(status)
                .contentType("application/scim+json")
                .body("schemas[0]", equalTo(ERROR))
                .body("status", equalTo(Integer.toString(status)))
                .body("detail", not(equalTo("")));
    }
}
