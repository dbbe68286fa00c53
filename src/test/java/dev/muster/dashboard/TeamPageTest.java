package dev.muster.dashboard;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import dev.muster.id.IdType;
import dev.muster.tenant.Operator;
import dev.muster.tenant.Operators;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TeamPageTest {

    private static final String TEAM = "/dashboard/team";

    @Inject
    Teams teams;

    @Inject
    Operators operators;

    private Teams.Team team;
    private Visit visit;

    @BeforeEach
    void signIn() {
        team = teams.fresh();
        visit = team.visit();
    }

    @Test
    void somebodyInvitedJoinsWithTheirRole() {
        String email = "new-" + UUID.randomUUID() + "@muster.test";
        visit.post(TEAM + "/invitations", "email", email, "role", "viewer")
                .then()
                .statusCode(303);
        String token = link();
        visit.post(TEAM + "/stored").then().statusCode(303);
        visit.get(TEAM).then().body(allOf(containsString("Invited"), not(containsString("/sign-in/signin_"))));

        var guest = new Visit();
        guest.get("/dashboard/sign-in/" + token).then().statusCode(200);
        guest.post("/dashboard/sign-in/link", "token", token)
                .then()
                .statusCode(200)
                .body(containsString("You join as viewer, with the address " + email));
        guest.post(
                        "/dashboard/sign-in/account",
                        "token",
                        token,
                        "email",
                        "other@muster.test",
                        "password",
                        Teams.PASSWORD)
                .then()
                .statusCode(303);
        guest.get(team.home()).then().statusCode(200);
        assertThat(operators.authenticate(email, Teams.PASSWORD))
                .get()
                .extracting(Operator::role)
                .isEqualTo(Operator.Role.VIEWER);
        new Visit().post("/dashboard/sign-in/link", "token", token).then().statusCode(422);
        visit.get(TEAM).then().body(allOf(containsString(email), not(containsString("Invited"))));
    }

    @Test
    void anInvitationCanBeWithdrawn() {
        visit.post(TEAM + "/invitations", "email", "late@muster.test", "role", "admin");
        String token = link();
        visit.post(TEAM + "/invitations/withdraw", "email", "late@muster.test")
                .then()
                .statusCode(303);
        new Visit().post("/dashboard/sign-in/link", "token", token).then().statusCode(422);
    }

    @Test
    void aSecondInvitationEndsTheFirst() {
        visit.post(TEAM + "/invitations", "email", "twice@muster.test", "role", "admin");
        String first = link();
        visit.post(TEAM + "/invitations", "email", "TWICE@muster.test", "role", "viewer");
        new Visit().post("/dashboard/sign-in/link", "token", first).then().statusCode(422);
    }

    @Test
    void whoCannotBeInvitedIsSaidInWords() {
        visit.post(TEAM + "/invitations", "email", "nobody", "role", "viewer")
                .then()
                .statusCode(422)
                .body(containsString("This is no e-mail address."));
        visit.post(TEAM + "/invitations", "email", team.operator().email().toUpperCase(), "role", "viewer")
                .then()
                .statusCode(422)
                .body(containsString("is in your team already."));
    }

    @Test
    void anAddressWithAnAccountElsewhereCannotJoinTwice() {
        String elsewhere = teams.fresh().operator().email();
        visit.post(TEAM + "/invitations", "email", elsewhere, "role", "viewer")
                .then()
                .statusCode(303);
        String token = link();
        new Visit()
                .post("/dashboard/sign-in/account", "token", token, "password", Teams.PASSWORD)
                .then()
                .statusCode(422)
                .body(containsString("has an account with this address already"));
    }

    @Test
    void aRemovedMemberIsOutAtOnce() {
        var colleague = teams.colleague(team, Operator.Role.ADMIN);
        var theirs = colleague.visit();
        theirs.get(team.home()).then().statusCode(200);
        visit.get(member(colleague) + "/remove")
                .then()
                .statusCode(200)
                .body(containsString("Remove " + colleague.operator().email()));
        visit.post(member(colleague) + "/remove").then().statusCode(303);
        theirs.get(team.home()).then().statusCode(303);
        new Visit()
                .post(Addresses.SIGN_IN, "email", colleague.operator().email(), "password", Teams.PASSWORD)
                .then()
                .statusCode(422);
    }

    @Test
    void aRoleHoldsFromTheNextRequestOn() {
        var colleague = teams.colleague(team, Operator.Role.ADMIN);
        var theirs = colleague.visit();
        visit.post(member(colleague) + "/role", "role", "viewer").then().statusCode(303);
        theirs.post(team.home() + "/keys", "name", "Mine").then().statusCode(403);
        visit.post(member(colleague) + "/role", "role", "admin").then().statusCode(303);
        theirs.post(team.home() + "/keys", "name", "Mine").then().statusCode(303);
    }

    @Test
    void aTeamKeepsAnAdministrator() {
        var colleague = teams.colleague(team, Operator.Role.ADMIN);
        var theirs = colleague.visit();
        // Both remove the other; one of them is the last by then.
        visit.post(member(colleague) + "/role", "role", "viewer").then().statusCode(303);
        theirs.post(member(team) + "/remove").then().statusCode(403);
        visit.post(member(team) + "/remove").then().statusCode(404);
        visit.get(TEAM).then().statusCode(200);
    }

    @Test
    void aForgottenPasswordIsReplacedByLink() {
        var colleague = teams.colleague(team, Operator.Role.VIEWER);
        var theirs = colleague.visit();
        visit.post(member(colleague) + "/password").then().statusCode(303);
        String token = link();
        theirs.get(team.home()).then().statusCode(200);
        var guest = new Visit();
        guest.post("/dashboard/sign-in/link", "token", token)
                .then()
                .statusCode(200)
                .body(containsString("For " + colleague.operator().email()));
        guest.post("/dashboard/sign-in/account", "token", token, "password", "an entirely new password")
                .then()
                .statusCode(303);
        theirs.get(team.home()).then().statusCode(303);
        assertThat(operators.authenticate(colleague.operator().email(), "an entirely new password"))
                .isPresent();
        assertThat(operators.authenticate(colleague.operator().email(), Teams.PASSWORD))
                .isEmpty();
    }

    @Test
    void viewersLookOnly() {
        var viewer = teams.colleague(team, Operator.Role.VIEWER).visit();
        viewer.get(TEAM).then().statusCode(200).body(not(containsString("Invite somebody")));
        for (String act : List.of("/invitations", "/invitations/withdraw", "/stored")) {
            viewer.post(TEAM + act, "email", "x@muster.test").then().statusCode(403);
        }
        for (String act : List.of("/role", "/remove", "/password")) {
            viewer.post(member(team) + act).then().statusCode(403);
        }
    }

    @Test
    void membersOfOtherTeamsAreUnknown() {
        var stranger = teams.fresh();
        for (String act : List.of("/role", "/remove", "/password")) {
            visit.post(member(stranger) + act, "role", "viewer").then().statusCode(404);
        }
        stranger.visit().get(stranger.home()).then().statusCode(200);
    }

    @Test
    void whatIsDoneToTheTeamStandsInTheAuditLogOfItsEnvironments() {
        var colleague = teams.colleague(team, Operator.Role.ADMIN);
        visit.post(member(colleague) + "/role", "role", "viewer");
        visit.post(member(colleague) + "/remove");
        List<String> actions = given().auth()
                .oauth2(team.tenant().apiKey())
                .get("/audit_log?target="
                        + IdType.OPERATOR.print(colleague.operator().id()))
                .path("data.action");
        assertThat(actions).containsExactly("operator.removed", "operator.role_changed");
    }

    private String link() {
        String html = visit.get(TEAM).asString();
        int from = html.indexOf("/dashboard/sign-in/signin_") + "/dashboard/sign-in/".length();
        return html.substring(from, html.indexOf("<", from));
    }

    private static String member(Teams.Team whose) {
        return TEAM + "/members/" + IdType.OPERATOR.print(whose.operator().id());
    }
}
