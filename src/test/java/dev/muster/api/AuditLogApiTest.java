package dev.muster.api;

import static dev.muster.api.Calls.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.muster.support.People;
import dev.muster.support.Tenants;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AuditLogApiTest {

    @Inject
    Tenants tenants;

    @Inject
    People people;

    @Test
    void everyDeedIsOnRecordAndWhatTheProviderPushesIsNot() {
        var tenant = tenants.fresh();
        var calls = as(tenant);
        String organization = calls.organization("Acme");
        String directory = calls.directory(organization, "Acme");
        String ada = people.user(tenant, directory, "ada");
        calls.patch("/directories/" + directory, Map.of("name", "Renamed"));
        calls.delete("/directory_users/" + ada);
        calls.delete("/directories/" + directory);

        calls.get("/audit_log?order=asc")
                .then()
                .statusCode(200)
                .body(
                        "data.action",
                        contains(
                                "organization.created",
                                "directory.created",
                                "dsync.token.created",
                                "directory.updated",
                                "directory_user.removed",
                                "directory.deleted"))
                .body("data[0].actor.type", equalTo("api_key"))
                .body("data[0].actor.name", equalTo("Test key"))
                .body("data[0].actor.address", notNullValue());
        calls.get("/audit_log?target=" + organization).then().body("data.action", contains("organization.created"));
    }

    @Test
    void aRefusedDeedLeavesNoEntry() {
        var calls = as(tenants.fresh());
        calls.post("/organizations", Map.of("name", "Acme", "domains", List.of("gmail.com")));
        calls.delete("/directories/directory_01EHWNCE74X7JSDV0X3SZ3PJNY");
        calls.get("/audit_log").then().body("data", hasSize(0));
    }

    @Test
    void keysAreShownOnceAndRevokedForGood() {
        var calls = as(tenants.fresh());
        var created = calls.post("/api_keys", Map.of("name", "Second"))
                .then()
                .statusCode(201)
                .body("key", matchesPattern("sk_[0-9A-Za-z]{38}"))
                .body("last_used_at", nullValue())
                .extract()
                .jsonPath();
        var second = new Calls(created.getString("key"));
        second.get("/api_keys").then().body("data", hasSize(2)).body("data[0].key", nullValue());
        calls.delete("/api_keys/" + created.getString("id")).then().statusCode(204);
        calls.delete("/api_keys/" + created.getString("id")).then().statusCode(404);
        assertThat(second.get("/organizations").statusCode()).isEqualTo(401);
    }
}
