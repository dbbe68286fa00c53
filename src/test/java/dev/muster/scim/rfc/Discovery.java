package dev.muster.scim.rfc;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.id.IdType;
import dev.muster.support.ScimDirectory;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What a directory says of itself at {@code /ResourceTypes} and {@code /Schemas}, and resources made by it. */
final class Discovery {

    static final JsonMapper JSON = new JsonMapper();
    private static final String DECLARED = "urn:acme:scim:schemas:all:1.0:User";

    /** What the server fills in by itself, and what it keeps in other places. */
    static final Set<String> BY_OTHER_MEANS = Set.of("members", "groups");

    private final ScimDirectory directory;

    Discovery(ScimDirectory directory) {
        this.directory = directory;
    }

    /**
     * An attribute with its place.
     *
     * @param extension its schema's URN; empty in the core schema
     */
    record Claim(JsonNode type, String extension, JsonNode attribute) {

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

    /** Of a directory that declares a schema with an attribute of each kind. */
    static Discovery ofEachKind(ScimDirectory directory) {
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
        return new Discovery(directory);
    }

    List<JsonNode> types() {
        return json(directory.get("/ResourceTypes"))
                .path("Resources")
                .valueStream()
                .toList();
    }

    static List<String> schemas(JsonNode type) {
        return Stream.concat(
                        Stream.of(type.path("schema").asText()),
                        type.path("schemaExtensions")
                                .valueStream()
                                .map(extension -> extension.path("schema").asText()))
                .toList();
    }

    List<Claim> claims(JsonNode type) {
        var claims = new ArrayList<Claim>();
        for (String urn : schemas(type)) {
            String extension = urn.equals(type.path("schema").asText()) ? "" : urn;
            json(directory.get("/Schemas/" + urn))
                    .path("attributes")
                    .forEach(attribute -> claims.add(new Claim(type, extension, attribute)));
        }
        return claims;
    }

    /** A resource with a value for each attribute there is, also for those that cannot be written. */
    ObjectNode whole(JsonNode type) {
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

    Response create(JsonNode type, ObjectNode resource) {
        return directory.post(type.path("endpoint").asText(), resource.toString());
    }

    static String address(JsonNode type, JsonNode resource) {
        assertThat(resource.path("id").isMissingNode()).as(resource.toString()).isFalse();
        return type.path("endpoint").asText() + "/" + resource.path("id").asText();
    }

    static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asText).toList();
    }

    static JsonNode json(Response response) {
        try {
            return JSON.readTree(response.asString());
        } catch (JsonProcessingException e) {
            throw new AssertionError(response.asString(), e);
        }
    }

    static String operation(String op, String path, String value) {
        return "{\"Operations\":[{\"op\":\"%s\",\"path\":\"%s\",\"value\":%s}]}".formatted(op, path, value);
    }
}
