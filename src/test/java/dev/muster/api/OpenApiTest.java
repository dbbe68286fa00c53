package dev.muster.api;

import static dev.muster.api.Calls.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.requestlog.RequestRecorder;
import dev.muster.support.People;
import dev.muster.support.Tenants;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The document against the routes and the answers. */
@QuarkusTest
class OpenApiTest {

    private static final JsonMapper JSON = new JsonMapper();

    @Inject
    Tenants tenants;

    @Inject
    People people;

    @Inject
    RequestRecorder recorder;

    ApiDocument document;

    @BeforeEach
    void readDocument() throws Exception {
        document = ApiDocument.read();
    }

    @Test
    void everyRouteIsDocumentedAndNothingElse() throws IOException {
        Set<String> documented = document.operations().stream()
                .map(ApiDocument.Operation::toString)
                .collect(Collectors.toSet());
        assertThat(routes()).isEqualTo(documented);
    }

    @Test
    void everyExampleFitsItsSchema() {
        document.operations().forEach(operation -> {
            operation.json().path("responses").properties().forEach(answer -> {
                JsonNode content = document.resolved(answer.getValue()).at("/content/application~1json");
                content.path("examples")
                        .forEach(example -> fits(
                                operation + " " + answer.getKey(),
                                content.path("schema"),
                                document.resolved(example).path("value")));
                fits(operation + " " + answer.getKey(), content.path("schema"), content.path("example"));
            });
            JsonNode body = operation.json().at("/requestBody/content/application~1json");
            fits(operation + " request", body.path("schema"), body.path("example"));
        });
    }

    @Test
    void everyAnswerFitsItsSchema() throws Exception {
        var tenant = tenants.fresh();
        var calls = as(tenant);
        Map<String, String> ids = new HashMap<>();
        for (var operation : creationsFirst()) {
            Response answer = call(calls, operation, ids);
            assertThat(answer.statusCode())
                    .as(operation + " " + answer.asString())
                    .isBetween(200, 299);
            if (operation.linesAnswered()) {
                assertThat(kinds(answer.asString()))
                        .as(operation.toString())
                        .isEqualTo(kinds(operation.lineExample().asText()));
                continue;
            }
            JsonNode schema =
                    operation.json().at("/responses/" + answer.statusCode() + "/content/application~1json/schema");
            JsonNode json = answer.asString().isEmpty() ? JSON.missingNode() : JSON.readTree(answer.asString());
            assertThat(schema.isMissingNode()).as(operation + " has a body").isEqualTo(json.isMissingNode());
            fits(operation.toString(), schema, json);
            if (operation.method().equals("POST") && operation.path().equals("/directories")) {
                fill(tenant, json.path("id").asText(), ids);
            }
            remember(operation, json, ids);
        }
    }

    /** What lines there are, and what is in them. */
    private static Set<String> kinds(String lines) throws IOException {
        Set<String> kinds = new TreeSet<>();
        for (String line : lines.lines().toList()) {
            JsonNode object = JSON.readTree(line);
            List<String> members = new ArrayList<>();
            object.fieldNames().forEachRemaining(members::add);
            kinds.add(object.path("object").asText() + " "
                    + object.path("difference").asText() + members);
        }
        return kinds;
    }

    /** Before anything is read: somebody in the directory. */
    private void fill(Tenants.Tenant tenant, String directory, Map<String, String> ids) {
        String ada = people.user(tenant, directory, "ada@acme.test");
        ids.put("/directory_users/{id}", ada);
        ids.put("/directory_groups/{id}", people.group(tenant, directory, "Crew", ada));
        String address = as(tenant).get("/directories/" + directory).path("endpoint");
        ids.put(
                "/directories/{id}/requests/{requestId}",
                given().get(address.substring(address.indexOf("/scim/")) + "/Users")
                        .header("X-Request-ID"));
        recorder.flush();
        await().until(() -> as(tenant)
                .get("/events?events=dsync.group.created")
                .path("data.size()")
                .equals(1));
    }

    private static void remember(ApiDocument.Operation operation, JsonNode json, Map<String, String> ids) {
        if (operation.method().equals("POST") && json.has("id")) {
            String collection = operation.path().substring(operation.path().lastIndexOf('/') + 1);
            String name = switch (collection) {
                case "tokens" -> "tokenId";
                case "muted_findings" -> "mutedId";
                default -> "id";
            };
            ids.putIfAbsent(
                    operation.path() + "/{" + name + "}", json.path("id").asText());
            ids.putIfAbsent(json.path("object").asText(), json.path("id").asText());
        }
    }

    /** In an order in which each finds what it needs: made, read, changed, and deleted from the inside out. */
    private List<ApiDocument.Operation> creationsFirst() {
        List<String> steps = List.of("POST", "GET", "PUT", "PATCH", "DELETE");
        List<String> insideOut = List.of(
                "/signing_key",
                "/webhook",
                "/directory_groups",
                "/directory_users",
                "tokens/{tokenId}",
                "muted_findings/{mutedId}",
                "schema_extensions/{urn}",
                "/directories",
                "/organization_domains");
        return document.operations().stream()
                .filter(operation -> !operation.streams())
                .sorted((a, b) -> {
                    int byStep = step(steps, a) - step(steps, b);
                    return byStep != 0 ? byStep : rank(insideOut, a) - rank(insideOut, b);
                })
                .toList();
    }

    private static int step(List<String> steps, ApiDocument.Operation operation) {
        return makes(operation) ? 0 : steps.indexOf(operation.method());
    }

    private static boolean makes(ApiDocument.Operation operation) {
        return operation.method().equals("POST")
                || operation.method().equals("PUT") && operation.path().endsWith("{urn}");
    }

    private static int rank(List<String> insideOut, ApiDocument.Operation operation) {
        if (makes(operation)) {
            return operation.path().length() + (operation.path().startsWith("/organizations") ? -100 : 0);
        }
        for (int i = 0; i < insideOut.size(); i++) {
            if (operation.path().contains(insideOut.get(i))) {
                return i;
            }
        }
        return insideOut.size();
    }

    private Response call(Calls calls, ApiDocument.Operation operation, Map<String, String> ids) {
        String path = operation
                .path()
                .replace("{externalId}", "customer-42")
                .replace("{name}", "cost_code")
                .replace("{urn}", "urn:acme:scim:schemas:hr:2.0:User");
        for (var known : ids.entrySet()) {
            if (known.getKey().endsWith("}") && operation.path().startsWith(known.getKey())) {
                String name = known.getKey().substring(known.getKey().lastIndexOf('{'));
                path = path.replace(name, known.getValue());
            }
        }
        List<String> parameters = document.queryParameters(operation).toList();
        var query = new ArrayList<String>();
        if (parameters.contains("directory")) {
            query.add("directory=" + ids.get("/directories/{id}"));
        }
        if (parameters.contains("events")) {
            query.add("events=dsync.group.created");
        }
        JsonNode body = document.requestExample(operation).deepCopy();
        if (body instanceof ObjectNode object && object.has("organization_id")) {
            object.put("organization_id", ids.get("organization"));
        }
        if (body instanceof ObjectNode object && object.has("organization")) {
            object.put("organization", ids.get("organization"));
        }
        if (body instanceof ObjectNode object && operation.path().equals("/organization_domains")) {
            object.put("domain", "second.example.com");
        }
        if (body.path("role_mappings").path(0) instanceof ObjectNode mapping) {
            mapping.put("group_id", ids.get("/directory_groups/{id}"));
        }
        var request = calls.request();
        if (operation.linesAnswered() && operation.method().equals("POST")) {
            request.header("Content-Type", "application/x-ndjson")
                    .body(operation
                            .json()
                            .at("/requestBody/content/application~1x-ndjson/example")
                            .asText()
                            .getBytes(StandardCharsets.UTF_8));
        }
        if (!body.isMissingNode()) {
            request.contentType("application/json").body(body.toString());
        }
        return request.request(operation.method(), path + (query.isEmpty() ? "" : "?" + String.join("&", query)));
    }

    /** As much of JSON Schema as the document uses. */
    private void fits(String where, JsonNode reference, JsonNode value) {
        if (value.isMissingNode()) {
            return;
        }
        JsonNode schema = document.resolved(reference);
        if (schema.has("type")) {
            Set<String> types = Stream.concat(
                            Stream.of(schema.get("type").asText()), Arrays.stream(texts(schema.get("type"))))
                    .collect(Collectors.toSet());
            assertThat(types).as(where).contains(type(value));
        }
        if (schema.has("enum") && !value.isNull()) {
            assertThat(texts(schema.get("enum"))).as(where).contains(value.asText());
        }
        for (String required : texts(schema.path("required"))) {
            assertThat(value.has(required)).as(where + " has " + required).isTrue();
        }
        value.properties().forEach(member -> {
            boolean free = schema.has("additionalProperties") || !schema.has("properties");
            assertThat(free || schema.path("properties").has(member.getKey()))
                    .as(where + " knows " + member.getKey())
                    .isTrue();
            fits(where + "." + member.getKey(), schema.path("properties").path(member.getKey()), member.getValue());
        });
        if (value.isArray()) {
            value.forEach(item -> fits(where + "[]", schema.path("items"), item));
        }
    }

    private static String[] texts(JsonNode list) {
        var texts = new ArrayList<String>();
        list.forEach(text -> texts.add(text.asText()));
        return texts.toArray(String[]::new);
    }

    private static String type(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> "object";
            case ARRAY -> "array";
            case BOOLEAN -> "boolean";
            case NUMBER -> "integer";
            case NULL -> "null";
            default -> "string";
        };
    }

    private static Set<String> routes() throws IOException {
        try (var files = Files.list(java.nio.file.Path.of("target", "classes", "dev", "muster", "api"))) {
            return files.map(file -> file.getFileName().toString().replace(".class", ""))
                    .filter(name -> !name.contains("$") && !name.equals("package-info"))
                    .map(OpenApiTest::loaded)
                    .filter(found -> found.isAnnotationPresent(Path.class))
                    .flatMap(resource ->
                            Arrays.stream(resource.getDeclaredMethods()).flatMap(method -> route(resource, method)))
                    .collect(Collectors.toSet());
        }
    }

    private static Class<?> loaded(String name) {
        try {
            return Class.forName("dev.muster.api." + name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static Stream<String> route(Class<?> resource, Method method) {
        String below = method.isAnnotationPresent(Path.class)
                ? method.getAnnotation(Path.class).value()
                : "";
        String path = resource.getAnnotation(Path.class).value() + below.replaceAll(": [^}]+}", "}");
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .filter(type -> type.isAnnotationPresent(HttpMethod.class))
                .map(type -> type.getAnnotation(HttpMethod.class).value() + " " + path);
    }
}
