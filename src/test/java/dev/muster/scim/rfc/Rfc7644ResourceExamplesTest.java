package dev.muster.scim.rfc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.muster.provider.ProviderType;
import dev.muster.support.ScimDirectories;
import dev.muster.support.ScimDirectory;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The examples of RFC 7644 about single resources, formats, errors, versions and discovery. */
@QuarkusTest
class Rfc7644ResourceExamplesTest {

    private static final String USER = "urn:ietf:params:scim:schemas:core:2.0:User";
    private static final String MARA = """
            {"schemas":["%s"],"userName":"mara","externalId":"mara-7","name":{"formatted":"Ms. Mara J. Quill III",
             "familyName":"Quill","givenName":"Mara"}}""".formatted(USER);

    @Inject
    ScimDirectories directories;

    private ScimDirectory directory;

    @BeforeEach
    void begin() {
        directory = directories.of(ProviderType.GENERIC);
    }

    @Test
    void section_3_3_creatingAResource() {
        directory
                .post("/Users", MARA)
                .then()
                .statusCode(201)
                .contentType("application/scim+json")
                .header("Location", containsString(directory.path() + "/Users/"))
                .header("ETag", startsWith("W/\""))
                .body("schemas", contains(USER))
                .body("externalId", equalTo("mara-7"))
                .body("meta.resourceType", equalTo("User"))
                .body("meta.location", containsString(directory.path() + "/Users/"))
                .body("meta.version", startsWith("W/\""))
                .body("name.familyName", equalTo("Quill"))
                .body("userName", equalTo("mara"));
    }

    @Test
    void section_3_3_creatingADuplicate() {
        mara();
        error(409, directory.post("/Users", MARA)).body("scimType", equalTo("uniqueness"));
    }

    @Test
    void section_3_4_1_retrievingAKnownResource() {
        String id = mara();
        directory
                .request()
                .accept("application/scim+json")
                .get("/Users/" + id)
                .then()
                .statusCode(200)
                .header("Location", endsWith("/Users/" + id))
                .header("ETag", notNullValue())
                .body("id", equalTo(id))
                .body("name.givenName", equalTo("Mara"));
    }

    @Test
    void section_3_5_1_replacingWithPut() {
        String id = mara();
        directory
                .put("/Users/" + id, """
                        {"schemas":["%s"],"id":"%s","userName":"mara","externalId":"mara-7","name":{"formatted":"Ms. Mara J. Quill III",
                         "familyName":"Quill","givenName":"Mara","middleName":"Jo"},"roles":[],
                         "emails":[{"value":"mara@ink.example"},{"value":"mjq@ink.example"}]}""".formatted(USER, id))
                .then()
                .statusCode(200)
                .header("Location", endsWith("/Users/" + id))
                .header("ETag", "W/\"2\"")
                .body("name.middleName", equalTo("Jo"))
                .body("emails.value", contains("mara@ink.example", "mjq@ink.example"))
                .body("roles", nullValue())
                .body("$", not(hasKey("roles")));
    }

    @Test
    void section_3_5_1_putDoesNotCreate() {
        error(404, directory.put("/Users/directory_user_00000000000000000000000000", MARA));
        directory.get("/Users").then().body("totalResults", equalTo(0));
    }

    @Test
    void section_3_6_deletingAResource() {
        String id = mara();
        directory
                .request()
                .header("If-Match", "W/\"1\"")
                .delete("/Users/" + id)
                .then()
                .statusCode(204)
                .body(is(""));
        error(404, directory.get("/Users/" + id)).body("detail", notNullValue());
        directory.get("/Users").then().body("totalResults", equalTo(0));
        directory.post("/Users", MARA).then().statusCode(201);
    }

    @Test
    void section_3_8_dataInputAndOutputFormats() {
        String id = mara();
        directory
                .request()
                .accept("application/scim+json")
                .get("/Users/" + id)
                .then()
                .contentType("application/scim+json");
        directory
                .request()
                .accept("application/json")
                .get("/Users/" + id)
                .then()
                .contentType("application/json");
        directory
                .anonymous()
                .header("Authorization", "Bearer " + directory.token())
                .get("/Users/" + id)
                .then()
                .contentType("application/scim+json");
        error(406, directory.request().accept("application/xml").get("/Users/" + id));
        error(
                415,
                directory
                        .request()
                        .contentType("application/xml")
                        .body("<user/>")
                        .post("/Users"));
    }

    @Test
    void section_3_9_additionalOperationResponseParameters() {
        String id = mara();
        directory
                .get("/Users/" + id + "?attributes=userName")
                .then()
                .statusCode(200)
                .body("keySet()", containsInAnyOrder("schemas", "id", "userName"));
        directory
                .get("/Users/" + id + "?excludedAttributes=name,id")
                .then()
                .body("name", nullValue())
                .body("id", equalTo(id))
                .body("userName", equalTo("mara"));
        directory
                .post("/Users?attributes=externalId", "{\"userName\":\"niko\",\"externalId\":\"n\"}")
                .then()
                .statusCode(201)
                .body("externalId", equalTo("n"))
                .body("userName", nullValue());
    }

    @Test
    void section_3_10_attributeNotation() {
        String id = mara();
        for (String notation :
                new String[] {"userName", "USERNAME", USER + ":userName", USER.toUpperCase() + ":UserName"}) {
            directory
                    .get("/Users/" + id + "?attributes=" + notation)
                    .then()
                    .body("userName", equalTo("mara"))
                    .body("name", nullValue());
        }
        directory
                .get("/Users/" + id + "?attributes=name.givenName")
                .then()
                .body("name.givenName", equalTo("Mara"))
                .body("name.familyName", nullValue());
    }

    @Test
    void section_3_11_me() {
        error(501, directory.get("/Me"));
        error(501, directory.post("/Me", MARA));
    }

    @Test
    void section_3_12_errorForAResourceThatIsNotThere() {
        error(404, directory.get("/Users/directory_user_00000000000000000000000000"))
                .body("detail", containsString("User"));
    }

    @Test
    void section_3_12_errorForAnAttributeThatIsReadOnly() {
        String id = mara();
        String operation = "{\"Operations\":[{\"op\":\"replace\",\"path\":\"id\",\"value\":\"mine\"}]}";
        error(400, directory.patch("/Users/" + id, operation))
                .body("scimType", equalTo("mutability"))
                .body("detail", containsString("id"));
    }

    @Test
    void section_3_12_eachKindOfBadRequest() {
        String id = mara();
        kind("invalidFilter", directory.get("/Users?filter=userName+zz+%22x%22"));
        kind("uniqueness", directory.post("/Users", MARA), 409);
        kind("mutability", directory.patch("/Users/" + id, operation("replace", "meta.created", "\"x\"")));
        kind("invalidSyntax", directory.post("/Users", "{\"userName\":"));
        kind("invalidPath", directory.patch("/Users/" + id, operation("replace", "name..x[", "\"x\"")));
        kind(
                "noTarget",
                directory.patch("/Users/" + id, operation("replace", "emails[type eq \\\"work\\\"].value", "\"x\"")));
        kind("invalidValue", directory.post("/Users", "{\"displayName\":\"nobody\"}"));
        kind("invalidValue", directory.patch("/Users/" + id, operation("replace", "active", "\"maybe\"")));
    }

    @Test
    void section_3_13_protocolVersioning() {
        directory.get("/Users").then().statusCode(200).body("schemas", hasSize(1));
        directory.get("/ServiceProviderConfig").then().body("meta.location", containsString("/v2/"));
        error(404, directory.request().basePath(directory.path() + "/v1").get("/Users"));
    }

    @Test
    void section_3_14_versioningResources() {
        String id = mara();
        String version = directory.get("/Users/" + id).then().extract().path("meta.version");
        directory
                .request()
                .header("If-None-Match", version)
                .get("/Users/" + id)
                .then()
                .statusCode(304)
                .header("ETag", version)
                .body(is(""));
        directory
                .patch("/Users/" + id, operation("replace", "title", "\"Editor\""))
                .then()
                .statusCode(204);
        directory
                .request()
                .header("If-None-Match", version)
                .get("/Users/" + id)
                .then()
                .statusCode(200)
                .header("ETag", not(equalTo(version)))
                .body("title", equalTo("Editor"));
        error(412, directory.request().header("If-Match", version).delete("/Users/" + id));
        directory.get("/Users/" + id).then().statusCode(200);
    }

    @Test
    void section_4_discoveryRefusesFilters() {
        for (String endpoint : new String[] {"/ServiceProviderConfig", "/ResourceTypes", "/Schemas"}) {
            error(403, directory.get(endpoint + "?filter=name+pr"));
            directory
                    .get(endpoint + "?count=0&startIndex=5&sortBy=x&attributes=id")
                    .then()
                    .statusCode(200)
                    .body("meta", notNull(endpoint));
        }
    }

    @Test
    void section_5_internationalizedTexts() {
        String name = "Zoë Ångström 田中 👩‍🚀";
        Response created = directory
                .request()
                .contentType("application/scim+json")
                .body("{\"userName\":\"%s\"}".formatted(name).getBytes(StandardCharsets.UTF_8))
                .post("/Users");
        created.then().statusCode(201);
        byte[] read = directory.get("/Users/" + created.path("id")).asByteArray();
        assertThat(new String(read, StandardCharsets.UTF_8)).contains("\"userName\":\"" + name + "\"");
    }

    private static Matcher<Object> notNull(String endpoint) {
        return endpoint.equals("/ServiceProviderConfig") ? notNullValue() : nullValue();
    }

    private String mara() {
        return directory.post("/Users", MARA).then().statusCode(201).extract().path("id");
    }

    private static String operation(String op, String path, String value) {
        return "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":[{\"op\":\"%s\",\"path\":\"%s\",\"value\":%s}]}"
                .formatted(op, path, value);
    }

    private static void kind(String type, Response response) {
        kind(type, response, 400);
    }

    private static void kind(String type, Response response, int status) {
        error(status, response).body("scimType", equalTo(type));
    }

    private static ValidatableResponse error(int status, Response response) {
        return response.then()
                .statusCode(status)
                .contentType(matchesPattern("application/(scim\\+)?json.*"))
                .body("schemas", contains("urn:ietf:params:scim:api:messages:2.0:Error"))
                .body("status", equalTo(Integer.toString(status)))
                .body("detail", not(empty()));
    }
}
