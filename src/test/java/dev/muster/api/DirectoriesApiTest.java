package dev.muster.api;

import static dev.muster.api.Calls.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.muster.support.Tenants;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DirectoriesApiTest {

    @Inject
    Tenants tenants;

    @Test
    void aNewDirectoryComesWithItsEndpointAndItsTokenOnce() {
        var calls = as(tenants.fresh());
        String organization = calls.organization("Acme");
        var created = calls.post(
                        "/directories",
                        Map.of("organization_id", organization, "name", "Acme Okta", "type", "okta scim v2.0"))
                .then()
                .statusCode(201)
                .header("Content-Type", equalTo("application/json;charset=utf-8"))
                .header("X-Request-ID", matchesPattern("[0-9a-f-]{36}"))
                .body("object", equalTo("directory"))
                .body("state", equalTo("unlinked"))
                .body("external_key", matchesPattern("[A-Za-z0-9]{16}"))
                .body("bearer_token", startsWith("dst_"))
                .extract()
                .jsonPath();
        assertThat(created.getString("endpoint")).endsWith("/scim/v2/" + created.getString("external_key"));

        calls.get("/directories/" + created.getString("id"))
                .then()
                .statusCode(200)
                .body("endpoint", endsWith(created.getString("external_key")))
                .body("bearer_token", nullValue())
                .body("metadata.users.active", equalTo(0))
                .body("metadata.groups", equalTo(0));
        calls.get("/directories?organization_id=" + organization).then().body("data", hasSize(1));
    }

    @Test
    void aDeletedDirectoryIsGoneAtOnce() {
        var calls = as(tenants.fresh());
        String id = calls.directory(calls.organization("Acme"), "Acme");
        calls.delete("/directories/" + id)
                .then()
                .statusCode(202)
                .header("Content-Length", equalTo("0"))
                .body(emptyString());

        calls.get("/directories/" + id).then().statusCode(404).body("code", equalTo("entity_not_found"));
        calls.delete("/directories/" + id).then().statusCode(404);
        calls.get("/directories").then().body("data", hasSize(0)).body("list_metadata.after", nullValue());
    }

    @Test
    void anUnknownTypeIsRefusedWithTheAllowedOnes() {
        var calls = as(tenants.fresh());
        calls.post("/directories", Map.of("organization_id", calls.organization("Acme"), "name", "A", "type", "ldap"))
                .then()
                .statusCode(422)
                .body("message", equalTo("Validation failed"))
                .body("errors[0].field", equalTo("type"))
                .body("errors[0].code", startsWith("type must be one of: onelogin scim v2.0, okta scim v2.0"));
    }

    @Test
    void aPausedDirectoryIsUnlinkedToSdksAndGoesBackToWhatItWas() {
        var calls = as(tenants.fresh());
        String id = calls.directory(calls.organization("Acme"), "Acme");
        calls.patch("/directories/" + id, Map.of("state", "paused", "name", "Renamed"))
                .then()
                .statusCode(200)
                .body("state", equalTo("unlinked"))
                .body("paused", equalTo(true))
                .body("name", equalTo("Renamed"));
        calls.patch("/directories/" + id, Map.of("state", "linked"))
                .then()
                .body("state", equalTo("unlinked"))
                .body("paused", equalTo(false));
    }

    @Test
    void aLabelStandsInTheEndpointAndBelongsToOneDirectory() {
        var calls = as(tenants.fresh());
        String organization = calls.organization("Acme");
        String label = "acme-" + System.nanoTime();
        String first = calls.directory(organization, "First");
        String second = calls.directory(organization, "Second");
        calls.patch("/directories/" + first, Map.of("label", label)).then().body("endpoint", endsWith("/" + label));
        calls.patch("/directories/" + second, Map.of("label", label))
                .then()
                .statusCode(409)
                .body("code", equalTo("label_already_used"));
        calls.patch("/directories/" + second, Map.of("label", "No spaces"))
                .then()
                .statusCode(422);
    }

    @Test
    void atMostTwoTokensAreActive() {
        var calls = as(tenants.fresh());
        String tokens = "/directories/" + calls.directory(calls.organization("Acme"), "Acme") + "/tokens";
        String second = calls.post(tokens, Map.of())
                .then()
                .statusCode(201)
                .body("token", startsWith("dst_"))
                .body("last_used_at", nullValue())
                .extract()
                .path("id");
        calls.post(tokens, Map.of()).then().statusCode(409).body("code", equalTo("too_many_directory_tokens"));
        calls.get(tokens).then().body("data", hasSize(2)).body("data[0].token", nullValue());
        calls.delete(tokens + "/" + second).then().statusCode(204);
        calls.delete(tokens + "/" + second).then().statusCode(404);
        calls.post(tokens, Map.of("expires_at", "2020-01-01T00:00:00Z")).then().statusCode(422);
        calls.post(tokens, Map.of("expires_at", "2090-01-01T00:00Z"))
                .then()
                .statusCode(201)
                .body("expires_at", equalTo("2090-01-01T00:00:00.000Z"));
    }
}
