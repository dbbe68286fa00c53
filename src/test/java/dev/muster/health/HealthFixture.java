package dev.muster.health;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.id.IdType;
import dev.muster.requestlog.RequestRecorder;
import dev.muster.requestlog.Settled;
import dev.muster.support.ScimDirectories;
import dev.muster.support.ScimDirectory;
import dev.muster.support.Superuser;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** A directory's health as the API tells it, and what a provider does that changes it. */
abstract class HealthFixture {

    @Inject
    ScimDirectories directories;

    @Inject
    RequestRecorder recorder;

    JsonPath health(ScimDirectory scim) {
        Settled.requests(recorder);
        return given().header("Authorization", "Bearer " + scim.tenant().apiKey())
                .get(directory(scim) + "/health")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    static List<String> codes(JsonPath health) {
        return health.getList("findings.code");
    }

    static Map<String, Object> finding(JsonPath health, String code) {
        Map<String, Object> found = health.getMap("findings.find { it.code == '" + code + "' }");
        assertThat(found).as(code + " in " + codes(health)).isNotNull();
        return found;
    }

    /** As if everything the provider has sent had come so much earlier. */
    void earlier(ScimDirectory scim, String interval) throws Exception {
        Settled.requests(recorder);
        String mine = " where directory_id = '" + scim.access().directoryId() + "'";
        try (var superuser = Superuser.connect()) {
            superuser.execute(
                    "update scim_request_kind set first_at = first_at - interval '%1$s', last_at = last_at - interval '%1$s'"
                                    .formatted(interval)
                            + mine);
            superuser.execute("update scim_request_hour set hour = hour - interval '" + interval + "'" + mine);
            superuser.execute("delete from scim_request" + mine);
        }
    }

    static ValidatableResponse request(ScimDirectory scim, String method, String path, Map<String, Object> body) {
        var request = given().header("Authorization", "Bearer " + scim.tenant().apiKey());
        return (body == null ? request : request.contentType("application/json").body(body))
                .request(method, path)
                .then();
    }

    static String directory(ScimDirectory scim) {
        return "/directories/" + IdType.DIRECTORY.print(scim.access().directoryId());
    }

    String person(ScimDirectory scim, String name) {
        return scim.post("/Users", user(name)).then().statusCode(201).extract().path("id");
    }

    static String user(String name) {
        return """
                {"userName":"%1$s","displayName":"%1$s","emails":[{"value":"%1$s@acme.test","primary":true}]}""".formatted(name);
    }

    static void deactivate(ScimDirectory scim, String id) {
        scim.patch("/Users/" + id, "{\"Operations\":[{\"op\":\"replace\",\"path\":\"active\",\"value\":false}]}");
    }

    /** As if these people had been there for a day. */
    static void aged(ScimDirectory scim) {
        try (var superuser = Superuser.connect()) {
            superuser.execute(
                    "update directory_user set created_at = created_at - interval '1 day' where directory_id = '"
                            + scim.access().directoryId() + "'");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
