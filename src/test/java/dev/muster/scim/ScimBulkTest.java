package dev.muster.scim;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.muster.provider.ProviderType;
import dev.muster.support.ScimDirectories;
import dev.muster.support.ScimDirectory;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Collections;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ScimBulkTest {

    @Inject
    ScimDirectories directories;

    private ScimDirectory directory;

    @BeforeEach
    void begin() {
        directory = directories.of(ProviderType.GENERIC);
    }

    @Test
    void aGroupMayReferToAPersonWhoIsCreatedAfterIt() {
        ValidatableResponse response = bulk(0, """
                        {"method":"POST","path":"/Groups","bulkId":"g","data":{"displayName":"Crew","members":[{"value":"bulkId:u"}]}}""", """
                        {"method":"POST","path":"/Users","bulkId":"u","data":{"userName":"ada@acme.test"}}""", """
                        {"method":"PATCH","path":"/Users/bulkId:u","data":{"Operations":[{"op":"add","path":"title","value":"x"}]}}""");
        response.statusCode(200)
                .body("schemas", contains("urn:ietf:params:scim:api:messages:2.0:BulkResponse"))
                .body("Operations.status", contains("201", "201", "204"))
                .body("Operations.bulkId", contains("g", "u", null))
                .body("Operations[0].location", containsString("/Groups/"))
                .body("Operations[2].version", equalTo("W/\"2\""));
        directory.get("/Groups?filter=displayName+eq+%22crew%22").then().body("Resources[0].members", hasSize(1));
    }

    @Test
    void eachOperationHasItsOwnOutcome() {
        directory.user("ada@acme.test");
        bulk(0, """
                        {"method":"POST","path":"/Users","bulkId":"a","data":{"userName":"ada@acme.test"}}""", """
                        {"method":"POST","path":"/Groups","bulkId":"g","data":{"displayName":"Crew","members":[{"value":"bulkId:a"}]}}""", """
                        {"method":"DELETE","path":"/Users/nobody"}""", """
                        {"method":"PUT","path":"/Widgets/1","data":{}}""", """
                        {"method":"GET","path":"/Users"}""", """
                        {"method":"POST","path":"/Users","bulkId":"b","data":{"userName":"bob@acme.test"}}""")
                .body("Operations.status", contains("409", "409", "404", "404", "405", "201"))
                .body("Operations[0].response.scimType", equalTo("uniqueness"));
    }

    @Test
    void afterTooManyErrorsTheRestIsNotTried() {
        bulk(1, """
                        {"method":"DELETE","path":"/Users/nobody"}""", """
                        {"method":"POST","path":"/Users","bulkId":"b","data":{"userName":"bob@acme.test"}}""").body("Operations.status", contains("404"));
        directory.get("/Users").then().body("totalResults", equalTo(0));
    }

    @Test
    void referencesInACircleAreRefused() {
        bulk(0, """
                        {"method":"POST","path":"/Groups","bulkId":"a","data":{"displayName":"A","members":[{"value":"bulkId:b"}]}}""", """
                        {"method":"POST","path":"/Groups","bulkId":"b","data":{"displayName":"B","members":[{"value":"bulkId:a"}]}}""", """
                        {"method":"POST","path":"/Groups","bulkId":"c","data":{"displayName":"C","members":[{"value":"bulkId:x"}]}}""").body("Operations.status", contains("409", "409", "400"));
    }

    @Test
    void aNameUsedTwiceIsRefusedBeforeAnythingIsDone() {
        String operation = "{\"method\":\"POST\",\"path\":\"/Users\",\"bulkId\":\"u\",\"data\":{\"userName\":\"%s\"}}";
        bulk(0, operation.formatted("ada"), operation.formatted("bob"))
                .statusCode(400)
                .body("scimType", equalTo("invalidValue"));
        directory.get("/Users").then().body("totalResults", equalTo(0));
    }

    @Test
    void searchesAreNoOperations() {
        bulk(0, """
                {"method":"POST","path":"/Users/.search","bulkId":"s","data":{"filter":"userName pr"}}""").body("Operations.status", contains("405"));
    }

    @Test
    void aThousandOperationsFitAndOneMoreDoesNot() {
        String operation = "{\"method\":\"DELETE\",\"path\":\"/Users/nobody\"}";
        bulk(0, Collections.nCopies(1_000, operation).toArray(String[]::new))
                .statusCode(200)
                .body("Operations", hasSize(1_000));
        bulk(0, Collections.nCopies(1_001, operation).toArray(String[]::new)).statusCode(413);
    }

    private ValidatableResponse bulk(int failOnErrors, String... operations) {
        String body =
                "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:BulkRequest\"],\"failOnErrors\":%d,\"Operations\":[%s]}";
        return directory
                .post("/Bulk", body.formatted(failOnErrors, String.join(",", operations)))
                .then();
    }
}
