package dev.muster.scim.rfc;

import static dev.muster.scim.rfc.Discovery.address;
import static dev.muster.scim.rfc.Discovery.json;
import static dev.muster.scim.rfc.Discovery.operation;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.provider.ProviderType;
import dev.muster.support.ScimDirectories;
import dev.muster.support.ScimDirectory;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code /ServiceProviderConfig} claims, asked of the server itself. */
@QuarkusTest
class ServiceProviderConfigTest {

    @Inject
    ScimDirectories directories;

    private ScimDirectory directory;
    private Discovery discovery;
    private JsonNode config;

    @BeforeEach
    void begin() {
        directory = directories.of(ProviderType.GENERIC);
        discovery = Discovery.ofEachKind(directory);
        config = json(directory.get("/ServiceProviderConfig"));
    }

    @Test
    void changesByPatch() {
        assertThat(config.at("/patch/supported").asBoolean()).isTrue();
        discovery.types().forEach(type -> {
            JsonNode made = json(discovery.create(type, discovery.whole(type)));
            String name = type.path("name").asText().equals("User") ? "userName" : "displayName";
            String operation =
                    operation("replace", name, "\"Renamed " + type.path("id").asText() + "\"");
            assertThat(directory.patch(address(type, made), operation).statusCode())
                    .isIn(200, 204);
        });
    }

    @Test
    void limitsOfBulk() {
        assertThat(config.at("/bulk/supported").asBoolean()).isTrue();
        int most = config.at("/bulk/maxOperations").asInt();
        String one = "{\"method\":\"DELETE\",\"path\":\"/Users/x\"}";
        assertThat(bulk(Collections.nCopies(most, one)).statusCode()).isEqualTo(200);
        assertThat(bulk(Collections.nCopies(most + 1, one)).statusCode()).isEqualTo(413);
        int longest = config.at("/bulk/maxPayloadSize").asInt();
        String start = "{\"Operations\":[" + one + "]";
        assertThat(directory
                        .post("/Bulk", start + " ".repeat(longest - start.length() - 1) + "}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(directory
                        .post("/Bulk", start + " ".repeat(longest - start.length()) + "}")
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void pagesAndFilters() {
        int most = config.at("/filter/maxResults").asInt();
        directories.people(directory, most + 1);
        JsonNode pagination = config.path("pagination");
        assertThat(pagination.path("maxPageSize").asInt()).isEqualTo(most);
        String all = "/Users?attributes=id&filter=userName+pr&count=" + 10 * most;
        assertThat(json(directory.get(all)).path("Resources")).hasSize(most);
        assertThat(json(directory.get(all + "&cursor=")).path("Resources")).hasSize(most);
        JsonNode usual = json(directory.get("/Users?attributes=id"));
        assertThat(usual.path("Resources"))
                .hasSize(pagination.path("defaultPageSize").asInt());
        assertThat(usual.has("startIndex"))
                .isEqualTo(pagination.path("defaultPaginationMethod").asText().equals("index"));
        assertThat(json(directory.get("/Users?cursor&count=1")).has("nextCursor"))
                .isEqualTo(pagination.path("cursor").asBoolean());
        assertThat(json(directory.get("/Users?count=1&startIndex=3"))
                                .path("startIndex")
                                .asInt()
                        == 3)
                .isEqualTo(pagination.path("index").asBoolean());
        assertThat(pagination.path("cursorTimeout").asLong()).isPositive();
    }

    @Test
    void order() {
        assertThat(config.at("/sort/supported").asBoolean()).isTrue();
        List.of("m", "z", "a").forEach(directory::user);
        assertThat(json(directory.get("/Users?sortBy=userName&sortOrder=descending"))
                        .findValuesAsText("userName"))
                .containsExactly("z", "m", "a");
    }

    @Test
    void versions() {
        assertThat(config.at("/etag/supported").asBoolean()).isTrue();
        discovery.types().forEach(type -> {
            Response made = discovery.create(type, discovery.whole(type));
            String tag = made.header("ETag");
            String address = address(type, json(made));
            assertThat(tag).isEqualTo(json(made).at("/meta/version").asText());
            assertThat(directory
                            .request()
                            .header("If-None-Match", tag)
                            .get(address)
                            .statusCode())
                    .isEqualTo(304);
            assertThat(directory
                            .request()
                            .header("If-Match", "W/\"0\"")
                            .delete(address)
                            .statusCode())
                    .isEqualTo(412);
            assertThat(directory
                            .request()
                            .header("If-Match", tag)
                            .delete(address)
                            .statusCode())
                    .isEqualTo(204);
        });
    }

    @Test
    void passwordsAreNotChanged() {
        assertThat(config.at("/changePassword/supported").asBoolean()).isFalse();
        String address = "/Users/" + directory.user("ada");
        String before = directory.get(address).asString();
        assertThat(directory
                        .patch(address, operation("replace", "password", "\"x\""))
                        .statusCode())
                .isIn(200, 204);
        assertThat(directory.get(address).asString()).isEqualTo(before);
    }

    @Test
    void whoMayComeIn() {
        assertThat(config.path("authenticationSchemes")).hasSize(1);
        assertThat(config.at("/authenticationSchemes/0/type").asText()).isEqualTo("oauthbearertoken");
        assertThat(directory.get("/Users").statusCode()).isEqualTo(200);
        Response stranger = directory.anonymous().get("/Users");
        assertThat(stranger.statusCode()).isEqualTo(401);
        assertThat(stranger.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(directory
                        .anonymous()
                        .auth()
                        .preemptive()
                        .basic("a", directory.token())
                        .get("/Users")
                        .statusCode())
                .isEqualTo(401);
    }

    private Response bulk(List<String> operations) {
        return directory.post("/Bulk", "{\"Operations\":[" + String.join(",", operations) + "]}");
    }
}
