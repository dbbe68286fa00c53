package dev.muster.api;

import static dev.muster.api.Calls.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.muster.support.Superuser;
import dev.muster.support.Tenants;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ApiIdempotencyTest {

    private static final String ACME = "{\"name\":\"Acme\"}";

    @Inject
    Tenants tenants;

    Tenants.Tenant tenant;
    Calls calls;
    String key;

    @BeforeEach
    void aKey() {
        tenant = tenants.fresh();
        calls = as(tenant);
        key = UUID.randomUUID().toString();
    }

    @Test
    void theSameRequestGetsTheSameAnswer() {
        Response first = post(calls, "/organizations", ACME, key);
        Response second = post(calls, "/organizations", ACME, key);
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.asString()).isEqualTo(first.asString());
        assertThat(second.contentType()).isEqualTo(first.contentType());
        assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(second.header("X-Request-ID")).isNotEqualTo(first.header("X-Request-ID"));
        calls.get("/organizations").then().body("data", hasSize(1));
    }

    @Test
    void anotherPayloadIsRefusedInWorkOSsWords() {
        post(calls, "/organizations", ACME, key);
        post(calls, "/organizations", "{\"name\":\"Bolt\"}", key)
                .then()
                .statusCode(400)
                .body("$", aMapWithSize(1))
                .body(
                        "message",
                        equalTo("Another idempotency key (" + key + ") with different request parameters was found. "
                                + "Please use a different idempotency key."));
    }

    @Test
    void aKeyCountsForOneApiKeyAndOnePath() {
        String id = post(calls, "/organizations", ACME, key).path("id");
        assertThat(post(as(tenants.fresh()), "/organizations", ACME, key).<String>path("id"))
                .isNotEqualTo(id);
        assertThat(post(new Calls(calls.post("/api_keys", ACME).path("key")), "/organizations", ACME, key)
                        .<String>path("id"))
                .isNotEqualTo(id);
        assertThat(post(calls, "/api_keys", ACME, key).<String>path("object")).isEqualTo("api_key");
    }

    @Test
    void manyAtOnceMakeOne() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Response> request = () -> post(calls, "/organizations", ACME, key);
            List<String> bodies = threads
                    .invokeAll(Stream.generate(() -> request).limit(40).toList())
                    .stream()
                    .map(Future::resultNow)
                    .map(Response::asString)
                    .distinct()
                    .toList();
            assertThat(bodies).singleElement().asString().contains("\"name\":\"Acme\"");
        }
        calls.get("/organizations").then().body("data", hasSize(1));
    }

    @Test
    void whatFailedIsTriedAnew() {
        String wish = "{\"name\":\"Bolt\",\"domain_data\":[{\"domain\":\"acme.example.com\",\"state\":\"verified\"}]}";
        String holder = calls.post("/organizations", wish).path("id");
        post(calls, "/organizations", wish, key).then().statusCode(409);
        calls.delete("/organizations/" + holder).then().statusCode(202);
        post(calls, "/organizations", wish, key).then().statusCode(201);
        post(calls, "/organizations", "no json", "other").then().statusCode(400);
        post(calls, "/organizations", ACME, "other").then().statusCode(201);
    }

    @Test
    void aSecretIsReplayedAndNotReadableInTheDatabase() throws Exception {
        String body = "{\"organization_id\":\"%s\",\"name\":\"Acme\",\"type\":\"okta scim v2.0\"}"
                .formatted(calls.organization("Acme"));
        String token = post(calls, "/directories", body, key).path("bearer_token");
        assertThat(post(calls, "/directories", body, key).<String>path("bearer_token"))
                .isEqualTo(token);
        try (var database = Superuser.connect()) {
            assertThat(database.value("select count(*) from idempotent_answer where environment_id = '"
                            + tenant.environmentId() + "' and status = 201"))
                    .isEqualTo("1");
            assertThat(database.value("select count(*) from idempotent_answer where position(convert_to('"
                            + token.substring(4, 20) + "', 'UTF8') in sealed) > 0"))
                    .isEqualTo("0");
        }
    }

    @Test
    void afterAMinuteItIsANewRequest() throws Exception {
        String id = post(calls, "/organizations", ACME, key).path("id");
        try (var database = Superuser.connect()) {
            database.execute("update idempotent_answer set expires_at = now() where environment_id = '"
                    + tenant.environmentId() + "'");
        }
        assertThat(post(calls, "/organizations", "{\"name\":\"Bolt\"}", key).<String>path("id"))
                .isNotEqualTo(id);
    }

    @Test
    void whatWasDoneByAServerThatDiedIsNotDoneAgain() throws Exception {
        String id = post(calls, "/organizations", ACME, key).path("id");
        try (var database = Superuser.connect()) {
            database.execute("update idempotent_answer set status = null, sealed = null,"
                    + " done_at = now() - interval '1 minute' where environment_id = '" + tenant.environmentId() + "'");
        }
        post(calls, "/organizations", ACME, key)
                .then()
                .statusCode(409)
                .body("code", equalTo("idempotent_answer_lost"))
                .body("entity_id", equalTo(id));
        calls.get("/organizations").then().body("data", hasSize(1));
    }

    /** 12.17: the Java SDK has the same key for the same request, whenever it is sent. */
    @Test
    void keysThatAreDigestsDoNotOutliveTheAnswer() {
        String digest = "retry-" + "0123456789abcdef".repeat(4);
        String first = post(calls, "/organizations", ACME, digest).path("id");
        calls.delete("/organizations/" + first);
        await().untilAsserted(() -> assertThat(
                        post(calls, "/organizations", ACME, digest).<String>path("id"))
                .isNotEqualTo(first));
    }

    @Test
    void onlyPostsAreReplayed() {
        String acme = "/organizations/" + calls.organization("Acme");
        calls.request().header("Idempotency-Key", key).delete(acme).then().statusCode(202);
        calls.request().header("Idempotency-Key", key).delete(acme).then().statusCode(404);
    }

    private static Response post(Calls calls, String path, String body, String key) {
        return calls.request()
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body(body)
                .post(path);
    }
}
