package dev.muster.scim.rfc;

import static dev.muster.scim.rfc.Discovery.BY_OTHER_MEANS;
import static dev.muster.scim.rfc.Discovery.JSON;
import static dev.muster.scim.rfc.Discovery.address;
import static dev.muster.scim.rfc.Discovery.json;
import static dev.muster.scim.rfc.Discovery.operation;
import static dev.muster.scim.rfc.Discovery.schemas;
import static dev.muster.scim.rfc.Discovery.texts;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.provider.ProviderType;
import dev.muster.scim.rfc.Discovery.Claim;
import dev.muster.support.ScimDirectories;
import dev.muster.support.ScimDirectory;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code /ResourceTypes} and {@code /Schemas} claim, asked of the server itself. */
@QuarkusTest
class SchemasTest {

    @Inject
    ScimDirectories directories;

    private ScimDirectory directory;
    private Discovery discovery;

    @BeforeEach
    void begin() {
        directory = directories.of(ProviderType.GENERIC);
        discovery = Discovery.ofEachKind(directory);
    }

    @Test
    void resourceTypes() {
        discovery.types().forEach(type -> {
            JsonNode made = json(discovery.create(type, discovery.whole(type)));
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
        discovery.types().forEach(type -> {
            ObjectNode sent = discovery.whole(type);
            JsonNode made = json(discovery.create(type, sent));
            JsonNode read = json(directory.get(address(type, made)));
            for (Claim claim : discovery.claims(type)) {
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
        discovery.types().forEach(type -> {
            JsonNode made = json(discovery.create(type, discovery.whole(type)));
            String address = address(type, made);
            for (Claim claim : discovery.claims(type)) {
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
        discovery.types().forEach(type -> {
            for (Claim claim : discovery.claims(type)) {
                if (claim.attribute().path("required").asBoolean()) {
                    ObjectNode sent = discovery.whole(type);
                    ((ObjectNode) (claim.extension().isEmpty() ? sent : sent.path(claim.extension())))
                            .remove(claim.name());
                    Response refused = discovery.create(type, sent);
                    assertThat(refused.statusCode()).as("%s", claim).isEqualTo(400);
                    assertThat(json(refused).path("detail").asText()).contains(claim.name());
                }
            }
        });
    }

    @Test
    void typesAreKept() {
        discovery.types().forEach(type -> {
            for (Claim claim : discovery.claims(type)) {
                if (claim.is("mutability", "readOnly")
                        || claim.is("returned", "never")
                        || BY_OTHER_MEANS.contains(claim.name())) {
                    continue;
                }
                ObjectNode sent = discovery.whole(type);
                ((ObjectNode) (claim.extension().isEmpty() ? sent : sent.path(claim.extension())))
                        .set(claim.name(), SampleValues.unreadable(claim.attribute()));
                Response refused = discovery.create(type, sent);
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
        discovery.types().forEach(type -> {
            discovery.create(type, discovery.whole(type));
            List<Claim> unique = discovery.claims(type).stream()
                    .filter(claim -> claim.is("uniqueness", "server"))
                    .toList();
            assertThat(unique).hasSize(1);
            Response refused = discovery.create(type, discovery.whole(type));
            assertThat(refused.statusCode()).isEqualTo(409);
            assertThat(json(refused).path("scimType").asText()).isEqualTo("uniqueness");
            assertThat(json(refused).path("detail").asText())
                    .contains(unique.getFirst().name());
            ObjectNode other = discovery.whole(type).put(unique.getFirst().name(), "Another");
            assertThat(discovery.create(type, other).statusCode()).isEqualTo(201);
        });
    }

    @Test
    void caseCountsWhereItIsClaimed() {
        discovery.types().forEach(type -> {
            discovery.create(type, discovery.whole(type));
            for (Claim claim : discovery.claims(type)) {
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
}
