package dev.muster.health;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.id.IdType;
import dev.muster.provider.ProviderType;
import dev.muster.support.Superuser;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Findings about how the provider reaches Muster and what it is refused: seen when there is evidence, and only then. */
@QuarkusTest
class RequestHealthTest extends HealthFixture {

    @Test
    void aNewDirectoryIsAChecklistToTick() {
        var scim = directories.of(ProviderType.ONELOGIN);
        var before = health(scim);
        assertThat(before.getString("state")).isEqualTo("never_contacted");
        assertThat(codes(before)).containsExactly("never_contacted");
        assertThat(before.getString("findings[0].remedy")).contains("OneLogin", "SCIM Base URL");
        assertThat(done(before)).containsExactly("token_created");

        scim.get("/Users");
        assertThat(done(health(scim))).containsExactly("token_created", "url_reached", "token_accepted");
        assertThat(health(scim).getString("state")).isEqualTo("probing");

        String ada = person(scim, "ada");
        String crew = scim.group("Crew", ada);
        var after = health(scim);
        assertThat(after.getString("state")).isEqualTo("syncing");
        assertThat(codes(after)).isEmpty();
        assertThat(done(after))
                .containsExactly(
                        "token_created",
                        "url_reached",
                        "token_accepted",
                        "first_user",
                        "first_group",
                        "first_membership");
        assertThat(after.getString("checklist.find { it.code == 'first_group' }.at"))
                .isNotNull();

        scim.delete("/Groups/" + crew);
        scim.delete("/Users/" + ada);
        assertThat(done(health(scim))).as("what was done stays done").contains("first_user", "first_group");
    }

    @Test
    void aWrongTokenIsToldUntilARightOneComes() {
        var scim = directories.of(ProviderType.OKTA);
        scim.anonymous().header("Authorization", "Bearer dst_wrong").get("/Users");
        scim.anonymous().get("/Users");
        var rejected = health(scim);
        assertThat(rejected.getString("state")).isEqualTo("rejected");
        var finding = finding(rejected, "token_rejected");
        assertThat(finding).containsEntry("count", 2).containsEntry("severity", "error");
        assertThat(finding.get("request_id").toString()).startsWith("directory_request_");
        assertThat(finding.get("remedy").toString()).contains("Okta");

        scim.get("/Users");
        assertThat(codes(health(scim))).doesNotContain("token_rejected");
    }

    @Test
    void aWrongAddressIsToldButAnUnknownPersonIsNot() {
        var scim = directories.of(ProviderType.OKTA);
        scim.get("/Users/directory_user_01KAQ4M0Z7V3T9C2X8B6N5W1RD");
        assertThat(codes(health(scim))).doesNotContain("wrong_address");
        scim.get("/Users/Users");
        scim.get("/v2/Users");
        assertThat(finding(health(scim), "wrong_address").get("evidence").toString())
                .contains("/v2/Users");
    }

    @Test
    void aConflictNamesItsHolderUntilItIsSolved() {
        var scim = directories.of(ProviderType.OKTA);
        String ada = person(scim, "ada");
        person(scim, "bob");
        scim.post("/Users", "{\"userName\":\"ADA\"}");
        var conflict = finding(health(scim), "name_conflict");
        assertThat(conflict.get("evidence").toString()).contains(ada);
        assertThat(conflict).extracting("subject.name").isEqualTo("ADA");

        scim.put("/Users/" + ada, user("ada"));
        assertThat(codes(health(scim))).doesNotContain("name_conflict");
    }

    @Test
    void dataThatCannotBeReadNamesThePerson() {
        var scim = directories.of(ProviderType.GENERIC);
        scim.post("/Users", "{\"userName\":\"ada\",\"active\":\"perhaps\"}");
        var finding = finding(health(scim), "invalid_data");
        assertThat(finding).extracting("subject.name").isEqualTo("ada");
        assertThat(finding.get("evidence").toString()).contains("active");
        person(scim, "ada");
        assertThat(codes(health(scim))).doesNotContain("invalid_data");
    }

    @Test
    void theWrongConnectorIsToldInWords() {
        var scim = directories.of(ProviderType.ONELOGIN);
        scim.post("/Users", "{\"schemas\":[\"urn:scim:schemas:core:1.0\"],\"userName\":\"ada\"}");
        assertThat(codes(health(scim))).contains("wrong_connector").doesNotContain("invalid_data");
    }

    @Test
    void whatIsSentToAnIdNobodyHasIsToldUnlessItIsOnlyALookUp() {
        var scim = directories.of(ProviderType.OKTA);
        String nobody = "/Users/directory_user_01KAQ4M0Z7V3T9C2X8B6N5W1RD";
        scim.get(nobody);
        scim.delete(nobody);
        assertThat(codes(health(scim))).doesNotContain("unknown_resource");
        scim.put(nobody, user("ada"));
        assertThat(codes(health(scim))).contains("unknown_resource");
    }

    @Test
    void requestsWhilePausedAreTold() {
        var scim = directories.of(ProviderType.OKTA);
        person(scim, "ada");
        request(scim, "PATCH", directory(scim), Map.of("state", "paused")).statusCode(200);
        assertThat(codes(health(scim))).doesNotContain("paused_traffic");
        scim.get("/Users");
        var paused = health(scim);
        assertThat(paused.getString("state")).isEqualTo("paused");
        assertThat(codes(paused)).contains("paused_traffic");
        request(scim, "PATCH", directory(scim), Map.of("state", "linked")).statusCode(200);
        assertThat(codes(health(scim))).doesNotContain("paused_traffic");
    }

    @Test
    void onlyReadsForHalfAnHourIsSuspicious() throws Exception {
        var scim = directories.of(ProviderType.ONELOGIN);
        scim.get("/Users");
        assertThat(codes(health(scim))).doesNotContain("approval_pending_suspected");
        earlier(scim, "31 minutes");
        assertThat(finding(health(scim), "approval_pending_suspected")
                        .get("remedy")
                        .toString())
                .contains("Pending > Approve");
        person(scim, "ada");
        assertThat(codes(health(scim))).doesNotContain("approval_pending_suspected");
    }

    @Test
    void silenceIsToldByTheRhythmOfTheProvider() throws Exception {
        var entra = directories.of(ProviderType.ENTRA);
        var okta = directories.of(ProviderType.OKTA);
        for (var scim : List.of(entra, okta)) {
            person(scim, "ada");
            assertThat(codes(health(scim))).doesNotContain("silent");
            earlier(scim, "3 hours");
        }
        assertThat(codes(health(entra))).contains("silent");
        assertThat(health(entra).getString("state")).isEqualTo("silent");
        assertThat(codes(health(okta))).doesNotContain("silent");
    }

    @Test
    void anotherProviderAndASecondProgramAreNoticed() {
        var scim = directories.of(ProviderType.ONELOGIN);
        scim.request().header("User-Agent", "OneLogin SCIM").get("/Users");
        scim.request().header("User-Agent", "OneLogin SCIM").get("/Groups");
        assertThat(codes(health(scim))).doesNotContain("wrong_provider", "second_caller");
        scim.request().header("User-Agent", "Okta SCIM Client 1.0.0").get("/Users");
        var health = health(scim);
        assertThat(codes(health)).contains("wrong_provider", "second_caller");
        assertThat(finding(health, "wrong_provider").get("evidence").toString()).contains("OneLogin", "Okta");
        assertThat(health.getString("caller")).isEqualTo("Okta SCIM Client 1.0.0");
    }

    @Test
    void manyFailuresAreARiskOfQuarantine() {
        var scim = directories.of(ProviderType.ENTRA);
        String ada = person(scim, "ada");
        IntStream.range(0, 8).forEach(i -> scim.get("/Users/" + ada));
        scim.post("/Users", "{}");
        assertThat(codes(health(scim))).doesNotContain("quarantine_risk");
        IntStream.range(0, 3).forEach(i -> scim.post("/Users", "{}"));
        var health = health(scim);
        assertThat(health.getString("state")).isEqualTo("failing");
        assertThat(finding(health, "quarantine_risk")).containsEntry("count", 4);
        assertThat(health.getInt("counters.refused")).isEqualTo(4);
        assertThat(health.getInt("counters.requests")).isEqualTo(13);
    }

    @Test
    void tokensThatEndOrStayTooLongAreTold() throws Exception {
        var scim = directories.of(ProviderType.OKTA);
        String directory = IdType.DIRECTORY.print(scim.access().directoryId());
        assertThat(codes(health(scim))).doesNotContain("token_expiring", "rotation_unfinished", "no_token");
        String second = given().header(
                        "Authorization", "Bearer " + scim.tenant().apiKey())
                .contentType("application/json")
                .body(Map.of("expires_at", Instant.now().plusSeconds(86_400 * 3).toString()))
                .post("/directories/" + directory + "/tokens")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        assertThat(finding(health(scim), "token_expiring"))
                .extracting("subject.id")
                .isEqualTo(second);
        assertThat(codes(health(scim))).doesNotContain("rotation_unfinished");
        try (var superuser = Superuser.connect()) {
            superuser.execute("update directory_token set created_at = now() - interval '8 days' where directory_id = '"
                    + scim.access().directoryId() + "'");
        }
        assertThat(codes(health(scim))).contains("rotation_unfinished");
        try (var superuser = Superuser.connect()) {
            superuser.execute("update directory_token set revoked_at = now() where directory_id = '"
                    + scim.access().directoryId() + "'");
        }
        assertThat(codes(health(scim))).contains("no_token");
    }

    @Test
    void foreignDirectoriesHaveNoHealth() {
        var mine = directories.of(ProviderType.OKTA);
        var theirs = directories.of(ProviderType.OKTA);
        given().header("Authorization", "Bearer " + mine.tenant().apiKey())
                .get("/directories/" + IdType.DIRECTORY.print(theirs.access().directoryId()) + "/health")
                .then()
                .statusCode(404);
    }

    private static List<String> done(JsonPath health) {
        return health.getList("checklist.findAll { it.done }.code");
    }
}
