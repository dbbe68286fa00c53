package dev.muster.portal;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import dev.muster.dashboard.Teams;
import dev.muster.dashboard.Visit;
import dev.muster.id.IdType;
import dev.muster.sql.Sql;
import dev.muster.tenant.CrossTenant;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom the portal lets see what, and until when. */
@QuarkusTest
class SessionTest {

    private static final String NEVER_USED = "directory_01EHWNCE74X7JSDV0X3SZ3PJNY";

    @Inject
    Customers customers;

    @Inject
    Teams teams;

    @Inject
    Sql sql;

    @Inject
    CrossTenant crossTenant;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/portal",
                "/portal/directories",
                "/portal/directories/new",
                "/portal/directories/" + NEVER_USED,
                "/portal/directories/" + NEVER_USED + "/live",
                "/portal/domains",
                "/portal/domains/live",
                "/portal/done"
            })
    void strangersAreToldToComeByALink(String path) {
        new Visit().get(path).then().statusCode(401).body(containsString("Please come in by a link"));
        var visit = new Visit();
        visit.setCookie("muster-portal", "eyJhbGciOiJub25lIn0.eyJpc3MiOiJtdXN0ZXIifQ.");
        visit.get(path).then().statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/portal/pl_x", "/portal/left", "/portal/directories", "/portal/nothing-here"})
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
    void cookieIsOutOfReachForScriptsAndOtherSites() {
        var acme = customers.fresh("Acme");
        var cookie = new Visit()
                .post("/portal/open", "token", Customers.token(acme.link("dsync")))
                .detailedCookie("muster-portal");
        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.getSameSite()).isEqualTo("Lax");
        assertThat(cookie.getPath()).isEqualTo("/");
    }

    @Test
    void signatureIsChecked() {
        var visit = customers.fresh("Acme").visit("dsync");
        String token = visit.cookie("muster-portal");
        String[] parts = token.split("\\.");
        visit.setCookie("muster-portal", parts[0] + "." + parts[1] + "." + new StringBuilder(parts[2]).reverse());
        visit.get("/portal").then().statusCode(401);
        visit.setCookie("muster-portal", token);
        visit.get("/portal").then().statusCode(303);
    }

    @Test
    void sessionHasOneIntent() {
        var acme = customers.fresh("Acme");
        acme.visit("dsync").get("/portal/domains").then().statusCode(404);
        acme.visit("domain_verification").get("/portal/directories").then().statusCode(404);
        acme.visit("domain_verification").get("/portal").then().statusCode(303).header("Location", "/portal/domains");
    }

    @ParameterizedTest
    @ValueSource(strings = {"seen_at = now() - interval '61 minutes'", "expires_at = now()"})
    void sessionEndsByTheClock(String change) {
        var acme = customers.fresh("Acme");
        var visit = acme.visit("dsync");
        crossTenant.run(
                "time passes",
                () -> sql.update(
                        "update portal_session set " + change + " where organization_id = ?",
                        IdType.ORGANIZATION.parse(acme.organization()).orElseThrow()));
        visit.get("/portal").then().statusCode(401);
    }

    @Test
    void leavingEndsTheSessionOnTheServer() {
        var visit = customers.fresh("Acme").visit("dsync");
        String token = visit.cookie("muster-portal");
        visit.post("/portal/leave").then().statusCode(303).header("Location", "/portal/left");
        visit.get("/portal/left").then().statusCode(200).body(containsString("You have left"));
        visit.setCookie("muster-portal", token);
        visit.get("/portal").then().statusCode(401);
    }

    @Test
    void deletedOrganizationEndsTheSession() {
        var acme = customers.fresh("Acme");
        var visit = acme.visit("dsync");
        String link = acme.link("dsync");
        acme.api("DELETE", "/organizations/" + acme.organization(), null).then().statusCode(202);
        visit.get("/portal").then().statusCode(401);
        new Visit().post("/portal/open", "token", Customers.token(link)).then().statusCode(410);
    }

    @Test
    void formsNeedTheirTokenAndOurOwnPages() {
        var visit = customers.fresh("Acme").visit("dsync");
        var form = visit.request().contentType("application/x-www-form-urlencoded");
        form.formParam("provider", "okta scim v2.0")
                .post("/portal/directories/new")
                .then()
                .statusCode(403)
                .body(containsString("This form has expired"));
        visit.request()
                .header("Origin", "https://evil.example")
                .contentType("application/x-www-form-urlencoded")
                .formParam("csrf-token", visit.cookie("csrf-token"))
                .formParam("provider", "okta scim v2.0")
                .post("/portal/directories/new")
                .then()
                .statusCode(403);
        visit.get("/portal").then().header("Location", "/portal/directories/new");
    }

    /** Every portal route with the ids of another organization, of the same environment and of another one. */
    @Test
    void whatBelongsToOthersIsAsUnknownAsWhatNeverWas() {
        var acme = customers.fresh("Acme");
        var neighbour = customers.of(acme.tenant(), "Neighbour");
        var foreigner = customers.fresh("Foreigner");
        acme.directory("okta scim v2.0");
        var visit = acme.visit("dsync");
        for (var other : List.of(neighbour, foreigner)) {
            String directory = other.directory("onelogin scim v2.0");
            String token = other.api("GET", "/directories/" + directory + "/tokens", null)
                    .path("data[0].id");
            List<Function<String, Response>> calls = new ArrayList<>();
            for (String below : List.of("", "/setup", "/users", "/provider", "/live", "/tokens/" + token + "/revoke")) {
                calls.add(id -> visit.get("/portal/directories/" + id + below));
            }
            for (String below : List.of("/setup", "/tokens", "/provider", "/tokens/" + token + "/revoke")) {
                calls.add(id ->
                        visit.post("/portal/directories/" + id + below, "provider", "okta scim v2.0", "name", "Mine"));
            }
            String before = other.api("GET", "/directories/" + directory, null).asString()
                    + other.api("GET", "/directories/" + directory + "/tokens", null)
                            .asString();
            for (var call : calls) {
                Response foreign = call.apply(directory);
                assertThat(foreign.statusCode()).isEqualTo(404);
                assertThat(foreign.asString())
                        .isEqualTo(call.apply(NEVER_USED).asString())
                        .doesNotContain(other.organization(), "Neighbour", "Foreigner");
            }
            assertThat(other.api("GET", "/directories/" + directory, null).asString()
                            + other.api("GET", "/directories/" + directory + "/tokens", null)
                                    .asString())
                    .isEqualTo(before);
        }
    }

    @Test
    void domainOfAnotherOrganizationIsUnknown() {
        var acme = customers.fresh("Acme");
        var neighbour = customers.of(acme.tenant(), "Neighbour");
        String domain = neighbour
                .api(
                        "POST",
                        "/organization_domains",
                        java.util.Map.of(
                                "organization_id", neighbour.organization(), "domain", "neighbour.example.com"))
                .path("id");
        var visit = acme.visit("domain_verification");
        visit.post("/portal/domains/" + domain + "/verify").then().statusCode(404);
        visit.get("/portal/domains").then().body(not(containsString("neighbour.example.com")));
        visit.post("/portal/domains", "domain", "neighbour.example.com")
                .then()
                .statusCode(422)
                .body(not(containsString("Neighbour")));
    }

    @Test
    void sessionOpensNeitherApiNorDashboard() {
        var acme = customers.fresh("Acme");
        var visit = acme.visit("dsync");
        String token = visit.cookie("muster-portal");
        String environment = IdType.ENVIRONMENT.print(acme.tenant().environmentId());
        for (String path : List.of(
                "/organizations",
                "/organizations/" + acme.organization(),
                "/directories",
                "/directory_users",
                "/directory_groups",
                "/events?events=dsync.activated",
                "/events/stream?events=dsync.activated",
                "/webhook_endpoints",
                "/api_keys",
                "/audit_log")) {
            visit.get(path).then().statusCode(401);
            given().header("Authorization", "Bearer " + token).get(path).then().statusCode(401);
        }
        visit.setCookie("muster-session", token);
        for (String path : List.of(
                "/dashboard",
                "/dashboard/environments",
                "/dashboard/environments/" + environment,
                "/dashboard/environments/" + environment + "/keys",
                "/dashboard/environments/" + environment + "/organizations/" + acme.organization())) {
            visit.get(path).then().statusCode(303).header("Location", containsString("/dashboard/sign-in"));
        }
    }

    @Test
    void setUpLinkOfTheDashboardOpensUntilItIsRevokedAndItsVisitorsAreOutThen() {
        var team = teams.fresh();
        var operator = team.visit();
        String organization =
                operator.post(team.home() + "/organizations", "name", "Acme").header("Location");
        String here = organization + "/setup-link";
        operator.post(here, "intent", "dsync").then().statusCode(303);
        String token = fresh(operator.get(here).asString());
        var first = new Visit();
        first.post("/portal/open", "token", token).then().statusCode(303);
        new Visit().post("/portal/open", "token", token).then().statusCode(303);
        operator.post(here + "/stored").then().statusCode(303);
        operator.get(here).then().body(not(containsString(token))).body(containsString("Last opened"));

        operator.get(here + "/revoke").then().statusCode(200).body(containsString("Revoke the set-up link"));
        operator.post(here + "/revoke").then().statusCode(303);
        first.get("/portal").then().statusCode(401);
        new Visit().post("/portal/open", "token", token).then().statusCode(410);
    }

    @Test
    void newSetUpLinkEndsTheOneBeforeAndFinishingEndsItForNewVisitors() {
        var team = teams.fresh();
        var operator = team.visit();
        String here =
                operator.post(team.home() + "/organizations", "name", "Acme").header("Location") + "/setup-link";
        operator.post(here, "intent", "dsync").then().statusCode(303);
        String first = fresh(operator.get(here).asString());
        operator.post(here, "intent", "domain_verification").then().statusCode(303);
        String second = fresh(operator.get(here).asString());
        new Visit().post("/portal/open", "token", first).then().statusCode(410);
        var visit = new Visit();
        visit.post("/portal/open", "token", second).then().statusCode(303);
        visit.post("/portal/finish").then().statusCode(303).header("Location", "/portal/done");
        visit.get("/portal/done").then().statusCode(200).body(containsString("All set up"));
        new Visit().post("/portal/open", "token", second).then().statusCode(410);
    }

    private static String fresh(String page) {
        int at = page.indexOf("/portal/pl_") + 8;
        return page.substring(at, at + 41);
    }
}
