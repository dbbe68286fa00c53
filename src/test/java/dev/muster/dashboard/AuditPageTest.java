package dev.muster.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import dev.muster.id.IdType;
import dev.muster.page.Paging;
import dev.muster.support.Superuser;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AuditPageTest {

    @Inject
    Teams teams;

    private Teams.Team team;
    private Visit visit;
    private String audit;

    @BeforeEach
    void signIn() {
        team = teams.fresh();
        visit = team.visit();
        audit = team.home() + "/audit";
    }

    @Test
    void whoDidWhatIsShownAndFiltered() {
        visit.post(team.home() + "/organizations", "name", "Acme");
        visit.post(team.home() + "/keys", "name", "=cmd|'/C calc'!A1");
        visit.get(audit)
                .then()
                .statusCode(200)
                .body(allOf(containsString(">organization.created<"), containsString(">api_key.created<")))
                .body(containsString(team.operator().email()));
        visit.get(audit + "?action=api_key.created")
                .then()
                .body(not(containsString("<span class=\"badge code\">organization.created")));
        visit.get(audit + "?actor=" + IdType.OPERATOR.print(team.operator().id()))
                .then()
                .body(containsString(">api_key.created<"));
        visit.get(audit + "?actor=operator_x").then().statusCode(200).body(containsString("Nothing matches"));
        visit.get(audit + "?target=org_x").then().body(containsString("Nothing matches"));
    }

    @Test
    void allOfItIsExportedForSpreadsheets() throws Exception {
        visit.post(team.home() + "/keys", "name", "=cmd|'/C calc'!A1, \"x\"");
        try (var database = Superuser.connect()) {
            database.execute("""
                    insert into audit_entry
                    select environment_id, gen_random_uuid(), actor_type, actor_id, actor_name, address, 'test.row', target,
                           details, created_at
                      from audit_entry, generate_series(1, 2500)
                     where environment_id = '%s' and action = 'api_key.created' and actor_type = 'operator'
                    """.formatted(team.tenant().environmentId()));
        }
        var csv = visit.get(audit + "/export?action=test.row")
                .then()
                .statusCode(200)
                .contentType("text/csv")
                .header("Content-Disposition", "attachment; filename=\"audit-log.csv\"")
                .extract()
                .asString();
        assertThat(csv.lines()).hasSize(2501);
        assertThat(csv.lines().skip(1).distinct()).hasSize(1);
        assertThat(csv).startsWith("\"time\",").contains("\"" + team.operator().email() + "\"");
        assertThat(Csv.line("=1+1", "a\"b", "plain")).isEqualTo("\"'=1+1\",\"a\"\"b\",\"plain\"\r\n");
    }

    @Test
    void pagesGoBackInTime() {
        IntStream.range(0, Paging.ROWS + 1).forEach(i -> visit.post(team.home() + "/keys", "name", "Key " + i));
        String first = visit.get(audit + "?action=api_key.created").asString();
        String older = first.substring(first.indexOf(audit + "?action="));
        older = older.substring(0, older.indexOf("\"")).replace("&amp;", "&");
        assertThat(older).contains("after=").contains("action=api_key.created");
        visit.get(older).then().statusCode(200).body(containsString("Key 0"));
    }

    @Test
    void theLogOfAnotherTeamIsUnknown() {
        var stranger = teams.fresh().visit();
        stranger.get(audit).then().statusCode(404);
        stranger.get(audit + "/export").then().statusCode(404);
    }
}
