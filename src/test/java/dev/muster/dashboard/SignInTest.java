package dev.muster.dashboard;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import dev.muster.sql.Sql;
import dev.muster.support.Tenants;
import dev.muster.tenant.CrossTenant;
import dev.muster.tenant.Operator;
import dev.muster.tenant.Operators;
import dev.muster.tenant.SignInLinks;
import dev.muster.tenant.SignInThrottle;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class SignInTest {

    @Inject
    Teams teams;

    @Inject
    Tenants tenants;

    @Inject
    SignInLinks links;

    @Inject
    Operators operators;

    @Inject
    CrossTenant crossTenant;

    @Inject
    Sql sql;

    @Inject
    SignInThrottle throttle;

    @Test
    void strangerIsSentToTheSignInAndBack() {
        var team = teams.fresh();
        new Visit()
                .get(team.home())
                .then()
                .statusCode(303)
                .header("Location", "/dashboard/sign-in?next=" + team.home().replace("/", "%2F"));
        new Visit()
                .post(
                        Addresses.SIGN_IN,
                        "email",
                        team.operator().email(),
                        "password",
                        Teams.PASSWORD,
                        "next",
                        team.home())
                .then()
                .statusCode(303)
                .header("Location", team.home());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/dashboard",
                "//evil.example/dashboard",
                "/\\evil.example",
                "/dashboard/../q/metrics",
                "/dashboard\\@evil.example",
                "/dashboardx",
                "javascript:alert(1)"
            })
    void nextLeadsOnlyInside(String next) {
        var team = teams.fresh();
        new Visit()
                .post(Addresses.SIGN_IN, "email", team.operator().email(), "password", Teams.PASSWORD, "next", next)
                .then()
                .statusCode(303)
                .header("Location", "/dashboard");
    }

    @Test
    void wrongPasswordAndUnknownNameReadTheSame() {
        var team = teams.fresh();
        var visit = new Visit();
        String wrong = visit.post(Addresses.SIGN_IN, "email", team.operator().email(), "password", "not that one, no")
                .then()
                .statusCode(422)
                .extract()
                .asString();
        String unknown = visit.post(Addresses.SIGN_IN, "email", "nobody@muster.test", "password", "not that one, no")
                .then()
                .statusCode(422)
                .extract()
                .asString();
        assertThat(wrong.replace(team.operator().email(), "X"))
                .isEqualTo(unknown.replace("nobody@muster.test", "X"))
                .contains("E-mail and password do not match.");
    }

    @Test
    void sessionCookieIsOutOfReachForScriptsAndOtherSites() {
        var team = teams.fresh();
        var cookie = new Visit()
                .post(Addresses.SIGN_IN, "email", team.operator().email(), "password", Teams.PASSWORD)
                .detailedCookie("muster-session");
        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.getSameSite()).isEqualTo("Lax");
        assertThat(cookie.getPath()).isEqualTo("/");
    }

    @Test
    void everySignInIsAnotherSession() {
        var team = teams.fresh();
        assertThat(team.visit().cookie("muster-session"))
                .isNotEqualTo(team.visit().cookie("muster-session"));
    }

    @Test
    void signOutEndsTheSessionOnTheServer() {
        var team = teams.fresh();
        var visit = team.visit();
        String token = visit.cookie("muster-session");
        visit.post("/dashboard/sign-out").then().statusCode(303);
        visit.setCookie("muster-session", token);
        visit.get(Addresses.ENVIRONMENTS).then().statusCode(303);
    }

    @Test
    void idleSessionEnds() {
        var team = teams.fresh();
        var visit = team.visit();
        age(team.operator().id(), "seen_at = now() - interval '12 hours 1 second'");
        visit.get(Addresses.ENVIRONMENTS).then().statusCode(303);
    }

    @Test
    void oldSessionEndsHoweverBusyItIs() {
        var team = teams.fresh();
        var visit = team.visit();
        age(team.operator().id(), "expires_at = now()");
        visit.get(Addresses.ENVIRONMENTS).then().statusCode(303);
    }

    @Test
    void changedPasswordEndsAllOtherSessions() {
        var team = teams.fresh();
        var other = team.visit();
        var visit = team.visit();
        visit.post("/dashboard/account/password", "current", Teams.PASSWORD, "wanted", "another long password")
                .then()
                .statusCode(303);
        visit.get("/dashboard/account").then().statusCode(200).body(containsString("Password changed"));
        other.get("/dashboard/account").then().statusCode(303);
        assertThat(operators.authenticate(team.operator().email(), "another long password"))
                .isPresent();
    }

    @Test
    void passwordDoesNotChangeWithoutTheCurrentOne() {
        var visit = teams.fresh().visit();
        visit.post("/dashboard/account/password", "current", "something else", "wanted", "another long password")
                .then()
                .statusCode(422)
                .body(containsString("The current password is not right."));
    }

    @Test
    void manyWrongPasswordsCloseTheAccountForAWhile() {
        var team = teams.fresh();
        var visit = new Visit();
        for (int attempt = 0; attempt < 10; attempt++) {
            visit.post(Addresses.SIGN_IN, "email", team.operator().email(), "password", "guess " + attempt);
        }
        visit.post(Addresses.SIGN_IN, "email", team.operator().email(), "password", Teams.PASSWORD)
                .then()
                .statusCode(429)
                .body(containsString("Too many attempts"));
    }

    @Test
    void guessesFromElsewhereDoNotLockTheOwnerOut() {
        var team = teams.fresh();
        var own = team.visit();
        own.post("/dashboard/sign-out");
        guess(team.operator().email(), false);
        new Visit()
                .post(Addresses.SIGN_IN, "email", team.operator().email(), "password", Teams.PASSWORD)
                .then()
                .statusCode(429);
        own.post(Addresses.SIGN_IN, "email", team.operator().email().toUpperCase(), "password", Teams.PASSWORD)
                .then()
                .statusCode(303);
    }

    @Test
    void aKnownBrowserIsNotKnownForOthersAndMayNotGuessForEver() {
        var team = teams.fresh();
        var own = team.visit();
        var other = teams.fresh().operator();
        guess(team.operator().email(), true);
        guess(other.email(), false);
        for (String email : List.of(team.operator().email(), other.email())) {
            own.post(Addresses.SIGN_IN, "email", email, "password", Teams.PASSWORD)
                    .then()
                    .statusCode(429);
        }
    }

    @Test
    void aStrangersNameIsThrottledLikeAnother() {
        String nobody = "nobody-" + UUID.randomUUID() + "@muster.test";
        guess(nobody, false);
        new Visit()
                .post(Addresses.SIGN_IN, "email", nobody, "password", "guess")
                .then()
                .statusCode(429);
    }

    @Test
    void aViewerChangesTheOwnPasswordAndSignsOut() {
        var team = teams.fresh(Operator.Role.VIEWER);
        var visit = team.visit();
        visit.post("/dashboard/account/password", "current", Teams.PASSWORD, "wanted", "another long password")
                .then()
                .statusCode(303);
        visit.post("/dashboard/sign-out").then().statusCode(303);
        visit.get(team.home()).then().statusCode(303).header("Location", containsString("/sign-in"));
    }

    @Test
    void oneTimeLinkMakesTheFirstAdministrator() {
        var tenant = tenants.fresh();
        String token = links.issue(tenant.teamId()).reveal();
        String email = "first-" + tenant.environmentId() + "@muster.test";
        var visit = new Visit();
        visit.get("/dashboard/sign-in/" + token).then().statusCode(200);
        visit.get("/dashboard/sign-in/" + token).then().statusCode(200).body(containsString("Continue"));
        visit.post("/dashboard/sign-in/link", "token", token).then().statusCode(200);
        visit.post("/dashboard/sign-in/account", "token", token, "email", email, "password", "short")
                .then()
                .statusCode(422)
                .body(containsString("at least 12 characters"));
        visit.post("/dashboard/sign-in/account", "token", token, "email", email, "password", Teams.PASSWORD)
                .then()
                .statusCode(303);
        visit.get(Addresses.environment(tenant.environmentId())).then().statusCode(200);
    }

    @Test
    void linkWorksOnceAndEndsTheOthers() {
        UUID team = tenants.fresh().teamId();
        String first = links.issue(team).reveal();
        String second = links.issue(team).reveal();
        assertThat(links.redeem(first, "a-" + team + "@muster.test", Teams.PASSWORD))
                .get()
                .extracting(Operator::role)
                .isEqualTo(Operator.Role.ADMIN);
        assertThat(links.redeem(first, "b-" + team + "@muster.test", Teams.PASSWORD))
                .isEmpty();
        assertThat(links.redeem(second, "c-" + team + "@muster.test", Teams.PASSWORD))
                .isEmpty();
        new Visit()
                .post("/dashboard/sign-in/link", "token", second)
                .then()
                .statusCode(422)
                .body(containsString("used or is too old"));
    }

    @Test
    void anAddressThatIsTakenDoesNotUseTheLinkUp() {
        UUID team = tenants.fresh().teamId();
        String token = links.issue(team).reveal();
        assertThat(links.redeem(token, teams.fresh().operator().email(), Teams.PASSWORD))
                .isEmpty();
        assertThat(links.redeem(token, "first-" + team + "@muster.test", Teams.PASSWORD))
                .isPresent();
    }

    @Test
    void formWithoutItsTokenIsRefusedInWords() {
        var visit = teams.fresh().visit();
        visit.request()
                .contentType("application/x-www-form-urlencoded")
                .formParam("name", "Staging")
                .post(Addresses.ENVIRONMENTS)
                .then()
                .statusCode(403)
                .body(containsString("This form has expired"));
    }

    @Test
    void formWithTheTokenOfAnotherIsRefused() {
        var visit = teams.fresh().visit();
        visit.request()
                .contentType("application/x-www-form-urlencoded")
                .formParam("csrf-token", "AAAAAAAAAAAAAAAAAAAAAA")
                .formParam("name", "Staging")
                .post(Addresses.ENVIRONMENTS)
                .then()
                .statusCode(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null"})
    void formFromAnotherPlaceIsRefused(String origin) {
        var visit = teams.fresh().visit();
        visit.request()
                .header("Origin", origin)
                .contentType("application/x-www-form-urlencoded")
                .formParam("csrf-token", visit.cookie("csrf-token"))
                .formParam("name", "Staging")
                .post(Addresses.ENVIRONMENTS)
                .then()
                .statusCode(403);
    }

    @Test
    void viewerLooksButDoesNotChange() {
        var visit = teams.fresh(Operator.Role.VIEWER).visit();
        visit.get(Addresses.ENVIRONMENTS).then().statusCode(200).body(not(containsString("New environment")));
        visit.post(Addresses.ENVIRONMENTS, "name", "Mine", "kind", "staging")
                .then()
                .statusCode(403)
                .body(containsString("You may look"));
    }

    @Test
    void environmentOfAnotherTeamIsAsUnknownAsNone() {
        var visit = teams.fresh().visit();
        String foreign =
                visit.get(teams.fresh().home()).then().statusCode(404).extract().asString();
        String none = visit.get(Addresses.ENVIRONMENTS + "/environment_01JD0000000000000000000000")
                .then()
                .statusCode(404)
                .extract()
                .asString();
        assertThat(foreign).isEqualTo(none);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dashboard/sign-in", "/dashboard/sign-in/signin_x", "/dashboard/nothing-here"})
    void pagesForbidWhatTheyDoNotNeed(String path) {
        given().get(path)
                .then()
                .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
                .header("Content-Security-Policy", not(containsString("unsafe")))
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "strict-origin")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Cache-Control", "no-store");
    }

    @Test
    void scriptInAFieldComesBackAsText() {
        String script = "<script>alert(1)</script>\"'";
        new Visit()
                .post(Addresses.SIGN_IN, "email", script, "password", "x", "next", "/dashboard/\"><script>")
                .then()
                .statusCode(422)
                .body(not(containsString("<script>alert")))
                .body(containsString("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;"));
    }

    /** As often as an account allows, from an address of its own. */
    private void guess(String account, boolean known) {
        for (int attempt = 0; attempt < 10; attempt++) {
            throttle.allow(account, known, "guesser of " + account);
        }
    }

    private void age(UUID operator, String change) {
        crossTenant.run(
                "time passes",
                () -> sql.update("update operator_session set " + change + " where operator_id = ?", operator));
    }
}
