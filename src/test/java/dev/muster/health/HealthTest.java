package dev.muster.health;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.id.IdType;
import dev.muster.provider.ProviderType;
import dev.muster.requestlog.RequestRecorder;
import dev.muster.requestlog.Settled;
import dev.muster.support.ScimDirectories;
import dev.muster.support.ScimDirectory;
import dev.muster.support.Superuser;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each finding: seen when there is evidence, and not seen when there is none. */
@QuarkusTest
class HealthTest {

    private static final String EMAIL = "\"emails\":[{\"value\":\"a@acme.test\",\"type\":\"work\",\"primary\":true}]";

    @Inject
    ScimDirectories directories;

    @Inject
    RequestRecorder recorder;

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
        api(scim, Map.of("state", "paused"));
        assertThat(codes(health(scim))).doesNotContain("paused_traffic");
        scim.get("/Users");
        var paused = health(scim);
        assertThat(paused.getString("state")).isEqualTo("paused");
        assertThat(codes(paused)).contains("paused_traffic");
        api(scim, Map.of("state", "linked"));
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
    void peopleWithoutGroupsAreToldByWhetherGroupsWereLookedFor() throws Exception {
        var never = directories.of(ProviderType.ONELOGIN);
        var looked = directories.of(ProviderType.ONELOGIN);
        for (var scim : List.of(never, looked)) {
            person(scim, "ada");
            assertThat(codes(health(scim))).isEmpty();
        }
        looked.get("/Groups");
        Settled.requests(recorder);
        earlier(never, "31 minutes");
        earlier(looked, "31 minutes");
        assertThat(codes(health(never))).contains("groups_not_included_suspected");
        assertThat(codes(health(looked))).contains("reapply_suspected").doesNotContain("groups_not_included_suspected");
        looked.group("Crew");
        assertThat(codes(health(looked))).doesNotContain("reapply_suspected");
    }

    @Test
    void groupsWithoutMembersAreToldOnceTheyHadTheirTime() throws Exception {
        var scim = directories.of(ProviderType.OKTA);
        String ada = person(scim, "ada");
        String full = scim.group("Full", ada);
        scim.group("Empty");
        assertThat(codes(health(scim))).doesNotContain("empty_groups");
        try (var superuser = Superuser.connect()) {
            superuser.execute("""
                    update directory_group set id = id_floor(now() - interval '2 hours')
                     where display_name = 'Empty' and directory_id = '%s'""".formatted(scim.access().directoryId()));
        }
        assertThat(finding(health(scim), "empty_groups").get("evidence").toString())
                .contains("Empty")
                .doesNotContain("Full");
        assertThat(full).isNotNull();
    }

    @Test
    void aGroupWhoseMembersAllLeftMayBeALeftOver() {
        var scim = directories.of(ProviderType.ONELOGIN);
        String ada = person(scim, "ada");
        String bob = person(scim, "bob");
        String crew = scim.group("Crew", ada);
        scim.group("Others", ada, bob);
        assertThat(codes(health(scim))).doesNotContain("stale_group");
        deactivate(scim, ada);
        var stale = finding(health(scim), "stale_group");
        assertThat(stale).extracting("subject.id").isEqualTo(crew);
    }

    @Test
    void aRemovedGroupThatIsPushedAgainIsToldWhenItIsBack() {
        var scim = directories.of(ProviderType.ONELOGIN);
        String ada = person(scim, "ada");
        String crew = scim.group("Crew", ada);
        awaitEvents(scim, "dsync.group.created", 1);
        assertThat(codes(health(scim))).doesNotContain("group_revived");
        given().header("Authorization", "Bearer " + scim.tenant().apiKey())
                .delete("/directory_groups/" + crew)
                .then()
                .statusCode(202);
        String add = "{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\"" + ada + "\"}]}";
        scim.patch("/Groups/" + crew, "{\"Operations\":[" + add + "]}");
        awaitEvents(scim, "dsync.group.created", 2);
        assertThat(finding(health(scim), "group_revived"))
                .extracting("subject.id")
                .isEqualTo(crew);
    }

    @Test
    void suddenMassChangesAreAnAlarm() {
        var scim = directories.of(ProviderType.OKTA);
        String[] people =
                IntStream.range(0, 12).mapToObj(i -> person(scim, "person" + i)).toArray(String[]::new);
        String crew = scim.group("Crew", people);
        assertThat(codes(health(scim))).isEmpty();
        IntStream.range(0, 5).forEach(i -> deactivate(scim, people[i]));
        assertThat(codes(health(scim))).as("created a moment ago").doesNotContain("mass_deactivation");
        aged(scim);
        assertThat(finding(health(scim), "mass_deactivation")).containsEntry("count", 5);

        scim.put("/Groups/" + crew, "{\"displayName\":\"Crew\",\"members\":[{\"value\":\"" + people[11] + "\"}]}");
        awaitEvents(scim, "dsync.group.user_removed", 11);
        assertThat(finding(health(scim), "mass_member_removal")).containsEntry("count", 11);
    }

    @Test
    void aMembershipThatGoesBackAndForthIsTold() {
        var scim = directories.of(ProviderType.OKTA);
        String ada = person(scim, "ada");
        String crew = scim.group("Crew", ada);
        String members = "{\"displayName\":\"Crew\",\"members\":[%s]}";
        scim.put("/Groups/" + crew, members.formatted(""));
        awaitEvents(scim, "dsync.group.user_removed", 1);
        assertThat(codes(health(scim))).doesNotContain("flapping");
        scim.put("/Groups/" + crew, members.formatted("{\"value\":\"" + ada + "\"}"));
        scim.put("/Groups/" + crew, members.formatted(""));
        awaitEvents(scim, "dsync.group.user_removed", 2);
        assertThat(codes(health(scim))).contains("flapping");
    }

    @Test
    void incompletePeopleAreNamed() {
        var scim = directories.of(ProviderType.OKTA);
        person(scim, "ada");
        assertThat(codes(health(scim))).isEmpty();
        scim.user("nameless");
        var health = health(scim);
        assertThat(finding(health, "missing_email").get("evidence").toString())
                .contains("nameless")
                .doesNotContain("ada");
        assertThat(finding(health, "missing_name")).containsEntry("count", 1);
    }

    @Test
    void attributesThatTheApplicationAsksForAreMissedUntilTheyAreMapped() {
        var scim = directories.of(ProviderType.OKTA);
        scim.post("/Users", "{\"userName\":\"ada\",\"displayName\":\"Ada\",\"title\":\"Engineer\"," + EMAIL + "}");
        scim.post("/Users", "{\"userName\":\"bob\",\"displayName\":\"Bob\",\"title\":\"Editor\"," + EMAIL + "}");
        scim.post("/Users", "{\"userName\":\"cyd\",\"displayName\":\"Cyd\",\"active\":false," + EMAIL + "}");
        assertThat(codes(health(scim))).isEmpty();
        request(scim, "POST", "/directory_attributes", Map.of("name", "cost_code", "type", "string", "required", true));
        request(scim, "POST", "/directory_attributes", Map.of("name", "hobby", "type", "string"));
        var missing = finding(health(scim), "missing_attribute");
        assertThat(missing).containsEntry("count", 2).extracting("subject.name").isEqualTo("cost_code");
        assertThat(missing.get("evidence").toString()).contains("ada", "bob").doesNotContain("cyd");
        assertThat(missing.get("cause").toString()).contains("mapped to nothing");

        String mappings = directory(scim) + "/attribute_mappings";
        request(scim, "PUT", mappings, Map.of("mappings", Map.of("cost_code", "title", "hobby", "emails")));
        assertThat(codes(health(scim))).containsExactly("unreadable_attribute");
        assertThat(finding(health(scim), "unreadable_attribute"))
                .extracting("subject.name")
                .isEqualTo("hobby");
        request(scim, "PUT", mappings, Map.of("mappings", Map.of("cost_code", "title")));
        assertThat(codes(health(scim))).isEmpty();
    }

    @Test
    void mutedFindingsCountForNothingUntilTheyAreShownAgain() {
        var scim = directories.of(ProviderType.OKTA);
        person(scim, "ada");
        scim.post("/Users", "{\"userName\":\"ADA\"}");
        scim.user("nameless");
        assertThat(health(scim).getString("state")).isEqualTo("degraded");
        String muted = directory(scim) + "/muted_findings";
        request(scim, "POST", muted, Map.of("code", "name_conflict")).statusCode(422);
        request(scim, "POST", muted, Map.of("code", "stale_group")).statusCode(422);
        String id = request(scim, "POST", muted, Map.of("code", "name_conflict", "subject", "ADA"))
                .statusCode(201)
                .extract()
                .path("id");
        request(scim, "POST", muted, Map.of("code", "missing_email")).statusCode(201);
        String again = request(scim, "POST", muted, Map.of("code", "missing_email"))
                .statusCode(201)
                .extract()
                .path("id");

        var health = health(scim);
        assertThat(codes(health)).containsExactly("missing_name");
        assertThat(health.getString("state")).isEqualTo("syncing");
        assertThat(health.getList("muted_findings.code")).containsExactly("name_conflict", "missing_email");
        assertThat(health.getList("muted_findings.muted_finding_id")).containsExactly(id, again);
        scim.post("/Users", "{\"userName\":\"ADA\"}");
        assertThat(codes(health(scim))).as("the same conflict goes on").doesNotContain("name_conflict");

        request(scim, "DELETE", muted + "/" + id, null).statusCode(204);
        request(scim, "DELETE", muted + "/" + id, null).statusCode(404);
        assertThat(codes(health(scim))).contains("name_conflict");
        assertThat(health(scim).getList("muted_findings.code")).containsExactly("missing_email");
    }

    @Test
    void aMutedFindingIsShownAgainAfterNinetyDaysAndAnIncidentWhenItHappensAgain() throws Exception {
        var scim = directories.of(ProviderType.OKTA);
        String[] people =
                IntStream.range(0, 12).mapToObj(i -> person(scim, "person" + i)).toArray(String[]::new);
        IntStream.range(0, 5).forEach(i -> deactivate(scim, people[i]));
        aged(scim);
        String muted = directory(scim) + "/muted_findings";
        request(scim, "POST", muted, Map.of("code", "mass_deactivation")).statusCode(201);
        assertThat(codes(health(scim))).doesNotContain("mass_deactivation");
        mutedEarlier(scim, "mass_deactivation", "1 day");
        assertThat(codes(health(scim))).contains("mass_deactivation");

        scim.user("nameless");
        request(scim, "POST", muted, Map.of("code", "missing_name")).statusCode(201);
        mutedEarlier(scim, "missing_name", "89 days");
        assertThat(codes(health(scim))).doesNotContain("missing_name");
        mutedEarlier(scim, "missing_name", "91 days");
        assertThat(codes(health(scim))).contains("missing_name");
    }

    private static void mutedEarlier(ScimDirectory scim, String code, String interval) throws SQLException {
        try (var superuser = Superuser.connect()) {
            superuser.execute("""
                    update muted_finding set id = id_floor(now() - interval '%s') where directory_id = '%s' and code = '%s'
                    """.formatted(interval, scim.access().directoryId(), code));
        }
    }

    private static String directory(ScimDirectory scim) {
        return "/directories/" + IdType.DIRECTORY.print(scim.access().directoryId());
    }

    private static ValidatableResponse request(
            ScimDirectory scim, String method, String path, Map<String, Object> body) {
        var request = given().header("Authorization", "Bearer " + scim.tenant().apiKey());
        return (body == null ? request : request.contentType("application/json").body(body))
                .request(method, path)
                .then();
    }

    @Test
    void nobodyEverLeavingIsSuspiciousInAnOldAndLargeDirectory() throws Exception {
        var scim = directories.of(ProviderType.CYBERARK);
        String group = scim.group("Crew");
        directories.members(
                scim, group, IntStream.range(0, 50).mapToObj(i -> "p" + i).toArray(String[]::new));
        assertThat(codes(health(scim))).doesNotContain("deprovisioning_never_seen");
        try (var superuser = Superuser.connect()) {
            superuser.execute("update directory set created_at = now() - interval '91 days' where id = '"
                    + scim.access().directoryId() + "'");
        }
        assertThat(finding(health(scim), "deprovisioning_never_seen")
                        .get("remedy")
                        .toString())
                .contains("Do not de-provision");
        String left = person(scim, "left");
        deactivate(scim, left);
        assertThat(codes(health(scim))).doesNotContain("deprovisioning_never_seen");
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
    void aConnectionTestIsNoPerson() {
        var scim = directories.of(ProviderType.JUMPCLOUD);
        scim.delete("/Users/" + person(scim, "test"));
        assertThat(codes(health(scim))).contains("test_user_seen");
        person(scim, "ada");
        assertThat(codes(health(scim))).doesNotContain("test_user_seen");
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

    private String person(ScimDirectory scim, String name) {
        return scim.post("/Users", user(name)).then().statusCode(201).extract().path("id");
    }

    private static String user(String name) {
        return """
                {"userName":"%1$s","displayName":"%1$s","emails":[{"value":"%1$s@acme.test","primary":true}]}""".formatted(name);
    }

    private static void deactivate(ScimDirectory scim, String id) {
        scim.patch("/Users/" + id, "{\"Operations\":[{\"op\":\"replace\",\"path\":\"active\",\"value\":false}]}");
    }

    private static void api(ScimDirectory scim, Map<String, String> change) {
        given().header("Authorization", "Bearer " + scim.tenant().apiKey())
                .contentType("application/json")
                .body(change)
                .patch("/directories/" + IdType.DIRECTORY.print(scim.access().directoryId()))
                .then()
                .statusCode(200);
    }

    private static void awaitEvents(ScimDirectory scim, String type, int many) {
        await().until(
                        () -> given().header(
                                        "Authorization",
                                        "Bearer " + scim.tenant().apiKey())
                                .get("/events?limit=100&events=" + type)
                                .<Integer>path("data.size()"),
                        found -> found >= many);
    }

    /** As if everything the provider has sent had come so much earlier. */
    private void earlier(ScimDirectory scim, String interval) throws Exception {
        Settled.requests(recorder);
        String mine = " where directory_id = '" + scim.access().directoryId() + "'";
        try (var superuser = Superuser.connect()) {
            superuser.execute(
                    "update scim_request_kind set first_at = first_at - interval '%1$s', last_at = last_at - interval '%1$s'"
                                    .formatted(interval)
                            + mine);
            superuser.execute("update scim_request_hour set hour = hour - interval '" + interval + "'" + mine);
            superuser.execute("delete from scim_request" + mine);
        }
    }

    /** As if these people had been there for a day. */
    private static void aged(ScimDirectory scim) {
        try (var superuser = Superuser.connect()) {
            superuser.execute(
                    "update directory_user set created_at = created_at - interval '1 day' where directory_id = '"
                            + scim.access().directoryId() + "'");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private JsonPath health(ScimDirectory scim) {
        Settled.requests(recorder);
        return given().header("Authorization", "Bearer " + scim.tenant().apiKey())
                .get("/directories/" + IdType.DIRECTORY.print(scim.access().directoryId()) + "/health")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static List<String> codes(JsonPath health) {
        return health.getList("findings.code");
    }

    private static List<String> done(JsonPath health) {
        return health.getList("checklist.findAll { it.done }.code");
    }

    private static Map<String, Object> finding(JsonPath health, String code) {
        Map<String, Object> found = health.getMap("findings.find { it.code == '" + code + "' }");
        assertThat(found).as(code + " in " + codes(health)).isNotNull();
        return found;
    }
}
