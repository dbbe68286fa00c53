package dev.muster.api;

import static dev.muster.api.Calls.as;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.muster.support.Tenants;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EndpointsApiTest {

    private static final String URL = "https://app.example.com/hook";
    private static final List<String> TYPES = List.of("dsync.user.created", "connection.activated");

    @Inject
    Tenants tenants;

    Calls calls;

    @BeforeEach
    void aTenant() {
        calls = as(tenants.fresh());
    }

    @Test
    void anEndpointFromCreationToDeletion() {
        String id = create().then()
                .statusCode(201)
                .body("object", equalTo("webhook_endpoint"))
                .body("secret", startsWith("whsec_"))
                .body("status", equalTo("enabled"))
                .body("events", equalTo(TYPES))
                .extract()
                .path("id");
        calls.get("/webhook_endpoints")
                .then()
                .body("data.id", contains(id))
                .body("data[0].secret", startsWith("whsec_"));
        calls.patch("/webhook_endpoints/" + id, Map.of("status", "disabled", "rate_per_second", 5))
                .then()
                .statusCode(200)
                .body("status", equalTo("disabled"))
                .body("rate_per_second", equalTo(5))
                .body("endpoint_url", equalTo(URL));
        calls.delete("/webhook_endpoints/" + id).then().statusCode(204);
        calls.delete("/webhook_endpoints/" + id).then().statusCode(404);
        calls.patch("/webhook_endpoints/" + id, Map.of()).then().statusCode(404);
    }

    @Test
    void aUrlIsUsedOnce() {
        create();
        create().then().statusCode(409).body("code", equalTo("duplicate_endpoint"));
    }

    @Test
    void whatCannotBeAnEndpointIsRefused() {
        calls.post("/webhook_endpoints", Map.of("endpoint_url", "ftp://x", "events", TYPES))
                .then()
                .statusCode(422)
                .body("code", equalTo("invalid_url"))
                .body("errors[0].code", equalTo("invalid_url"));
        calls.post("/webhook_endpoints", Map.of("endpoint_url", URL, "events", List.of("dsync.token.created", "x")))
                .then()
                .statusCode(422)
                .body("code", equalTo("invalid_request_parameters"))
                .body("errors.code", contains("unknown_event_type", "unknown_event_type"));
        calls.post("/webhook_endpoints", Map.of("events", List.of()))
                .then()
                .statusCode(422)
                .body("errors", hasSize(2));
    }

    @Test
    void aSecretIsRotatedWithAnOverlap() {
        var before = create().then().extract().jsonPath();
        calls.post("/webhook_endpoints/" + before.getString("id") + "/rotate_secret", Map.of("overlap_seconds", 3_600))
                .then()
                .statusCode(200)
                .body("secret", not(equalTo(before.getString("secret"))))
                .body("previous_secret_until", notNullValue());
        calls.post("/webhook_endpoints/we_x/rotate_secret", Map.of()).then().statusCode(404);
    }

    @Test
    void deliveriesAreListedTestedAndReplayed() {
        String endpoint = "/webhook_endpoints/" + create().path("id");
        calls.post(endpoint + "/test", Map.of("event", "dsync.user.created"))
                .then()
                .statusCode(200)
                .body("object", equalTo("delivery_attempt"))
                .body("trigger", equalTo("test"));
        calls.get(endpoint + "/deliveries").then().body("data.event", contains("dsync.user.created"));
        calls.post(endpoint + "/replay", Map.of("failed_since", "2026-01-01T00:00Z"))
                .then()
                .statusCode(202)
                .body("object", equalTo("replay"));
        calls.post(endpoint + "/replay", Map.of("event_id", "event_01EHWNCE74X7JSDV0X3SZ3PJNY"))
                .then()
                .statusCode(404);
        calls.post(endpoint + "/replay", Map.of()).then().statusCode(422);
    }

    private Response create() {
        return calls.post("/webhook_endpoints", Map.of("endpoint_url", URL, "events", TYPES));
    }
}
