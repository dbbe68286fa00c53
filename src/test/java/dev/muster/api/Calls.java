package dev.muster.api;

import static io.restassured.RestAssured.given;

import dev.muster.support.Tenants;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;

/** Calls of one application, with its key. */
record Calls(String apiKey) {

    static Calls as(Tenants.Tenant tenant) {
        return new Calls(tenant.apiKey());
    }

    Response get(String path) {
        return request().get(path);
    }

    Response post(String path, Object body) {
        return request().contentType(ContentType.JSON).body(body).post(path);
    }

    Response put(String path, Object body) {
        return request().contentType(ContentType.JSON).body(body).put(path);
    }

    Response patch(String path, Object body) {
        return request().contentType(ContentType.JSON).body(body).patch(path);
    }

    Response delete(String path) {
        return request().delete(path);
    }

    /** Id of a new organization. */
    String organization(String name) {
        return post("/organizations", Map.of("name", name))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** Id of a new directory of OneLogin's kind. */
    String directory(String organization, String name) {
        var body = Map.of("organization_id", organization, "name", name, "type", "onelogin scim v2.0");
        return post("/directories", body).then().statusCode(201).extract().path("id");
    }

    /** Ready to be sent, with the paths taken as they are written. */
    RequestSpecification request() {
        return given().urlEncodingEnabled(false).header("Authorization", "Bearer " + apiKey);
    }
}
