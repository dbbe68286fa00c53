package dev.muster.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import dev.muster.id.IdType;
import dev.muster.support.People;
import dev.muster.support.Rewrites;
import dev.muster.support.Tenants;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Roles from the first one to the person who has it, with nothing but forms. */
@QuarkusTest
class RolesPageTest {

    private static final Pattern ROLE = Pattern.compile("/roles/(role_[0-9A-Z]{26})/delete");

    @Inject
    Teams teams;

    @Inject
    People people;

    @Inject
    Rewrites rewrites;

    Teams.Team team;
    Visit visit;
    String roles;

    @BeforeEach
    void aTeam() {
        team = teams.fresh();
        visit = team.visit();
        roles = team.home() + "/roles";
    }

    @Test
    void emptyPageSaysWhatToDo() {
        visit.get(roles).then().statusCode(200).body(containsString("No roles yet"));
    }

    @Test
    void rolesAreCreatedOrderedAndDeleted() {
        create("admin", "Administrator");
        create("member", "Member");
        assertThat(order()).hasSize(2);
        String member = order().getLast();
        visit.post(roles + "/" + member + "/up").then().statusCode(303);
        assertThat(order().getFirst()).isEqualTo(member);
        visit.post(roles + "/" + member + "/up").then().statusCode(303);
        assertThat(order().getFirst()).isEqualTo(member);
        visit.post(roles + "/settings", "default", member, "multiple", "true", "portal", "yes")
                .then()
                .statusCode(303);
        visit.get(roles)
                .then()
                .body(containsString("badge good\">Default"))
                .body(containsString("name=\"portal\" value=\"yes\" checked"));
        visit.post(roles + "/" + member, "name", "Colleague", "description", "Reads")
                .then()
                .statusCode(303);
        visit.get(roles).then().body(containsString("Colleague"));
        visit.get(roles + "/" + member + "/delete").then().body(containsString("Delete Colleague?"));
        visit.post(roles + "/" + member + "/delete").then().statusCode(303);
        visit.get(roles).then().body(not(containsString("Colleague")));
    }

    @Test
    void wrongRolesAreRefusedWithWhatWasTyped() {
        create("admin", "Administrator");
        create("Admin", "Boss").then().statusCode(422).body(containsString("value=\"Boss\""));
        create("admin", "Boss").then().statusCode(422).body(containsString("already"));
        create("boss", " ").then().statusCode(422);
    }

    @Test
    void groupGivesTheRoleAndThePersonSaysWhy() {
        create("admin", "Administrator");
        String role = order().getFirst();
        String organization = location(visit.post(team.home() + "/organizations", "name", "Acme"));
        String directory = location(visit.post(
                        organization + "/directories/new", "provider", "onelogin scim v2.0", "name", "Acme OneLogin"))
                .replace("/setup", "");
        visit.get(directory + "/roles").then().body(containsString("No groups yet"));
        var tenant = new Tenants.Tenant(null, environment(), null);
        String id = directory.substring(directory.lastIndexOf('/') + 1);
        String ada = people.user(tenant, id, "ada");
        String crew = people.group(tenant, id, "Crew", ada);
        visit.get(directory + "/roles").then().body(containsString("Role of Crew"));
        visit.get(directory + "/roles?show=mapped").then().body(containsString("No group gives a role"));
        visit.get(directory + "/users/" + ada).then().body(containsString("no group of this person gives one"));
        visit.get(directory + "/groups/" + crew).then().body(containsString("gives nobody a role"));
        visit.post(directory + "/roles", "group", crew, "role", role).then().statusCode(303);
        visit.get(directory + "/groups/" + crew)
                .then()
                .body(containsString("Members get <strong>Administrator</strong>"));
        visit.get(directory + "/roles?show=mapped&search=cre").then().body(containsString("Role of Crew"));

        rewrites.finish(tenant, IdType.DIRECTORY.parse(id).orElseThrow());
        assertThat(visit.get(directory + "/users/" + ada).asString())
                .contains("Administrator <code>admin</code>")
                .containsPattern("from <a href=\"[^\"]*" + crew + "\">Crew</a>");
        visit.post(directory + "/roles", "group", crew, "role", "").then().statusCode(303);
        visit.get(directory + "/roles?show=mapped").then().body(containsString("No group gives a role"));
    }

    @Test
    void rolesOfOthersCannotBeGiven() {
        create("admin", "Administrator");
        String foreign = order().getFirst();
        var mine = teams.fresh();
        var visitor = mine.visit();
        visitor.get(mine.home() + "/roles/" + foreign).then().statusCode(404);
        visitor.post(mine.home() + "/roles/" + foreign + "/delete").then().statusCode(404);
        visitor.post(mine.home() + "/roles/settings", "default", foreign, "multiple", "true")
                .then()
                .statusCode(404);
        visitor.post(mine.home() + "/roles", "slug", "admin", "name", "Administrator", "description", "");
        visitor.get(mine.home() + "/roles").then().body(not(containsString("value=\"true\" checked")));
        assertThat(order()).containsExactly(foreign);
    }

    private Response create(String slug, String name) {
        return visit.post(roles, "slug", slug, "name", name, "description", "");
    }

    private List<String> order() {
        return ROLE.matcher(visit.get(roles).asString())
                .results()
                .map(MatchResult::group)
                .map(path -> path.substring("/roles/".length(), path.length() - "/delete".length()))
                .toList();
    }

    private UUID environment() {
        return IdType.ENVIRONMENT
                .parse(team.home().substring(team.home().lastIndexOf('/') + 1))
                .orElseThrow();
    }

    private static String location(Response response) {
        return response.then().statusCode(303).extract().header("Location");
    }
}
