package dev.muster.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.support.wire.ApiTarget;
import dev.muster.support.wire.Call;
import dev.muster.support.wire.ScimTarget;
import dev.muster.support.wire.Wire;
import io.restassured.RestAssured;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An application that sets up the directories of its customers over the REST API. */
public record Application(ApiTarget api) {

    private static final Wire WIRE = new Wire();

    /** The application of a tenant of the Muster that runs for a {@code @QuarkusTest}. */
    public static Application of(Tenants.Tenant tenant) {
        return new Application(new ApiTarget("http://localhost:" + RestAssured.port, tenant.apiKey()));
    }

    /** @return the new organization's id */
    public String organization(String name) {
        return create("/organizations", Map.of("name", name)).path("id").asText();
    }

    /** A new directory of a new organization. @param type such as {@code okta scim v2.0} */
    public ScimTarget directory(String type) {
        return directory(organization("Acme"), type);
    }

    /** A new directory, as it is told to the organization's identity provider. */
    public ScimTarget directory(String organization, String type) {
        JsonNode directory =
                create("/directories", Map.of("organization_id", organization, "name", "Acme", "type", type));
        return new ScimTarget(
                directory.path("id").asText(),
                api.baseUrl() + URI.create(directory.path("endpoint").asText()).getPath(),
                directory.path("bearer_token").asText());
    }

    /** A webhook endpoint for these events. @return its secret */
    public String webhookEndpoint(String url, List<String> events) {
        var body = JsonNodeFactory.instance.objectNode().put("endpoint_url", url);
        events.forEach(body.putArray("events")::add);
        return create("/webhook_endpoints", body).path("secret").asText();
    }

    private JsonNode create(String path, Map<String, String> members) {
        var body = JsonNodeFactory.instance.objectNode();
        members.forEach(body::put);
        return create(path, body);
    }

    private JsonNode create(String path, ObjectNode body) {
        var headers = Map.of("Authorization", "Bearer " + api.apiKey(), "Content-Type", "application/json");
        return WIRE.send(new Call("POST", api.baseUrl() + path, headers, Optional.of(body.toString())))
                .orFail()
                .json();
    }
}
