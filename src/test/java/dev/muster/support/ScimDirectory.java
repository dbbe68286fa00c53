package dev.muster.support;

import static io.restassured.RestAssured.given;

import dev.muster.directory.DirectoryAccess;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A directory as its provider talks to it, over HTTP. */
public record ScimDirectory(Tenants.Tenant tenant, DirectoryAccess access, String token) {

    /** The path of the SCIM base URL. */
    public String path() {
        return "/scim/v2/" + access.externalKey();
    }

    /** The SCIM base URL on the port of the test. */
    public String url() {
        return "http://localhost:" + RestAssured.port + path();
    }

    /** A request with this directory's token. */
    public RequestSpecification request() {
        return anonymous().header("Authorization", "Bearer " + token);
    }

    /** A request without a token. */
    public RequestSpecification anonymous() {
        return given().config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                                .encodeContentTypeAs("application/scim+json", ContentType.TEXT)))
                .urlEncodingEnabled(false)
                .basePath(path());
    }

    public Response get(String path) {
        return request().get(path);
    }

    public Response post(String path, String body) {
        return send(body).post(path);
    }

    public Response put(String path, String body) {
        return send(body).put(path);
    }

    public Response patch(String path, String body) {
        return send(body).patch(path);
    }

    public Response delete(String path) {
        return request().delete(path);
    }

    /** Creates a user that has nothing but a name. */
    public String user(String userName) {
        return post("/Users", "{\"userName\":\"%s\"}".formatted(userName))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** Creates a group with these members. */
    public String group(String displayName, String... members) {
        return post("/Groups", "{\"displayName\":\"%s\",\"members\":%s}".formatted(displayName, members(members)))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** {@code [{"value":"…"},…]} */
    public static String members(String... ids) {
        return Arrays.stream(ids).map("{\"value\":\"%s\"}"::formatted).collect(Collectors.joining(",", "[", "]"));
    }

    private RequestSpecification send(String body) {
        return request().contentType("application/scim+json").body(body);
    }
}
