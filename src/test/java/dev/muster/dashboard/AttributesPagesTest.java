package dev.muster.dashboard;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Attributes are defined for the environment, mapped for a directory, and tried on somebody first. */
@QuarkusTest
class AttributesPagesTest {

    @Inject
    Teams teams;

    private Teams.Team team;
    private Visit visit;
    private String attributes;

    @BeforeEach
    void begin() {
        team = teams.fresh();
        visit = team.visit();
        attributes = team.home() + "/attributes";
    }

    @Test
    void definedSwitchedAndDeleted() {
        visit.get(attributes).then().statusCode(200).body(containsString("None yet"));
        visit.post(attributes, "name", "Cost", "type", "string")
                .then()
                .statusCode(422)
                .body(containsString("Name must be in snake_case"));
        visit.post(attributes, "name", "cost_code", "type", "string").then().statusCode(303);
        visit.get(attributes).then().body(containsString("cost_code")).body(not(containsString("None yet")));

        visit.get(attributes + "/job_title/off").then().statusCode(200).body(containsString("Switch job_title off?"));
        visit.post(attributes + "/job_title/off").then().statusCode(303);
        visit.get(attributes).then().body(containsString("/job_title/on"));
        visit.post(attributes + "/job_title/on").then().statusCode(303);
        visit.get(attributes).then().body(not(containsString("/job_title/on")));

        visit.post(attributes + "/cost_code/delete").then().statusCode(303);
        visit.get(attributes).then().body(containsString("None yet"));
        visit.get(attributes + "/unknown/delete").then().statusCode(404);
    }

    @Test
    void mappedAfterALookAtARealPerson() {
        visit.post(attributes, "name", "cost_code", "type", "string");
        String directory = directory();
        String page = directory + "/attributes";
        visit.get(page).then().statusCode(200).body(containsString("Nobody yet"));
        push(directory);

        visit.get(page)
                .then()
                .body(containsString("emails[type eq &quot;work&quot;].value"))
                .body(containsString("ada@acme.test"));
        visit.get(page + "?email=nobody@acme.test").then().body(containsString("Nobody here has this address"));
        visit.post(page, "name", "cost_code", "path", "emails[")
                .then()
                .statusCode(422)
                .body(containsString("is no path"));
        visit.post(page + "/preview", "name", "cost_code", "path", "title")
                .then()
                .statusCode(200)
                .body(containsString("Preview: ada@acme.test"))
                .body(containsString("Engineer"));
        visit.get(page).then().body(not(containsString("name=\"path\" value=\"title\"")));
        visit.post(page, "name", "cost_code", "path", "title").then().statusCode(303);
        visit.get(page)
                .then()
                .body(containsString("name=\"path\" value=\"title\""))
                .body(containsString("Everybody is looked at anew"));
    }

    private String directory() {
        String organization = location(visit.post(team.home() + "/organizations", "name", "Acme"));
        return location(visit.post(organization + "/directories/new", "provider", "onelogin scim v2.0", "name", "Acme"))
                .replace("/setup", "");
    }

    private void push(String directory) {
        String setup = visit.get(directory + "/setup").asString();
        given().header("Authorization", "Bearer dst_" + between(setup, ">dst_"))
                .contentType("application/scim+json")
                .body("""
                        {"userName":"ada@acme.test","title":"Engineer",
                         "emails":[{"value":"ada@acme.test","type":"work","primary":true}]}
                        """)
                .post("/scim/v2/" + between(setup, "/scim/v2/") + "/Users")
                .then()
                .statusCode(201);
    }

    private static String between(String text, String start) {
        int begin = text.indexOf(start) + start.length();
        return text.substring(begin, text.indexOf('<', begin));
    }

    private static String location(Response answer) {
        return answer.then().statusCode(303).extract().header("Location");
    }
}
