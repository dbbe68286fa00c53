package dev.muster.scim.rfc;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.muster.provider.ProviderType;
import dev.muster.support.ScimDirectories;
import dev.muster.support.ScimDirectory;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Collections;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The examples of RFC 7644 section 3.7. */
@QuarkusTest
class Rfc7644BulkExamplesTest {

    private static final String USER = "urn:ietf:params:scim:schemas:core:2.0:User";
    private static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    private static final String ORLA =
            "{\"method\":\"POST\",\"path\":\"/Users\",\"bulkId\":\"orla\",\"data\":{\"schemas\":[\"%s\"],\"userName\":\"orla\"}}"
                    .formatted(USER);

    @Inject
    ScimDirectories directories;

    private ScimDirectory directory;

    @BeforeEach
    void begin() {
        directory = directories.of(ProviderType.GENERIC);
    }

    @Test
    void section_3_7_1_circularReferencesAreAConflict() {
        bulk(0, group("a", "b"), group("b", "a")).statusCode(200).body("Operations.status", contains("409", "409"));
        directory.get("/Groups").then().body("totalResults", equalTo(0));
    }

    @Test
    void section_3_7_2_aGroupWithAMemberCreatedInTheSameRequest() {
        bulk(1, ORLA, group("tour", "orla"))
                .statusCode(200)
                .body("schemas", contains("urn:ietf:params:scim:api:messages:2.0:BulkResponse"))
                .body("Operations.status", contains("201", "201"))
                .body("Operations.bulkId", contains("orla", "tour"))
                .body("Operations.location", contains(containsString("/Users/"), containsString("/Groups/")));
        String orla = directory.get("/Users").then().extract().path("Resources[0].id");
        directory.get("/Groups").then().body("Resources[0].members.value", contains(orla));
    }

    @Test
    void section_3_7_2_aGroupInsideAGroupWithTheReferenceBeforeItsTarget() {
        bulk(0, group("outer", "inner"), group("inner", null)).body("Operations.status", contains("201", "201"));
        directory
                .get("/Groups?filter=displayName+eq+%22outer%22")
                .then()
                .body("Resources[0].members.type", contains("Group"));
    }

    @Test
    void section_3_7_2_aManagerCreatedInTheSameRequest() {
        String report = """
                {"method":"POST","path":"/Users","bulkId":"rune","data":{"schemas":["%s","%s"],"userName":"rune",
                 "%2$s":{"employeeNumber":"11","manager":{"value":"bulkId:orla"}}}}""".formatted(USER, ENTERPRISE);
        bulk(0, ORLA, report).body("Operations.status", contains("201", "201"));
        String orla = directory
                .get("/Users?filter=userName+eq+%22orla%22")
                .then()
                .extract()
                .path("Resources[0].id");
        directory
                .get("/Users?filter=userName+eq+%22rune%22")
                .then()
                .body("Resources[0].'" + ENTERPRISE + "'.manager.value", equalTo(orla));
    }

    @Test
    void section_3_7_3_allFourMethods() {
        String put = directory.user("put");
        String patch = directory.user("patch");
        String delete = directory.user("delete");
        bulk(
                        1,
                        ORLA,
                        "{\"method\":\"PUT\",\"path\":\"/Users/%s\",\"version\":\"W/\\\"1\\\"\",\"data\":{\"userName\":\"put\",\"title\":\"T\"}}"
                                .formatted(put),
                        """
                        {"method":"PATCH","path":"/Users/%s","version":"W/\\"1\\"","data":{"Operations":[
                         {"op":"remove","path":"nickName"},{"op":"add","path":"title","value":"P"}]}}""".formatted(patch),
                        "{\"method\":\"DELETE\",\"path\":\"/Users/%s\",\"version\":\"W/\\\"1\\\"\"}".formatted(delete))
                .body("Operations.method", contains("POST", "PUT", "PATCH", "DELETE"))
                .body("Operations.status", contains("201", "200", "204", "204"))
                .body("Operations.version", contains("W/\"1\"", "W/\"2\"", "W/\"2\"", null))
                .body("Operations.location[1]", containsString("/Users/" + put))
                .body("Operations.response", contains(nullValue(), nullValue(), nullValue(), nullValue()));
        directory.get("/Users/" + delete).then().statusCode(404);
    }

    @Test
    void section_3_7_3_failOnErrorsEndsTheRequest() {
        bulk(
                        1,
                        "{\"method\":\"POST\",\"path\":\"/Users\",\"bulkId\":\"x\",\"data\":{\"displayName\":\"no name\"}}",
                        ORLA)
                .statusCode(200)
                .body("Operations", hasSize(1))
                .body("Operations[0].status", equalTo("400"))
                .body("Operations[0].bulkId", equalTo("x"))
                .body("Operations[0].location", nullValue())
                .body("Operations[0].response.schemas", contains("urn:ietf:params:scim:api:messages:2.0:Error"))
                .body("Operations[0].response.scimType", equalTo("invalidValue"));
        directory.get("/Users").then().body("totalResults", equalTo(0));
    }

    @Test
    void section_3_7_3_otherwiseEachOperationHasItsOwnError() {
        String put = directory.user("put");
        bulk(
                        0,
                        "{\"method\":\"POST\",\"path\":\"/Users\",\"bulkId\":\"d\",\"data\":{\"userName\":\"PUT\"}}",
                        "{\"method\":\"PUT\",\"path\":\"/Users/%s\",\"version\":\"W/\\\"9\\\"\",\"data\":{\"userName\":\"put\"}}"
                                .formatted(put),
                        "{\"method\":\"PATCH\",\"path\":\"/Users/%s\",\"data\":{\"Operations\":[{\"op\":\"remove\",\"path\":\"userName\"}]}}"
                                .formatted(put),
                        "{\"method\":\"DELETE\",\"path\":\"/Users/directory_user_00000000000000000000000000\"}",
                        ORLA)
                .body("Operations.status", contains("409", "412", "400", "404", "201"))
                .body("Operations[0].response.scimType", equalTo("uniqueness"))
                .body("Operations[1].location", containsString("/Users/" + put))
                .body("Operations[1].response.detail", notNullValue())
                .body("Operations[2].response.scimType", equalTo("mutability"))
                .body("Operations[4].response", nullValue());
    }

    @Test
    void section_3_7_4_tooManyOperations() {
        int most = directory.get("/ServiceProviderConfig").then().extract().path("bulk.maxOperations");
        bulk(
                        0,
                        Collections.nCopies(most + 1, "{\"method\":\"DELETE\",\"path\":\"/Users/x\"}")
                                .toArray(String[]::new))
                .statusCode(413)
                .body("status", equalTo("413"))
                .body("detail", containsString(Integer.toString(most)));
    }

    @Test
    void section_3_7_4_tooLargeAPayload() {
        int most = directory.get("/ServiceProviderConfig").then().extract().path("bulk.maxPayloadSize");
        bulk(0, ORLA.replace("\"userName\"", "\"title\":\"" + "x".repeat(most) + "\",\"userName\""))
                .statusCode(413)
                .body("status", equalTo("413"))
                .body("detail", not(nullValue()));
        directory.get("/Users").then().body("totalResults", equalTo(0));
    }

    private static String group(String name, String member) {
        String members = member == null ? "[]" : "[{\"value\":\"bulkId:" + member + "\"}]";
        return "{\"method\":\"POST\",\"path\":\"/Groups\",\"bulkId\":\"%1$s\",\"data\":{\"displayName\":\"%1$s\",\"members\":%2$s}}"
                .formatted(name, members);
    }

    private ValidatableResponse bulk(int failOnErrors, String... operations) {
        return directory
                .post(
                        "/Bulk",
                        "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:BulkRequest\"],\"failOnErrors\":%d,\"Operations\":[%s]}"
                                .formatted(failOnErrors, String.join(",", operations)))
                .then();
    }
}
