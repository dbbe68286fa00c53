package dev.muster.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.id.IdType;
import dev.muster.support.Dump;
import dev.muster.support.FakeReceiver;
import dev.muster.tenant.Operator;
import dev.muster.tenant.SignInLinks;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whoever gets hold of a backup finds nothing in it that opens a door. */
@QuarkusTest
class SecretsAtRestTest {

    @Inject
    Teams teams;

    @Inject
    SignInLinks links;

    private final Map<String, String> secrets = new LinkedHashMap<>();

    @Test
    void noTableHoldsASecretInPlainText() throws Exception {
        var team = teams.fresh();
        var visit = team.visit();
        secrets.put("API key", team.tenant().apiKey());
        secrets.put("password", Teams.PASSWORD);
        secrets.put("session", visit.cookie("muster-session"));
        secrets.put("one-time link", links.issue(team.tenant().teamId()).reveal());
        secrets.put(
                "invitation",
                links.invite(team.operator(), "new-" + team.tenant().teamId() + "@muster.test", Operator.Role.VIEWER)
                        .reveal());
        secrets.put("password link", links.forgotten(team.operator()).reveal());
        useADirectory(team);
        useAWebhook(team, visit);

        Dump dump = Dump.take();
        String environment = IdType.ENVIRONMENT.print(team.tenant().environmentId());
        assertThat(dump.tablesWith(team.tenant().environmentId().toString()))
                .as("the dump has rows of %s", environment)
                .contains("api_key", "directory_token", "webhook_endpoint");
        secrets.forEach((what, secret) -> {
            byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
            assertThat(dump.tablesWith(secret)).as(what).isEmpty();
            assertThat(dump.tablesWith(HexFormat.of().formatHex(bytes)))
                    .as(what + " as bytes")
                    .isEmpty();
            assertThat(dump.tablesWith(Base64.getEncoder().encodeToString(bytes)))
                    .as(what + " in base64")
                    .isEmpty();
        });
    }

    /** Requests leave traces in more tables than the one of the token. */
    private void useADirectory(Teams.Team team) {
        String organization =
                api(team).body(Map.of("name", "Acme")).post("/organizations").path("id");
        var directory = api(team)
                .body(Map.of("organization_id", organization, "name", "Acme", "type", "okta scim v2.0"))
                .post("/directories")
                .jsonPath();
        String token = directory.getString("bearer_token");
        secrets.put("directory token", token);
        String path = java.net.URI.create(directory.getString("endpoint")).getPath();
        for (String body :
                new String[] {"{\"userName\":\"ada\",\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"]}", "{"
                }) {
            RestAssured.given()
                    .auth()
                    .oauth2(token)
                    .contentType("application/scim+json")
                    .body(body)
                    .post(path + "/Users");
        }
    }

    private void useAWebhook(Teams.Team team, Visit visit) {
        try (var receiver = FakeReceiver.start()) {
            var endpoint = api(team)
                    .body(Map.of("endpoint_url", receiver.url(), "events", java.util.List.of("dsync.user.created")))
                    .post("/webhook_endpoints")
                    .jsonPath();
            String path = "/webhook_endpoints/" + endpoint.getString("id");
            String secret = endpoint.getString("secret");
            receiver.next(FakeReceiver.Answer.status(500, "no"));
            api(team).body(Map.of("event", "dsync.user.created")).post(path + "/test");
            secrets.put("webhook secret", secret);
            secrets.put("webhook secret without prefix", secret.substring("whsec_".length()));
            secrets.put(
                    "webhook secret decoded",
                    new String(Base64.getDecoder().decode(secret.substring(6)), StandardCharsets.ISO_8859_1));
            secrets.put(
                    "signature",
                    receiver.received().getFirst().header("WorkOS-Signature").split("v1=")[1]);
            String rotated = api(team)
                    .body(Map.of("overlap_seconds", 60))
                    .post(path + "/rotate_secret")
                    .path("secret");
            secrets.put("rotated webhook secret", rotated);
            visit.post(team.home() + "/webhooks/" + endpoint.getString("id") + "/secret")
                    .then()
                    .statusCode(200);
        }
    }

    private static io.restassured.specification.RequestSpecification api(Teams.Team team) {
        return RestAssured.given().auth().oauth2(team.tenant().apiKey()).contentType("application/json");
    }
}
