package dev.muster.api;

import static dev.muster.api.Calls.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;

import dev.muster.support.Tenants;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What PostgreSQL cannot hold, wherever an application may write it, is the application's mistake and told as one. */
@QuarkusTest
class BadInputTest {

    private static final String NUL = "a\u0000b";
    private static final List<String> FAR_AWAY =
            List.of("+999999999-12-31T23:59:59Z", "+300000-01-01T00:00:00Z", "9999-12-31T23:59:59-18:00");

    @Inject
    Tenants tenants;

    Calls calls;
    String organization;
    String directory;
    String endpoint;

    @BeforeEach
    void aTenant() {
        calls = as(tenants.fresh());
        organization = calls.organization("Acme");
        directory = calls.directory(organization, "Acme");
        endpoint = calls.post(
                        "/webhook_endpoints",
                        Map.of("endpoint_url", "https://app.example.com", "events", List.of("dsync.user.created")))
                .path("id");
    }

    @Test
    void addressesWithNulAreRefused() {
        var answers = new ArrayList<Response>();
        for (String path : List.of(
                "/organizations?search=%s",
                "/organizations?domains=%s",
                "/organizations/external_id/%s",
                "/directories?search=%s",
                "/directories?domain=%s",
                "/directory_users?directory=" + directory + "&email=%s",
                "/directory_users?directory=" + directory + "&idp_id=%s",
                "/directories/" + directory + "/requests?user=%s",
                "/directories/" + directory + "/schema_extensions/%s",
                "/authorization/roles/%s",
                "/audit_log?target=%s",
                "/audit_log?action=%s",
                "/events?events=%s",
                "/organizations/%s")) {
            answers.add(calls.get(path.formatted("a%00b")));
        }
        answers.add(calls.delete("/directory_attributes/a%00b"));
        answers.add(calls.patch("/directory_attributes/a%00b", Map.of("enabled", true)));
        answers.add(calls.patch("/authorization/roles/a%00b", Map.of("name", "x")));
        assertThat(answers).allSatisfy(BadInputTest::isRefused);
    }

    @Test
    void bodiesWithNulAreRefused() {
        var answers = List.of(
                calls.post("/organizations", Map.of("name", NUL)),
                calls.post("/organizations", Map.of("name", "Acme", "metadata", Map.of("note", NUL))),
                calls.post("/organizations", Map.of("name", "Acme", "metadata", Map.of(NUL, "note"))),
                calls.post("/organizations", Map.of("name", "Acme", "domains", List.of(NUL))),
                calls.post(
                        "/webhook_endpoints", Map.of("endpoint_url", "https://x.example.com", "events", List.of(NUL))),
                calls.post("/authorization/roles", Map.of("slug", "x", "name", "x", "description", NUL)),
                calls.put(
                        "/directories/" + directory + "/attribute_mappings",
                        Map.of("mappings", Map.of("job_title", NUL))),
                calls.put(
                        "/directories/" + directory + "/attribute_mappings", Map.of("mappings", Map.of(NUL, "title"))),
                calls.put(
                        "/directories/" + directory + "/schema_extensions/urn:acme:hr",
                        Map.of(
                                "name",
                                "Hr",
                                "attributes",
                                List.of(Map.of("name", "badge", "canonicalValues", List.of(NUL))))),
                calls.post("/organizations", "{\"name\":\"\\ud800\"}"),
                calls.patch("/authorization/role_settings", Map.of("default_role", NUL)),
                calls.patch("/authorization/role_settings", Map.of("priority_order", List.of(NUL))));
        assertThat(answers).allSatisfy(BadInputTest::isRefused);
    }

    @Test
    void timesOutsideOfEveryCalendarAreRefused() {
        List<UnaryOperator<String>> addresses = List.of(
                time -> "/events?events=dsync.user.created&range_start=" + time,
                time -> "/events?events=dsync.user.created&range_end=" + time,
                time -> "/directories/" + directory + "/requests?range_start=" + time);
        for (String time : FAR_AWAY) {
            String encoded = time.replace("+", "%2B");
            assertThat(addresses).allSatisfy(address -> isRefused(calls.get(address.apply(encoded))));
            isRefused(calls.post("/directories/" + directory + "/tokens", Map.of("expires_at", time)));
            isRefused(calls.post("/webhook_endpoints/" + endpoint + "/replay", Map.of("since", time)));
            isRefused(calls.post("/webhook_endpoints/" + endpoint + "/replay", Map.of("failed_since", time)));
        }
    }

    @Test
    void timesBeforeEverythingMeanFromTheBeginning() {
        for (String time : List.of("0001-01-01T00:00:00Z", "-999999999-01-01", "1969-12-31")) {
            await().untilAsserted(() -> calls.get("/events?events=organization.created&range_start=" + time)
                    .then()
                    .statusCode(200)
                    .body("data", hasSize(1)));
            calls.get("/directories/" + directory + "/requests?range_start=" + time)
                    .then()
                    .statusCode(200);
            isRefused(calls.post("/directories/" + directory + "/tokens", Map.of("expires_at", time)));
        }
    }

    @Test
    void aDomainNamedTwiceIsOneDomain() {
        var twice = List.of(
                Map.of("domain", "twice.example.com", "state", "pending"),
                Map.of("domain", "Twice.example.com", "state", "verified"));
        calls.post("/organizations", Map.of("name", "Twice", "domain_data", twice))
                .then()
                .statusCode(201)
                .body("domains.domain", contains("twice.example.com"))
                .body("domains.state", contains("pending"));
    }

    private static void isRefused(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isBetween(400, 499);
        assertThat(answer.contentType()).startsWith("application/json");
    }
}
