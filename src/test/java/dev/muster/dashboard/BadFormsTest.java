package dev.muster.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever is typed, or sent in the place of our forms, leads to a page and never to a failure of ours. */
@QuarkusTest
class BadFormsTest {

    private static final String NUL = "a\u0000b";

    @Inject
    Teams teams;

    Teams.Team team;
    Visit visit;

    @BeforeEach
    void aTeam() {
        team = teams.fresh();
        visit = team.visit();
    }

    @Test
    void nulInAFieldIsNoAccident() {
        String directory = directory();
        var answers = new ArrayList<Response>();
        answers.add(visit.post(team.home() + "/organizations", "name", NUL));
        answers.add(visit.post(team.home() + "/keys", "name", NUL));
        answers.add(visit.post(team.home() + "/roles", "slug", NUL, "name", NUL, "description", NUL));
        answers.add(visit.post(team.home() + "/roles/settings", "default", NUL, "multiple", "false"));
        answers.add(visit.post(team.home() + "/attributes", "name", "x", "type", "string", "description", NUL));
        answers.add(visit.post(team.home() + "/webhooks", "url", "https://x.example.com/" + NUL, "types", NUL));
        answers.add(visit.post(directory + "/settings", "name", NUL, "label", NUL, "deprovisioning", NUL));
        answers.add(visit.post(directory + "/attributes", "name", "job_title", "path", NUL));
        answers.add(visit.post(directory + "/attributes/preview", "name", NUL, "path", "title"));
        answers.add(visit.post(
                directory + "/schemas/new",
                "urn",
                "urn:acme:hr",
                "name",
                "Hr",
                "attributes",
                "[{\"name\":\"badge\",\"canonicalValues\":[\"\\u0000\"]}]"));
        answers.add(visit.post("/dashboard/team/invitations", "email", NUL + "@muster.test", "role", "admin"));
        answers.add(visit.post("/dashboard/team/invitations/withdraw", "email", NUL));
        answers.add(new Visit().post(Addresses.SIGN_IN, "email", NUL + "@muster.test", "password", NUL));
        assertThat(answers).allSatisfy(BadFormsTest::isPage);
    }

    @Test
    void nulInAnAddressIsNoAccident() {
        String directory = directory();
        for (String address : List.of(
                team.home() + "/organizations?search=a%00b",
                team.home() + "/attributes/a%00b/delete",
                team.home() + "/audit?target=a%00b",
                team.home() + "/audit?action=a%00b",
                team.home() + "/webhooks/a%00b",
                directory + "/users?search=a%00b",
                directory + "/groups?search=a%00b",
                directory + "/requests?search=a%00b",
                directory + "/schemas/a%00b",
                directory + "/attributes?email=a%00b",
                "/dashboard/sign-in?next=a%00b")) {
            isPage(visit.request().urlEncodingEnabled(false).get(address));
        }
    }

    @Test
    void missingFieldsAreNoAccident() {
        String directory = directory();
        for (String form : List.of(
                Addresses.ENVIRONMENTS,
                team.home() + "/organizations",
                team.home() + "/keys",
                team.home() + "/roles",
                team.home() + "/roles/settings",
                team.home() + "/attributes",
                team.home() + "/webhooks",
                directory + "/settings",
                directory + "/roles",
                directory + "/attributes",
                directory + "/attributes/preview",
                directory + "/schemas/new",
                "/dashboard/account/password",
                "/dashboard/team/invitations",
                "/dashboard/team/invitations/withdraw",
                "/dashboard/sign-in",
                "/dashboard/sign-in/link",
                "/dashboard/sign-in/account")) {
            isPage(visit.post(form));
        }
    }

    @Test
    void timesOutsideOfEveryCalendarAreNoAccident() {
        String webhook = location(
                visit.post(team.home() + "/webhooks", "url", "https://x.example.com", "types", "dsync.user.created"));
        for (String since : List.of("+999999999-12-31T23:59", "-999999999-01-01T00:00", "+300000-01-01T00:00")) {
            isPage(visit.post(webhook + "/replay", "what", "all", "since", since));
            isPage(visit.post(webhook + "/replay", "what", "failed", "since", since));
            isPage(visit.request()
                    .queryParam("what", "all")
                    .queryParam("since", since)
                    .get(webhook + "/replay/ask"));
        }
    }

    @Test
    void strangeOriginsAreRefused() {
        for (String origin : List.of("", "null", "//", "evil.example")) {
            visit.request()
                    .header("Origin", origin)
                    .contentType("application/x-www-form-urlencoded")
                    .formParam("csrf-token", visit.cookie("csrf-token"))
                    .formParam("name", "Staging")
                    .post(Addresses.ENVIRONMENTS)
                    .then()
                    .statusCode(403);
        }
    }

    private String directory() {
        String acme = location(visit.post(team.home() + "/organizations", "name", "Acme"));
        return location(visit.post(
                        acme + "/directories/new", "provider", "onelogin scim v2.0", "name", "Acme OneLogin"))
                .replace("/setup", "");
    }

    private static void isPage(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isLessThan(500);
    }

    private static String location(Response response) {
        return response.then().statusCode(303).extract().header("Location");
    }
}
