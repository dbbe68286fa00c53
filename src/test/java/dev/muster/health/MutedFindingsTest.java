package dev.muster.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.provider.ProviderType;
import dev.muster.support.ScimDirectory;
import dev.muster.support.Superuser;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Findings that somebody does not want to hear about, until they are asked for or there is news. */
@QuarkusTest
class MutedFindingsTest extends HealthFixture {

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
}
