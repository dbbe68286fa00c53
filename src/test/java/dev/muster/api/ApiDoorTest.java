package dev.muster.api;

import static dev.muster.api.Calls.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import dev.muster.support.Tenants;
import dev.muster.support.wire.Answer;
import dev.muster.support.wire.Call;
import dev.muster.support.wire.Wire;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for all calls, whatever they are about. */
@QuarkusTest
class ApiDoorTest {

    @Inject
    Tenants tenants;

    @TestHTTPResource
    URI base;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                "Bearer sk_short",
                "Bearer sk_0123456789012345678901234567890123456789",
                "Basic c2s6",
                "sk_0123456789012345678901234567890123456789"
            })
    void whoHasNoKeyIsTurnedAway(String authorization) {
        given().header("Authorization", authorization)
                .get("/organizations")
                .then()
                .statusCode(401)
                .header("X-Request-ID", matchesPattern("[0-9a-f-]{36}"))
                .contentType("application/json")
                .body("$", equalTo(Map.of("message", "Unauthorized")));
        given().get("/events").then().statusCode(401);
    }

    @Test
    void strangeHeadersAreTurnedAwayWithoutAnAccident() throws Exception {
        String key = tenants.fresh().apiKey();
        assertThat(status("Authorization: Bearer " + key)).isEqualTo(200);
        assertThat(status("authorization: bearer   " + key)).isEqualTo(200);
        assertThat(status("Authorization: Bearer " + key, "Authorization: Bearer " + key))
                .isEqualTo(401);
        assertThat(status("Authorization: Bearer sk_" + "x".repeat(7_000))).isEqualTo(401);
        assertThat(status("Authorization: Bearer sk_" + "x".repeat(10_000))).isBetween(400, 499);
        assertThat(status("Authorization: Bearer sk_\u00e9\u4e2d" + "x".repeat(40)))
                .isBetween(400, 401);
        assertThat(status("Authorization: Bearer sk_\u0001" + "x".repeat(40))).isBetween(400, 401);
    }

    @Test
    void whatIsNotThereIsSaidInJson() {
        var calls = as(tenants.fresh());
        for (String path : new String[] {
            "/organizations/org_x/nothing", "/directories/x/y/z", "/webhook_endpoints/x/y/z", "/organizations/%2F"
        }) {
            calls.get(path)
                    .then()
                    .statusCode(404)
                    .contentType("application/json")
                    .body("error", equalTo(null));
        }
        calls.request()
                .contentType("application/json")
                .body("{}")
                .patch("/organizations")
                .then()
                .statusCode(405)
                .contentType("application/json")
                .header("X-Request-ID", matchesPattern("[0-9a-f-]{36}"));
    }

    @Test
    void aContentTypeOnGetAndNoneOnPostAreBothFine() {
        var calls = as(tenants.fresh());
        calls.request()
                .contentType("application/json")
                .get("/organizations")
                .then()
                .statusCode(200);
        calls.request()
                .accept("application/json, text/plain, */*")
                .get("/organizations")
                .then()
                .statusCode(200);
        var answer = new Wire()
                .send(new Call(
                        "POST",
                        base.resolve("/organization_domains/org_domain_x/verify")
                                .toString(),
                        Map.of("Authorization", "Bearer " + calls.apiKey()),
                        Optional.empty()));
        assertThat(answer).extracting(Answer::status).isEqualTo(404);
        assertThat(answer.json().path("code").asText()).isEqualTo("entity_not_found");
    }

    @Test
    void aBodyThatIsTooLongIsRefusedInJsonBeforeItIsSent() throws Exception {
        assertThat(answerTo("Content-Length: 1048577\r\n\r\n"))
                .startsWith("HTTP/1.1 413 ")
                .endsWith("{\"message\":\"Request Entity Too Large\"}");
    }

    @Test
    void aBodyThatTurnsOutTooLongIsRefused() throws Exception {
        String chunk = "10000\r\n" + " ".repeat(0x10000) + "\r\n";
        assertThat(answerTo("Transfer-Encoding: chunked\r\n\r\n" + chunk.repeat(17) + "0\r\n\r\n"))
                .startsWith("HTTP/1.1 413 ");
    }

    @Test
    void otherDoorsKeepTheirOwnWords() {
        given().get("/q/health/live").then().statusCode(200).header("X-Request-ID", nullValue());
        given().get("/organizationsx").then().statusCode(404).header("X-Request-ID", nullValue());
    }

    @Test
    void everyAnswerHasItsOwnRequestId() {
        var calls = as(tenants.fresh());
        assertThat(calls.get("/organizations").header("X-Request-ID"))
                .isNotEqualTo(calls.get("/organizations").header("X-Request-ID"));
    }

    private String answerTo(String lengthAndBody) throws Exception {
        try (var socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout(10_000);
            String head = "POST /organizations HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                    + tenants.fresh().apiKey() + "\r\n";
            socket.getOutputStream().write((head + lengthAndBody).getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private int status(String... headers) throws Exception {
        try (var socket = new Socket(base.getHost(), base.getPort())) {
            String request = "GET /organizations HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                    + String.join("\r\n", headers) + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            InputStream answer = socket.getInputStream();
            String text = new String(answer.readNBytes(12), StandardCharsets.US_ASCII);
            return Integer.parseInt(text.substring(9));
        }
    }
}
