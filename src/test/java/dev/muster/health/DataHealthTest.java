package dev.muster.health;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.provider.ProviderType;
import dev.muster.requestlog.Settled;
import dev.muster.support.ScimDirectory;
import dev.muster.support.Superuser;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Findings about a directory's people and groups: seen when there is evidence, and only then. */
@QuarkusTest
class DataHealthTest extends HealthFixture {

    private static final String EMAIL = "\"emails\":[{\"value\":\"a@acme.test\",\"type\":\"work\",\"primary\":true}]";

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
        scim.group("Full", ada);
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
    void aConnectionTestIsNoPerson() {
        var scim = directories.of(ProviderType.JUMPCLOUD);
        scim.delete("/Users/" + person(scim, "test"));
        assertThat(codes(health(scim))).contains("test_user_seen");
        person(scim, "ada");
        assertThat(codes(health(scim))).doesNotContain("test_user_seen");
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
}
