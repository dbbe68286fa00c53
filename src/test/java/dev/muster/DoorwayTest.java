package dev.muster;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.junit.jupiter.api.Test;

/** What the configuration promises to every door, asked through resources that exist in this test only. */
@QuarkusTest
class DoorwayTest {
    private static final int MIB = 1024 * 1024;

    @Test
    void aliveAndReady() {
        given().get("/q/health/live").then().statusCode(200).body("status", is("UP"));
        given().get("/q/health/ready").then().statusCode(200).body("status", is("UP"));
    }

    @Test
    void metricsAndDescriptionAreServed() {
        given().get("/q/metrics").then().statusCode(200);
        given().accept("application/json").get("/q/openapi").then().body("info.title", is("Muster"));
        given().get("/q/swagger-ui/").then().statusCode(200);
    }

    @Test
    void encodedSlashStaysInItsSegment() {
        given().urlEncodingEnabled(false)
                .get("/echo/a%2Fb%20c")
                .then()
                .statusCode(200)
                .body(equalTo("a/b c"));
    }

    @Test
    void contentTypeOfARequestWithoutBodyDoesNotMatter() {
        given().header("Content-Type", "text/plain").get("/echo/x").then().statusCode(200);
    }

    @Test
    void jsonNeedsNoFormToken() {
        given().contentType("application/json").body("{}").post("/echo").then().statusCode(200);
    }

    @Test
    void machinesGetNoCookie() {
        given().get("/echo/x").then().header("Set-Cookie", nullValue());
    }

    @Test
    void pagesGetTheFormToken() {
        given().get("/dashboard/echo").then().cookie("csrf-token", notNullValue());
    }

    @Test
    void formWithoutTokenIsRefused() {
        given().formParam("name", "x").post("/dashboard/echo").then().statusCode(403);
    }

    @Test
    void formWithTokenIsAccepted() {
        String token = given().get("/dashboard/echo").cookie("csrf-token");
        given().cookie("csrf-token", token)
                .formParam("csrf-token", token)
                .formParam("name", "x")
                .post("/dashboard/echo")
                .then()
                .statusCode(200)
                .body(equalTo("x"));
    }

    @Test
    void bodyOfEightMebibytesFits() {
        given().contentType("application/json")
                .body("\"" + "x".repeat(8 * MIB) + "\"")
                .post("/echo")
                .then()
                .statusCode(200);
    }

    @Path("/echo")
    @Produces("text/plain")
    @Consumes("application/json")
    public static class Echo {
        @GET
        @Path("{text}")
        public String path(String text) {
            return text;
        }

        @POST
        public int length(String body) {
            return body.length();
        }
    }

    @Path("/dashboard/echo")
    public static class Form {
        @GET
        public String show() {
            return "form";
        }

        @POST
        @Consumes("application/x-www-form-urlencoded")
        public String send(@FormParam("name") String name) {
            return name;
        }
    }
}
