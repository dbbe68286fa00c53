package dev.muster.api;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The OpenAPI document as the running server gives it out. */
record ApiDocument(JsonNode root) {

    private static final JsonMapper JSON = new JsonMapper();

    static ApiDocument read() throws JsonProcessingException {
        return new ApiDocument(JSON.readTree(given().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .asString()));
    }

    /** @param method upper case */
    record Operation(String method, String path, JsonNode json) {

        /** Whether its answer has no end. */
        boolean streams() {
            return json.at("/responses/200/content").has("text/event-stream");
        }

        /** Whether its answer is a JSON object a line. */
        boolean linesAnswered() {
            return !lineExample().isMissingNode();
        }

        JsonNode lineExample() {
            return json.at("/responses/200/content/application~1x-ndjson/example");
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    List<Operation> operations() {
        var operations = new ArrayList<Operation>();
        root.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(entry -> entry.getValue().has("operationId"))
                        .forEach(entry -> operations.add(
                                new Operation(entry.getKey().toUpperCase(), path.getKey(), entry.getValue()))));
        return operations;
    }

    Stream<String> queryParameters(Operation operation) {
        return StreamSupport.stream(operation.json().path("parameters").spliterator(), false)
                .map(this::resolved)
                .filter(parameter -> parameter.path("in").asText().equals("query"))
                .map(parameter -> parameter.path("name").asText());
    }

    /** The request's example; missing when it takes no body. */
    JsonNode requestExample(Operation operation) {
        return operation.json().at("/requestBody/content/application~1json/example");
    }

    /** What the reference, if it is one, points at. */
    JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? root.at(node.get("$ref").asText().substring(1)) : node;
    }
}
