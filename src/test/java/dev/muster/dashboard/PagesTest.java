package dev.muster.dashboard;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.muster.requestlog.RequestRecorder;
import dev.muster.tenant.Operator;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What holds on every page behind the sign-in. */
@QuarkusTest
class PagesTest {

    private static final String SCHEMA = "urn:acme:scim:schemas:hr:2.0:User";
    private static final String SCRIPT = "<script>alert(1)</script>";

    @Inject
    Teams teams;

    @Inject
    RequestRecorder recorder;

    @Test
    void whatBelongsToAnotherTeamIsUnknown() {
        var theirs = teams.fresh();
        var mine = teams.fresh();
        var visit = mine.visit();
        for (String path : pages(theirs, "Theirs")) {
            visit.get(path).then().statusCode(404);
            // The id alone, in an environment of one's own, opens nothing either.
            visit.get(path.replace(theirs.home(), mine.home()))
                    .then()
                    .statusCode(404)
                    .body(not(containsString("Theirs")));
        }
    }

    @Test
    void whatBelongsToAnotherTeamCannotBeChanged() {
        var theirs = teams.fresh();
        var mine = teams.fresh();
        var visit = mine.visit();
        String organization = organization(theirs.visit(), theirs, "Theirs");
        String directory = directory(theirs.visit(), organization, "Theirs");
        for (String act : List.of("/delete", "/pause", "/settings", "/tokens", "/schemas/new")) {
            visit.post(directory + act, "name", "Mine").then().statusCode(404);
            visit.post((directory + act).replace(theirs.home(), mine.home()), "name", "Mine")
                    .then()
                    .statusCode(404);
        }
        visit.post(organization.replace(theirs.home(), mine.home()) + "/delete")
                .then()
                .statusCode(404);
        theirs.visit().get(directory).then().statusCode(200).body(containsString("Waiting for OneLogin"));
    }

    @Test
    void directoryOfOneEnvironmentIsUnknownInAnotherOfTheSameTeam() {
        var team = teams.fresh();
        var visit = team.visit();
        String directory = directory(visit, organization(visit, team, "Acme"), "Acme");
        String staging = location(visit.post(Addresses.ENVIRONMENTS, "name", "Staging", "kind", "staging"));
        visit.get(directory.replace(team.home(), staging)).then().statusCode(404);
    }

    @Test
    void scriptsInStoredTextsAreShownAsText() {
        var team = teams.fresh();
        var visit = team.visit();
        List<String> pages = pages(team, SCRIPT);
        for (String path : pages) {
            visit.get(path)
                    .then()
                    .statusCode(200)
                    .body(not(containsString(SCRIPT)))
                    .body(containsString("&lt;script&gt;"));
        }
    }

    @Test
    void aRefusedRequestIsFoundAndTellsWhatWasSentAndAnswered() {
        var team = teams.fresh();
        var visit = team.visit();
        String directory = directory(visit, organization(visit, team, "Acme"), "Acme");
        visit.get(directory + "/requests").then().body(containsString("No requests yet"));
        String setup = visit.get(directory + "/setup").asString();
        String endpoint = "/scim/v2/" + between(setup, "/scim/v2/", "<");
        String token = "dst_" + between(setup, ">dst_", "<");
        given().header("Authorization", "Bearer " + token)
                .contentType("application/scim+json")
                .body("{\"userName\":\"o'hara\",\"password\":\"s3cret\",\"active\":\"perhaps\"}")
                .post(endpoint + "/Users")
                .then()
                .statusCode(400);
        recorder.flush();

        visit.get(directory).then().body(containsString("Data that cannot be read"));
        visit.get(directory + "/requests?outcome=conflict").then().body(containsString("No such request"));
        String list = visit.get(directory + "/requests?outcome=refused&method=POST&search=O'Hara")
                .asString();
        assertThat(list).contains("POST /Users", "o&#39;hara");
        visit.get(directory + "/requests/" + between(list, "/requests/", "\""))
                .then()
                .statusCode(200)
                .body(containsString("active"))
                .body(containsString("What to do:"))
                .body(containsString("curl -X"))
                .body(containsString("Bearer TOKEN"))
                .body(not(containsString("s3cret")))
                .body(not(containsString(token)));
    }

    @Test
    void aFindingIsMutedAndShownAgain() {
        var team = teams.fresh();
        var visit = team.visit();
        String directory = directory(visit, organization(visit, team, "Acme"), "Acme");
        visit.get(directory).then().body(containsString("No request yet")).body(not(containsString("Hidden until")));
        location(visit.post(directory + "/muted", "code", "never_contacted", "subject", ""));
        String muted = visit.get(directory).asString();
        assertThat(muted).contains("Hidden until").doesNotContain("What to do:");
        teams.colleague(team, Operator.Role.VIEWER)
                .visit()
                .post(directory + "/muted/" + between(muted, directory + "/muted/", "/") + "/end")
                .then()
                .statusCode(403);
        location(visit.post(directory + "/muted/" + between(muted, directory + "/muted/", "/") + "/end"));
        visit.get(directory).then().body(containsString("What to do:")).body(not(containsString("Hidden until")));
    }

    @Test
    void tokenIsShownUntilItIsStoredAndNeverAgain() {
        var team = teams.fresh();
        var visit = team.visit();
        String directory = directory(visit, organization(visit, team, "Acme"), "Acme");
        String setup = directory + "/setup";
        visit.get(setup).then().body(containsString(">dst_")).header("Cache-Control", is("no-store"));
        visit.get(setup).then().body(containsString(">dst_"));
        visit.post(setup).then().statusCode(303);
        visit.get(setup).then().body(not(containsString(">dst_"))).body(containsString("was shown once"));
        team.visit().get(setup).then().body(not(containsString(">dst_")));
    }

    @Test
    void freshTokenThatWasRevokedIsNotShownAnyMore() {
        var team = teams.fresh();
        var visit = team.visit();
        String directory = directory(visit, organization(visit, team, "Acme"), "Acme");
        visit.get(directory + "/setup").then().body(containsString(">dst_"));
        String token = between(visit.get(directory).asString(), directory + "/tokens/", "/");
        team.visit().post(directory + "/tokens/" + token + "/revoke").then().statusCode(303);
        visit.get(directory + "/setup")
                .then()
                .body(not(containsString(">dst_")))
                .body(containsString("Generate a token"));
    }

    @Test
    void freshTokenOpensOnlyInTheSessionThatMadeIt() {
        var team = teams.fresh();
        var visit = team.visit();
        String directory = directory(visit, organization(visit, team, "Acme"), "Acme");
        var colleague = team.visit();
        colleague.setCookie("muster-fresh", visit.cookie("muster-fresh"));
        colleague.get(directory + "/setup").then().body(not(containsString(">dst_")));
    }

    @Test
    void thirdTokenNeedsTheEndOfAnother() {
        var team = teams.fresh();
        var visit = team.visit();
        String directory = directory(visit, organization(visit, team, "Acme"), "Acme");
        location(visit.post(directory + "/tokens"));
        visit.get(directory).then().body(containsString("Two tokens can live at a time"));
        assertThat(location(visit.post(directory + "/tokens"))).isEqualTo(directory);
    }

    @Test
    void ofTwoWhoMakeATokenAtOnceOneIsTold() throws Exception {
        var team = teams.fresh();
        var visit = team.visit();
        var colleague = teams.colleague(team, Operator.Role.ADMIN).visit();
        String directory = directory(visit, organization(visit, team, "Acme"), "Acme");
        try (var both = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = both.invokeAll(List.of(
                    () -> location(visit.post(directory + "/tokens")),
                    () -> location(colleague.post(directory + "/tokens"))));
            assertThat(List.of(answers.get(0).get(), answers.get(1).get()))
                    .containsExactlyInAnyOrder(directory, directory + "/setup");
        }
        String seen = visit.get(directory).asString() + colleague.get(directory).asString();
        assertThat(seen).contains("No token was made");
    }

    @Test
    void newKeyWorksAndARevokedOneDoesNot() {
        var team = teams.fresh();
        var visit = team.visit();
        visit.post(team.home() + "/keys", "name", "Backend").then().statusCode(303);
        String html = visit.get(team.home() + "/keys").asString();
        String key = "sk_" + between(html, ">sk_", "<");
        given().auth().oauth2(key).get("/organizations").then().statusCode(200);
        visit.post(team.home() + "/keys/api_key_" + between(html, "/keys/api_key_", "/") + "/revoke")
                .then()
                .statusCode(303);
        given().auth().oauth2(key).get("/organizations").then().statusCode(401);
    }

    @Test
    void viewerIsNotShownTheSigningSecret() {
        var admin = teams.fresh();
        String endpoint = location(admin.visit()
                .post(
                        admin.home() + "/webhooks",
                        "url",
                        "https://app.example.com/hook",
                        "types",
                        "dsync.user.created"));
        admin.visit().post(endpoint + "/secret").then().statusCode(200).body(containsString(">whsec_"));
        var viewer = teams.colleague(admin, Operator.Role.VIEWER);
        viewer.visit().get(endpoint).then().statusCode(200).body(not(containsString("Reveal")));
        viewer.visit().post(endpoint + "/secret").then().statusCode(403).body(not(containsString("whsec_")));
    }

    @Test
    void schemaIsDeclaredCorrectedAndDeleted() {
        var team = teams.fresh();
        var visit = team.visit();
        String directory = directory(visit, organization(visit, team, "Acme"), "Acme");
        String schemas = directory + "/schemas";
        visit.get(schemas).then().body(containsString("No schema of its own"));
        visit.post(schemas + "/new", "urn", "hr", "name", "", "attributes", "[{\"name\":\"a\",\"type\":\"number\"}]")
                .then()
                .statusCode(422)
                .body(containsString("A schema needs a name"))
                .body(containsString("urn must be a URN"))
                .body(containsString("attributes[0].type must be one of"))
                .body(containsString("&quot;number&quot;"));
        visit.post(schemas + "/new", "urn", SCHEMA, "name", "Hr", "attributes", "[{\"name\":")
                .then()
                .statusCode(422)
                .body(containsString("The attributes are no JSON"));
        assertThat(location(visit.post(
                        schemas + "/new",
                        "urn",
                        SCHEMA,
                        "name",
                        "Hr",
                        "required",
                        "yes",
                        "attributes",
                        "[{\"name\":\"badge\",\"type\":\"integer\",\"mutability\":\"immutable\"}]")))
                .isEqualTo(schemas);
        visit.get(schemas)
                .then()
                .body(containsString(SCHEMA), containsString("badge"), containsString("immutable"))
                .body(containsString("required"));
        location(visit.post(
                schemas + "/" + SCHEMA, "name", "Staff", "attributes", "[{\"name\":\"card\",\"multiValued\":true}]"));
        visit.get(schemas).then().body(containsString("Staff"), containsString("list of string"));
        visit.get(schemas + "/" + SCHEMA + "/delete").then().body(containsString("Delete the schema Staff?"));
        location(visit.post(schemas + "/" + SCHEMA + "/delete"));
        visit.post(schemas + "/" + SCHEMA + "/delete").then().statusCode(404);
        visit.get(schemas + "/" + SCHEMA).then().statusCode(404);
    }

    @Test
    void unknownWordsInAddressesAreForgiven() {
        var team = teams.fresh();
        var visit = team.visit();
        visit.get(team.home() + "/organizations?after=nonsense&before=org_x")
                .then()
                .statusCode(200);
        visit.get(team.home() + "/events?type=no.such.type").then().statusCode(200);
        visit.get(team.home() + "/organizations/%00").then().statusCode(404);
    }

    private List<String> pages(Teams.Team team, String name) {
        var visit = team.visit();
        String organization = organization(visit, team, name);
        String directory = directory(visit, organization, name);
        String setup = visit.get(directory + "/setup").asString();
        String endpoint = "/scim/v2/" + between(setup, "/scim/v2/", "<");
        String token = "dst_" + between(setup, ">dst_", "<");
        String user = push(endpoint + "/Users", token, """
                {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"%s","displayName":"%s","title":"%s",
                 "name":{"givenName":"%s","familyName":"%s"}}
                """.formatted(name, name, name, name, name));
        String group = push(endpoint + "/Groups", token, """
                {"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"%s"}
                """.formatted(name));
        visit.post(directory + "/schemas/new", "urn", SCHEMA, "name", name, "attributes", "[{\"name\":\"badge\"}]")
                .then()
                .statusCode(303);
        Awaitility.await()
                .until(() -> visit.get(directory + "/events").asString().contains("dsync.group.created"));
        recorder.flush();
        String request = between(visit.get(directory + "/requests").asString(), "/requests/", "\"");
        return List.of(
                organization,
                organization + "/delete",
                organization + "/setup-link",
                organization + "/setup-link/revoke",
                directory,
                directory + "/setup",
                directory + "/events",
                directory + "/requests",
                directory + "/requests/" + request,
                directory + "/attributes",
                directory + "/settings",
                directory + "/schemas",
                directory + "/schemas/new",
                directory + "/schemas/" + SCHEMA,
                directory + "/schemas/" + SCHEMA + "/delete",
                directory + "/delete",
                directory + "/users",
                directory + "/users/" + user,
                directory + "/users/" + user + "/remove",
                directory + "/groups",
                directory + "/groups/" + group,
                directory + "/groups/" + group + "/remove");
    }

    private static String push(String address, String token, String body) {
        return given().auth()
                .oauth2(token)
                .contentType("application/scim+json")
                .body(body)
                .post(address)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static String organization(Visit visit, Teams.Team team, String name) {
        return location(visit.post(team.home() + "/organizations", "name", name));
    }

    private static String directory(Visit visit, String organization, String name) {
        return location(visit.post(organization + "/directories/new", "provider", "onelogin scim v2.0", "name", name))
                .replace("/setup", "");
    }

    private static String location(Response response) {
        return response.then().statusCode(303).extract().header("Location");
    }

    private static String between(String text, String start, String end) {
        int from = text.indexOf(start) + start.length();
        return text.substring(from, text.indexOf(end, from));
    }
}
