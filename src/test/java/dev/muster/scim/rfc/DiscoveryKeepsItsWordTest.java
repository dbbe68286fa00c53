package dev.muster.scim.rfc;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.id.IdType;
import dev.muster.provider.ProviderType;
import dev.muster.support.ScimDirectories;
import dev.muster.support.ScimDirectory;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code /ServiceProviderConfig}, {@code /ResourceTypes} and {@code /Schemas} claim, asked of the server itself. */
@QuarkusTest
class DiscoveryKeepsItsWordTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String DECLARED = "urn:acme:scim:schemas:all:1.0:User";

    /** What the server fills in by itself, and what it keeps in other places. */
    private static final Set<String> BY_OTHER_MEANS = Set.of("members", "groups");

    @Inject
    ScimDirectories directories;

    private ScimDirectory directory;
    private JsonNode config;

    /**
     * An attribute with its place.
     *
     * @param extension its schema's URN; empty in the core schema
     */
    private record Claim(JsonNode type, String extension, JsonNode attribute) {

        String name() {
            return attribute.path("name").asText();
        }

        boolean is(String characteristic, String value) {
            return attribute.path(characteristic).asText().equals(value);
        }

        /** In filters and paths. */
        String path() {
            return extension.isEmpty() ? name() : extension + ":" + name();
        }

        JsonNode in(JsonNode resource) {
            return (extension.isEmpty() ? resource : resource.path(extension)).path(name());
        }

        @Override
        public String toString() {
            return type.path("name").asText() + " " + path();
        }
    }

    @BeforeEach
    void begin() {
        directory = directories.of(ProviderType.GENERIC);
        given().auth()
                .oauth2(directory.tenant().apiKey())
                .contentType("application/json")
                .body("""
                        {"name":"All","attributes":[
                          {"name":"text"},{"name":"exact","caseExact":true},{"name":"flag","type":"boolean"},{"name":"whole","type":"integer"},
                          {"name":"part","type":"decimal"},{"name":"moment","type":"dateTime"},{"name":"bytes","type":"binary"},
                          {"name":"link","type":"reference","referenceTypes":["external"]},{"name":"texts","multiValued":true},
                          {"name":"once","mutability":"immutable"},{"name":"seen","mutability":"readOnly"},{"name":"told","mutability":"writeOnly"},
                          {"name":"asked","returned":"request"},{"name":"ever","returned":"always"},{"name":"needed","required":true},
                          {"name":"things","type":"complex","multiValued":true,"subAttributes":[{"name":"value","required":true},{"name":"size","type":"integer"}]},
                          {"name":"thing","type":"complex","subAttributes":[{"name":"colour","caseExact":true},{"name":"hot","type":"boolean"}]}]}""")
                .put("/directories/" + IdType.DIRECTORY.print(directory.access().directoryId()) + "/schema_extensions/"
                        + DECLARED)
                .then()
                .statusCode(200);
        config = json(directory.get("/ServiceProviderConfig"));
    }

    @Test
    void changesByPatch() {
        assertThat(config.at("/patch/supported").asBoolean()).isTrue();
        types().forEach(type -> {
            JsonNode made = json(create(type, whole(type)));
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
        types().forEach(type -> {
            Response made = create(type, whole(type));
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

    @Test
    void resourceTypes() {
        types().forEach(type -> {
            JsonNode made = json(create(type, whole(type)));
            assertThat(made.at("/meta/resourceType").asText())
                    .isEqualTo(type.path("name").asText());
            assertThat(texts(made.path("schemas"))).contains(type.path("schema").asText());
            assertThat(json(directory.get(type.path("endpoint").asText()))
                            .path("totalResults")
                            .asInt())
                    .isEqualTo(1);
            schemas(type)
                    .forEach(urn -> assertThat(directory.get("/Schemas/" + urn).statusCode())
                            .isEqualTo(200));
        });
    }

    @Test
    void whatIsWrittenIsKeptAndReturnedAsClaimed() {
        types().forEach(type -> {
            ObjectNode sent = whole(type);
            JsonNode made = json(create(type, sent));
            JsonNode read = json(directory.get(address(type, made)));
            for (Claim claim : claims(type)) {
                if (BY_OTHER_MEANS.contains(claim.name())) {
                    continue;
                }
                boolean shown = !claim.is("mutability", "readOnly")
                        && (claim.is("returned", "default") || claim.is("returned", "always"));
                assertThat(claim.in(read))
                        .as("%s is returned", claim)
                        .isEqualTo(shown ? claim.in(sent) : JSON.missingNode());
                assertThat(claim.in(made)).as("%s is answered", claim).isEqualTo(claim.in(read));
                JsonNode asked = json(directory.get(address(type, made) + "?attributes=" + claim.path()));
                boolean given = shown || claim.is("returned", "request");
                assertThat(claim.in(asked))
                        .as("%s is asked for", claim)
                        .isEqualTo(given ? claim.in(sent) : JSON.missingNode());
                JsonNode excluded = json(directory.get(address(type, made) + "?excludedAttributes=" + claim.path()));
                assertThat(claim.in(excluded).isMissingNode())
                        .as("%s is excluded", claim)
                        .isEqualTo(!claim.is("returned", "always"));
            }
        });
    }

    @Test
    void whatIsReadOnlyOrImmutableIsNotOverwritten() {
        types().forEach(type -> {
            JsonNode made = json(create(type, whole(type)));
            String address = address(type, made);
            for (Claim claim : claims(type)) {
                if (claim.is("mutability", "readOnly") || claim.is("mutability", "immutable")) {
                    Response refused = directory.patch(address, operation("replace", claim.path(), "\"other\""));
                    assertThat(refused.statusCode()).as("%s", claim).isEqualTo(400);
                    assertThat(json(refused).path("scimType").asText())
                            .as("%s", claim)
                            .isEqualTo("mutability");
                }
            }
            assertThat(json(directory.get(address)).at("/meta/version")).isEqualTo(made.at("/meta/version"));
        });
    }

    @Test
    void whatIsRequiredCannotBeMissing() {
        types().forEach(type -> {
            for (Claim claim : claims(type)) {
                if (claim.attribute().path("required").asBoolean()) {
                    ObjectNode sent = whole(type);
                    ((ObjectNode) (claim.extension().isEmpty() ? sent : sent.path(claim.extension())))
                            .remove(claim.name());
                    Response refused = create(type, sent);
                    assertThat(refused.statusCode()).as("%s", claim).isEqualTo(400);
                    assertThat(json(refused).path("detail").asText()).contains(claim.name());
                }
            }
        });
    }

    @Test
    void typesAreKept() {
        types().forEach(type -> {
            for (Claim claim : claims(type)) {
                if (claim.is("mutability", "readOnly")
                        || claim.is("returned", "never")
                        || BY_OTHER_MEANS.contains(claim.name())) {
                    continue;
                }
                ObjectNode sent = whole(type);
                ((ObjectNode) (claim.extension().isEmpty() ? sent : sent.path(claim.extension())))
                        .set(claim.name(), SampleValues.unreadable(claim.attribute()));
                Response refused = create(type, sent);
                assertThat(refused.statusCode())
                        .as("%s: %s", claim, refused.asString())
                        .isEqualTo(400);
            }
            assertThat(json(directory.get(type.path("endpoint").asText()))
                            .path("totalResults")
                            .asInt())
                    .isZero();
        });
    }

    @Test
    void whatIsUniqueIsRefusedTwice() {
        types().forEach(type -> {
            create(type, whole(type));
            List<Claim> unique = claims(type).stream()
                    .filter(claim -> claim.is("uniqueness", "server"))
                    .toList();
            assertThat(unique).hasSize(1);
            Response refused = create(type, whole(type));
            assertThat(refused.statusCode()).isEqualTo(409);
            assertThat(json(refused).path("scimType").asText()).isEqualTo("uniqueness");
            assertThat(json(refused).path("detail").asText())
                    .contains(unique.getFirst().name());
            ObjectNode other = whole(type).put(unique.getFirst().name(), "Another");
            assertThat(create(type, other).statusCode()).isEqualTo(201);
        });
    }

    @Test
    void caseCountsWhereItIsClaimed() {
        types().forEach(type -> {
            create(type, whole(type));
            for (Claim claim : claims(type)) {
                if (BY_OTHER_MEANS.contains(claim.name())
                        || claim.is("mutability", "readOnly")
                        || claim.is("returned", "never")) {
                    continue;
                }
                searchable(claim).forEach(leaf -> {
                    String path = leaf == claim.attribute()
                            ? claim.path()
                            : claim.path() + "." + leaf.path("name").asText();
                    String value = SampleValues.of(single(leaf)).asText();
                    assertThat(found(type, path + " eq \"" + value + "\""))
                            .as(path)
                            .isEqualTo(1);
                    assertThat(found(type, path + " eq \"" + SampleValues.otherCase(value) + "\""))
                            .as(path)
                            .isEqualTo(leaf.path("caseExact").asBoolean() ? 0 : 1);
                });
            }
        });
    }

    /** The attribute, or its parts, that hold texts. */
    private static Stream<JsonNode> searchable(Claim claim) {
        JsonNode attribute = claim.attribute();
        Stream<JsonNode> leaves = attribute.path("type").asText().equals("complex")
                ? attribute.path("subAttributes").valueStream()
                : Stream.of(attribute);
        return leaves.filter(leaf -> Set.of("string", "reference", "binary")
                .contains(leaf.path("type").asText()));
    }

    private static JsonNode single(JsonNode attribute) {
        return ((ObjectNode) attribute.deepCopy()).put("multiValued", false);
    }

    private int found(JsonNode type, String filter) {
        Response response = directory.get(
                type.path("endpoint").asText() + "?filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8));
        assertThat(response.statusCode()).as(filter).isEqualTo(200);
        return json(response).path("totalResults").asInt();
    }

    /** A resource with a value for each attribute there is, also for those that cannot be written. */
    private ObjectNode whole(JsonNode type) {
        ObjectNode resource = JsonNodeFactory.instance.objectNode();
        schemas(type).forEach(resource.putArray("schemas")::add);
        for (Claim claim : claims(type)) {
            if (!BY_OTHER_MEANS.contains(claim.name())) {
                ObjectNode parent =
                        claim.extension().isEmpty() ? resource : resource.withObjectProperty(claim.extension());
                parent.set(claim.name(), SampleValues.of(claim.attribute()));
            }
        }
        return resource;
    }

    private List<JsonNode> types() {
        return json(directory.get("/ResourceTypes"))
                .path("Resources")
                .valueStream()
                .toList();
    }

    private static List<String> schemas(JsonNode type) {
        return Stream.concat(
                        Stream.of(type.path("schema").asText()),
                        type.path("schemaExtensions")
                                .valueStream()
                                .map(extension -> extension.path("schema").asText()))
                .toList();
    }

    private List<Claim> claims(JsonNode type) {
        var claims = new ArrayList<Claim>();
        for (String urn : schemas(type)) {
            String extension = urn.equals(type.path("schema").asText()) ? "" : urn;
            json(directory.get("/Schemas/" + urn))
                    .path("attributes")
                    .forEach(attribute -> claims.add(new Claim(type, extension, attribute)));
        }
        return claims;
    }

    private Response create(JsonNode type, ObjectNode resource) {
        return directory.post(type.path("endpoint").asText(), resource.toString());
    }

    private Response bulk(List<String> operations) {
        return directory.post("/Bulk", "{\"Operations\":[" + String.join(",", operations) + "]}");
    }

    private static String address(JsonNode type, JsonNode resource) {
        assertThat(resource.path("id").isMissingNode()).as(resource.toString()).isFalse();
        return type.path("endpoint").asText() + "/" + resource.path("id").asText();
    }

    private static String operation(String op, String path, String value) {
        return "{\"Operations\":[{\"op\":\"%s\",\"path\":\"%s\",\"value\":%s}]}".formatted(op, path, value);
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asText).toList();
    }

    private static JsonNode json(Response response) {
        try {
            return JSON.readTree(response.asString());
        } catch (JsonProcessingException e) {
            throw new AssertionError(response.asString(), e);
        }
    }
}
