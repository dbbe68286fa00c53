package dev.muster.scim;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.id.IdType;
import dev.muster.support.Superuser;
import dev.muster.support.Tenants;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The bearer tokens of a directory: two for a rotation, an end by date or by hand, and whatever strangers send instead. */
@QuarkusTest
class ScimCredentialsTest {

    @Inject
    Tenants tenants;

    @TestHTTPResource("/")
    URI server;

    private Tenants.Tenant tenant;
    private String directory;
    private String path;
    private String first;

    @BeforeEach
    void makeDirectory() {
        tenant = tenants.fresh();
        String organization =
                api().body(Map.of("name", "Acme")).post("/organizations").path("id");
        JsonPath made = api().body(Map.of("organization_id", organization, "name", "Acme", "type", "okta scim v2.0"))
                .post("/directories")
                .jsonPath();
        directory = "/directories/" + made.getString("id");
        path = URI.create(made.getString("endpoint")).getPath();
        first = made.getString("bearer_token");
    }

    @Test
    void bothTokensWorkUntilTheOldOneEndsByItsDate() throws Exception {
        JsonPath second = token(Map.of("expires_at", "2090-01-01T00:00:00Z"));
        assertThat(List.of(status(first), status(second.getString("token")))).containsOnly(200);
        try (var database = Superuser.connect()) {
            database.execute("update directory_token set expires_at = now() where id = '"
                    + IdType.DIRECTORY_TOKEN.parse(second.getString("id")).orElseThrow() + "'");
        }
        Awaitility.await().atMost(Duration.ofSeconds(3)).until(() -> status(second.getString("token")) == 401);
        assertThat(status(first)).isEqualTo(200);
        // The expired one keeps no place.
        token(Map.of());
    }

    @Test
    void aRevokedTokenIsOutAtOnce() {
        JsonPath second = token(Map.of());
        assertThat(status(second.getString("token"))).isEqualTo(200);
        api().delete(directory + "/tokens/" + second.getString("id")).then().statusCode(204);
        assertThat(status(second.getString("token"))).isEqualTo(401);
        assertThat(status(first)).isEqualTo(200);
    }

    @Test
    void whateverStrangersSendIsTurnedAwayWithoutAnAccident() throws Exception {
        assertThat(raw("Authorization: Bearer " + first)).isEqualTo(200);
        assertThat(raw("authorization: bearer   " + first)).isEqualTo(200);
        assertThat(raw()).isEqualTo(401);
        for (String header : List.of(
                "",
                "Bearer",
                "Bearer ",
                first,
                "Basic " + first,
                "Bearer dst_",
                "Bearer " + first + "x",
                "Bearer " + first.substring(0, first.length() - 1),
                "Bearer dst_" + "x".repeat(38),
                "Bearer dst_" + "x".repeat(7_000),
                "Bearer " + tenant.apiKey())) {
            assertThat(raw("Authorization: " + header)).as(header).isEqualTo(401);
        }
        assertThat(raw("Authorization: Bearer dst_\u00e9\u4e2d" + "x".repeat(36)))
                .isBetween(400, 401);
        assertThat(raw("Authorization: Bearer dst_" + "x".repeat(10_000))).isBetween(400, 499);
    }

    private JsonPath token(Map<String, String> body) {
        return api().body(body)
                .post(directory + "/tokens")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    private int status(String token) {
        return given().auth().oauth2(token).get(path + "/Users").statusCode();
    }

    private io.restassured.specification.RequestSpecification api() {
        return given().auth().oauth2(tenant.apiKey()).contentType("application/json");
    }

    /** Past every client that would tidy up the headers. */
    private int raw(String... headers) throws Exception {
        try (var socket = new Socket("localhost", server.getPort())) {
            var request =
                    new StringBuilder("GET " + path + "/Users HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
            for (String header : headers) {
                request.append(header).append("\r\n");
            }
            socket.getOutputStream().write(request.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
            var answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            return Integer.parseInt(answer.readLine().split(" ")[1]);
        }
    }
}
