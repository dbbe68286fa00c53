package dev.muster.portal;

import static io.restassured.RestAssured.given;

import dev.muster.dashboard.Visit;
import dev.muster.support.Tenants;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** Organizations whose administrators are sent into the portal. */
@ApplicationScoped
class Customers {

    private final Tenants tenants;

    Customers(Tenants tenants) {
        this.tenants = tenants;
    }

    /** @param organization printed id */
    record Customer(Tenants.Tenant tenant, String organization) {

        Response api(String method, String path, Object body) {
            var request = given().header("Authorization", "Bearer " + tenant.apiKey());
            return (body == null
                            ? request
                            : request.contentType(ContentType.JSON).body(body))
                    .request(method, path);
        }

        Response generate(Map<String, Object> more) {
            var body = new HashMap<String, Object>(Map.of("organization", organization));
            body.putAll(more);
            return api("POST", "/portal/generate_link", body);
        }

        /** Path of a new link. */
        String link(String intent) {
            return link(Map.of("intent", intent));
        }

        String link(Map<String, Object> more) {
            String link = generate(more).then().statusCode(201).extract().path("link");
            return URI.create(link).getPath();
        }

        /** An administrator who has come in. */
        Visit visit(String intent) {
            var visit = new Visit();
            visit.post("/portal/open", "token", token(link(intent))).then().statusCode(303);
            return visit;
        }

        /** An administrator who has come in and chosen the provider. */
        Connected connected(String type) {
            var visit = visit("dsync");
            String setup = visit.post("/portal/directories/new", "provider", type)
                    .then()
                    .statusCode(303)
                    .extract()
                    .header("Location");
            String html = visit.get(setup).asString();
            return new Connected(
                    visit,
                    setup.replace("/setup", ""),
                    "/scim/v2/" + between(html, "/scim/v2/"),
                    "dst_" + between(html, ">dst_"));
        }

        private static String between(String html, String start) {
            int from = html.indexOf(start) + start.length();
            return html.substring(from, html.indexOf('<', from));
        }

        String directory(String type) {
            return api(
                            "POST",
                            "/directories",
                            Map.of("organization_id", organization, "name", "Made by hand", "type", type))
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("id");
        }
    }

    /** @param page where the directory's pages begin */
    record Connected(Visit visit, String page, String endpoint, String token) {

        String directory() {
            return page.substring(page.lastIndexOf('/') + 1);
        }

        /** What the provider sends. */
        Response push(String path, String body) {
            return given().auth()
                    .oauth2(token)
                    .contentType("application/scim+json")
                    .body(body)
                    .post(endpoint + path);
        }

        /** The id of somebody the provider has just made. */
        String made(String path, String body) {
            return push(path, body).then().statusCode(201).extract().path("id");
        }
    }

    static String token(String link) {
        return link.substring(link.lastIndexOf('/') + 1);
    }

    Customer fresh(String name) {
        return of(tenants.fresh(), name);
    }

    Customer of(Tenants.Tenant tenant, String name) {
        var customer = new Customer(tenant, null);
        String id = customer.api("POST", "/organizations", Map.of("name", name))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        return new Customer(tenant, id);
    }
}
