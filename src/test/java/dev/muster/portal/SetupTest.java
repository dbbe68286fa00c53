package dev.muster.portal;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.muster.dashboard.Visit;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a customer's administrator sets up. */
@QuarkusTest
class SetupTest {

    private static final String SCRIPT = "<script>alert(1)</script>";

    @Inject
    Customers customers;

    @ParameterizedTest
    @EnumSource(dev.muster.provider.ProviderType.class)
    void chosenProviderBecomesTheDirectorysTypeAndItsStepsFollow(dev.muster.provider.ProviderType provider) {
        var acme = customers.fresh("Acme");
        var visit = acme.visit("dsync");
        String setup = choose(visit, provider.wireName());
        visit.get(setup)
                .then()
                .statusCode(200)
                .body(containsString("Waiting for the first request"))
                .body(containsString(provider.displayName()))
                .body(containsString("class=\"steps\""))
                .body(containsString("Nothing arrives?"));
        acme.api("GET", "/directories?organization_id=" + acme.organization(), null)
                .then()
                .body("data.type", contains(provider.wireName()));
        visit.get("/portal").then().header("Location", setup);
    }

    @Test
    void secondChoiceMakesNoSecondDirectory() {
        var acme = customers.fresh("Acme");
        var visit = acme.visit("dsync");
        choose(visit, "okta scim v2.0");
        visit.post("/portal/directories/new", "provider", "okta scim v2.0")
                .then()
                .statusCode(303)
                .header("Location", "/portal");
        visit.post("/portal/directories/new", "provider", "gsuite directory")
                .then()
                .statusCode(404);
        acme.api("GET", "/directories", null).then().body("data", hasSize(1));
    }

    @Test
    void directoryOfTheDeveloperIsSimplySetUp() {
        var acme = customers.fresh("Acme");
        String directory = acme.directory("okta scim v2.0");
        var visit = acme.visit("dsync");
        visit.get("/portal").then().statusCode(303).header("Location", "/portal/directories/" + directory + "/setup");
        visit.get("/portal/directories/" + directory + "/setup")
                .then()
                .body(containsString("Generate a token"))
                .body(not(containsString(">dst_")));
        acme.directory("onelogin scim v2.0");
        visit.get("/portal").then().header("Location", "/portal/directories");
        visit.get("/portal/directories").then().statusCode(200).body(containsString("Made by hand"));
    }

    @Test
    void tokensAreShownOnceTwoAtMostAndRevokedAfterAQuestion() {
        var acme = customers.fresh("Acme");
        var visit = acme.visit("dsync");
        String setup = choose(visit, "okta scim v2.0");
        String directory = setup.replace("/setup", "");
        String first = token(visit.get(setup).asString());
        acme.visit("dsync").get(setup).then().body(not(containsString(first)));
        visit.post(setup).then().statusCode(303);
        visit.get(setup).then().body(not(containsString(first)));

        visit.post(directory + "/tokens").then().statusCode(303).header("Location", setup);
        String second = token(visit.get(setup).asString());
        assertThat(second).isNotEqualTo(first);
        visit.post(directory + "/tokens").then().statusCode(303).header("Location", directory);
        String page = visit.get(directory).then().statusCode(200).extract().asString();
        assertThat(page).contains("Two are active").doesNotContain(first, second);
        String revoke = page.substring(page.indexOf(directory + "/tokens/"), page.indexOf("/revoke")) + "/revoke";
        visit.get(revoke).then().statusCode(200).body(containsString("It has never been used."));
        visit.post(revoke).then().statusCode(303).header("Location", directory);
        visit.get(directory).then().body(containsString("Generate second token"));
        String endpoint = endpoint(visit.get(setup).asString());
        assertThat(List.of(scim(endpoint, first), scim(endpoint, second))).containsExactlyInAnyOrder(200, 401);
    }

    @Test
    void whatGoesWrongIsExplainedWithTheRemedy() {
        var acme = customers.fresh("Acme");
        var visit = acme.visit("dsync");
        String setup = choose(visit, "onelogin scim v2.0");
        String page = visit.get(setup).asString();
        String endpoint = endpoint(page);
        assertThat(page).doesNotContain("Token not accepted");
        assertThat(scim(endpoint, token(page).replaceFirst("dst_.", "dst_"))).isEqualTo(401);
        org.awaitility.Awaitility.await()
                .until(() -> visit.get(setup).asString().contains("Token not accepted"));
    }

    @Test
    void otherProviderTakesOverAndTheOldTokensEnd() {
        var acme = customers.fresh("Acme");
        var visit = acme.visit("dsync");
        String setup = choose(visit, "okta scim v2.0");
        String directory = setup.replace("/setup", "");
        String page = visit.get(setup).asString();
        person(endpoint(page), token(page), "ada@acme.test");
        visit.get(directory + "/provider").then().statusCode(200).body(containsString("OneLogin"));
        visit.get(directory + "/provider?provider=onelogin scim v2.0")
                .then()
                .body(containsString("Change from Okta to OneLogin?"));
        visit.post(directory + "/provider", "provider", "onelogin scim v2.0")
                .then()
                .statusCode(303)
                .header("Location", setup);
        assertThat(scim(endpoint(page), token(page))).isEqualTo(401);
        visit.get(setup)
                .then()
                .body(containsString("Waiting for the first request"))
                .body(containsString("Generate a token"));
        acme.api("GET", "/directories/" + directory.substring(directory.lastIndexOf('/') + 1), null)
                .then()
                .body("type", equalTo("onelogin scim v2.0"))
                .body("metadata.users.active", equalTo(1));
    }

    @Test
    void everyDeedIsOnRecordAsThePortalsOwn() {
        var acme = customers.fresh("Acme");
        var visit = acme.visit("dsync");
        choose(visit, "okta scim v2.0");
        visit.post("/portal/finish");
        acme.api("GET", "/audit_log?order=asc", null)
                .then()
                .body(
                        "data.findAll { it.actor.type == 'portal_session' }.action",
                        hasItems("portal_session.opened", "directory.created", "portal_session.completed"))
                .body(
                        "data.findAll { it.actor.type == 'portal_session' }.actor.id",
                        everyItem(startsWith("portal_session_")))
                .body("data.findAll { it.actor.type == 'api_key' }.action", hasItems("portal_link.created"));
    }

    @Test
    void whatTheProviderSendsIsShownAsTextOnly() {
        var acme = customers.fresh("Acme " + SCRIPT);
        var visit = acme.visit("dsync");
        String setup = choose(visit, "okta scim v2.0");
        String directory = setup.replace("/setup", "");
        String page = visit.get(setup).asString();
        person(endpoint(page), token(page), SCRIPT);
        org.awaitility.Awaitility.await()
                .until(() -> visit.get(directory).asString().contains("Person added"));
        for (String path : List.of(setup, directory, directory + "/users", directory + "/provider")) {
            visit.get(path)
                    .then()
                    .statusCode(200)
                    .body(not(containsString(SCRIPT)))
                    .body(containsString("&lt;script&gt;"));
        }
    }

    @Test
    void logoAndLastPageLeadBackToTheApplication() {
        var acme = customers.fresh("Acme");
        String link = acme.link(Map.of(
                "return_url", "https://app.example.com/back?a=1&b=2", "success_url", "https://app.example.com/done"));
        var visit = new Visit();
        visit.post("/portal/open", "token", Customers.token(link)).then().statusCode(303);
        visit.get("/portal/directories/new")
                .then()
                .body(containsString("href=\"https://app.example.com/back?a=1&amp;b=2\""))
                .body(containsString("Back to app.example.com"));
        visit.get("/portal/done").then().body(containsString("href=\"https://app.example.com/done\""));
    }

    @Test
    void domainsAreAddedAndTheirRecordsShown() {
        var acme = customers.fresh("Acme");
        var visit = acme.visit("domain_verification");
        visit.get("/portal/domains").then().statusCode(200).body(containsString("No domain yet"));
        visit.post("/portal/domains", "domain", "gmail.com").then().statusCode(422);
        visit.post("/portal/domains", "domain", SCRIPT).then().statusCode(422).body(not(containsString(SCRIPT)));
        visit.post("/portal/domains", "domain", "Acme.Example.Com").then().statusCode(303);
        String id =
                acme.api("GET", "/organizations/" + acme.organization(), null).path("domains[0].id");
        String token = acme.api("GET", "/organization_domains/" + id, null).path("verification_token");
        visit.get("/portal/domains")
                .then()
                .body(containsString("verification_token=" + token))
                .body(containsString("Waiting for the record"));
        String looked = visit.post("/portal/domains/" + id + "/verify")
                .then()
                .statusCode(303)
                .extract()
                .header("Location");
        visit.get(looked.replaceFirst("#.*", "")).then().body(containsString("was not found just now"));
    }

    private static String choose(Visit visit, String provider) {
        return visit.post("/portal/directories/new", "provider", provider)
                .then()
                .statusCode(303)
                .header("Location", containsString("/setup"))
                .extract()
                .header("Location");
    }

    private static String token(String page) {
        int at = page.indexOf(">dst_") + 1;
        return page.substring(at, page.indexOf('<', at));
    }

    private static String endpoint(String page) {
        int at = page.indexOf("/scim/v2/");
        return page.substring(at, page.indexOf('<', at));
    }

    private static int scim(String endpoint, String token) {
        return given().auth().oauth2(token).get(endpoint + "/Users").statusCode();
    }

    private static void person(String endpoint, String token, String userName) {
        given().auth()
                .oauth2(token)
                .contentType("application/scim+json")
                .body(Map.of("userName", userName))
                .post(endpoint + "/Users")
                .then()
                .statusCode(201);
    }
}
