package dev.muster.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.muster.id.IdType;
import dev.muster.requestlog.RequestRecorder;
import dev.muster.support.Rewrites;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a customer's administrator sees and decides of a directory once it is connected. */
@QuarkusTest
class DirectoryPagesTest {

    private static final String ADA = """
            {"userName":"ada@acme.test","title":"Engineer",
             "emails":[{"value":"ada@acme.test","type":"work","primary":true}]}""";

    @Inject
    Customers customers;

    @Inject
    RequestRecorder recorder;

    @Inject
    Rewrites rewrites;

    @Test
    void aRefusedRequestIsFoundByThePersonAndSaysWhatToDo() {
        var acme = customers.fresh("Acme").connected("okta scim v2.0");
        acme.visit().get(acme.page() + "/requests").then().body(containsString("No requests yet"));
        acme.push("/Users", "{\"userName\":\"o'hara\",\"password\":\"s3cret\",\"active\":\"perhaps\"}")
                .then()
                .statusCode(400);
        acme.made("/Users", ADA);
        recorder.flush();

        String list = acme.visit()
                .get(acme.page() + "/requests?outcome=refused&search=O'Hara")
                .asString();
        assertThat(list).contains("POST /Users", "o&#39;hara").doesNotContain("ada@acme.test");
        acme.visit()
                .get(acme.page() + "/requests/" + between(list, acme.page() + "/requests/"))
                .then()
                .statusCode(200)
                .body(containsString("active"))
                .body(containsString("What to do:"))
                .body(containsString("mapping of the attribute, in Okta"))
                .body(not(containsString("s3cret")))
                .body(not(containsString(acme.token())));
        acme.visit().get(acme.page() + "/requests?search=nobody").then().body(containsString("No such request"));
    }

    @Test
    void whomARequestIsAboutIsNamedEvenWhereTheRequestSaysOnlyAnId() {
        var acme = customers.fresh("Acme").connected("okta scim v2.0");
        String group = acme.made("/Groups", "{\"displayName\":\"Engineers\"}");
        io.restassured.RestAssured.given()
                .auth()
                .oauth2(acme.token())
                .contentType("application/scim+json")
                .body("{\"Operations\":[{\"op\":\"replace\",\"path\":\"externalId\",\"value\":\"e1\"}]}")
                .patch(acme.endpoint() + "/Groups/" + group)
                .then()
                .statusCode(204);
        recorder.flush();
        acme.visit()
                .get(acme.page() + "/requests?method=PATCH")
                .then()
                .body(containsString("<td>Engineers</td>"))
                .body(not(containsString("POST /Groups")));
    }

    @Test
    void whatIsOfOthersIsUnknown() {
        var theirs = customers.fresh("Theirs").connected("okta scim v2.0");
        theirs.made("/Users", ADA);
        recorder.flush();
        String request =
                between(theirs.visit().get(theirs.page() + "/requests").asString(), theirs.page() + "/requests/");
        var mine = customers.fresh("Mine").connected("okta scim v2.0");
        for (String page : List.of("/requests", "/requests/" + request, "/attributes", "/roles", "/users", "/groups")) {
            mine.visit().get(theirs.page() + page).then().statusCode(404);
        }
        mine.visit().get(mine.page() + "/requests/" + request).then().statusCode(404);
        mine.visit()
                .post(theirs.page() + "/attributes", "name", "job_title", "path", "userName")
                .then()
                .statusCode(404);
    }

    @Test
    void peopleAreFoundByName() {
        var acme = customers.fresh("Acme").connected("okta scim v2.0");
        acme.made("/Users", ADA);
        acme.made("/Users", "{\"userName\":\"bob@acme.test\"}");
        acme.visit()
                .get(acme.page() + "/users?search=ADA")
                .then()
                .body(containsString("ada@acme.test"))
                .body(not(containsString("bob@acme.test")));
        acme.visit().get(acme.page() + "/users?search=nobody").then().body(containsString("Refused requests"));
    }

    @Test
    void groupsShowWhoIsInThem() {
        var acme = customers.fresh("Acme").connected("okta scim v2.0");
        acme.visit().get(acme.page() + "/groups").then().body(containsString("No groups yet"));
        String ada = acme.made("/Users", ADA);
        acme.made("/Users", "{\"userName\":\"bob@acme.test\"}");
        String crew = acme.made("/Groups", "{\"displayName\":\"Crew\",\"members\":[{\"value\":\"" + ada + "\"}]}");
        acme.made("/Groups", "{\"displayName\":\"Nobody\"}");
        acme.visit()
                .get(acme.page() + "/groups?search=cre")
                .then()
                .body(containsString("/groups/" + crew))
                .body(not(containsString("Nobody")));
        acme.visit()
                .get(acme.page() + "/groups/" + crew)
                .then()
                .statusCode(200)
                .body(containsString("ada@acme.test"))
                .body(containsString("/requests?search=" + ada))
                .body(not(containsString("bob@acme.test")));
        var others = customers.fresh("Others").connected("okta scim v2.0");
        others.visit().get(others.page() + "/groups/" + crew).then().statusCode(404);
    }

    @Test
    void theApplicationsAttributesAreMappedAfterALookAtARealPerson() {
        var customer = customers.fresh("Acme");
        var acme = customer.connected("okta scim v2.0");
        acme.visit().get(acme.page()).then().body(not(containsString(">Attributes</a>")));
        customer.api(
                        "POST",
                        "/directory_attributes",
                        Map.of("name", "cost_code", "type", "string", "description", "Who pays"))
                .then()
                .statusCode(201);
        String ada = acme.made("/Users", ADA);
        acme.visit().get(acme.page()).then().body(containsString(">Attributes</a>"));
        String page = acme.page() + "/attributes";
        acme.visit()
                .get(page)
                .then()
                .statusCode(200)
                .body(containsString("Who pays"))
                .body(containsString("emails[type eq &quot;work&quot;].value"));

        acme.visit().post(page, "name", "cost_code", "path", "emails[").then().statusCode(422);
        acme.visit()
                .post(page + "/preview", "name", "cost_code", "path", "title")
                .then()
                .statusCode(200)
                .body(containsString("Engineer"));
        acme.visit()
                .post(page, "name", "cost_code", "path", "title")
                .then()
                .statusCode(303)
                .header("Location", page + "?saved=yes");
        rewrites.finish(
                customer.tenant(), IdType.DIRECTORY.parse(acme.directory()).orElseThrow());
        customer.api("GET", "/directory_users/" + ada, null)
                .then()
                .body("custom_attributes.cost_code", equalTo("Engineer"));
        customer.api("GET", "/audit_log", null)
                .then()
                .body(
                        "data.findAll { it.actor.type == 'portal_session' }.action",
                        hasItem("directory.attributes_mapped"));
    }

    @Test
    void groupsGiveRolesOnlyWhereTheApplicationAllowsIt() {
        var customer = customers.fresh("Acme");
        var acme = customer.connected("okta scim v2.0");
        customer.api("POST", "/authorization/roles", Map.of("slug", "admin", "name", "Administrator"))
                .then()
                .statusCode(201);
        String ada = acme.made("/Users", ADA);
        String group = acme.made("/Groups", "{\"displayName\":\"Crew\",\"members\":[{\"value\":\"" + ada + "\"}]}");
        String page = acme.page() + "/roles";
        acme.visit().get(acme.page()).then().body(not(containsString(">Roles</a>")));
        acme.visit().get(page).then().statusCode(404);
        acme.visit().post(page, "group", group, "role", "admin").then().statusCode(404);

        customer.api("PATCH", "/authorization/role_settings", Map.of("portal_mapping", true))
                .then()
                .body("portal_mapping", equalTo(true));
        acme.visit().get(acme.page()).then().body(containsString(">Roles</a>"));
        acme.visit().get(page).then().statusCode(200).body(containsString("Role of Crew"));
        acme.visit().post(page, "group", group, "role", "owner").then().statusCode(404);
        acme.visit().post(page, "group", group, "role", "admin").then().statusCode(303);
        rewrites.finish(
                customer.tenant(), IdType.DIRECTORY.parse(acme.directory()).orElseThrow());
        customer.api("GET", "/directory_users/" + ada, null).then().body("role.slug", equalTo("admin"));
    }

    private static String between(String html, String start) {
        int from = html.indexOf(start) + start.length();
        return html.substring(from, html.indexOf('"', from));
    }
}
