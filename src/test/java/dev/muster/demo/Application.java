package dev.muster.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import java.util.stream.StreamSupport;

/** The product whose customers bring their directories: what it asks of Muster's REST API. */
final class Application {

    private final Stage stage;
    private final Speaker speaker;

    Application(Stage stage, Speaker speaker) {
        this.stage = stage;
        this.speaker = speaker;
    }

    /**
     * A directory of a customer, and what the customer's identity provider is told.
     *
     * @param endpoint the SCIM base URL as Muster hands it out
     */
    record Directory(String id, String organization, String endpoint, String token) {}

    /** A new customer who uses OneLogin. */
    Directory signUp(String customer) {
        String organization = post("/organizations", customer, "{\"name\":\"%s\"}".formatted(customer))
                .path("id")
                .asText();
        JsonNode directory = post("/directories", customer + " OneLogin", """
                {"organization_id":"%s","name":"%s OneLogin","type":"onelogin scim v2.0"}""".formatted(organization, customer));
        return new Directory(
                directory.path("id").asText(),
                organization,
                directory.path("endpoint").asText(),
                directory.path("bearer_token").asText());
    }

    /** Has these events sent to the receiver, which then knows the secret. */
    void subscribe(Receiver receiver, List<String> events) {
        JsonNode endpoint =
                post("/webhook_endpoints", receiver.url(), """
                {"endpoint_url":"%s","events":["%s"]}""".formatted(receiver.url(), String.join("\",\"", events)));
        receiver.trust(endpoint.path("secret").asText());
    }

    /** The address by which the provider of this directory reaches Muster from here. */
    String scim(Directory directory) {
        return speaker.base() + URI.create(directory.endpoint()).getPath();
    }

    /** A link for the customer's administrator. */
    String portalLink(Directory directory) {
        return post("/portal/generate_link", "for its administrator", """
                {"organization":"%s","intent":"dsync"}""".formatted(directory.organization()))
                .path("link")
                .asText();
    }

    /** What the health of the directory says about this code. */
    JsonNode finding(Directory directory, String code) {
        String path = "/directories/" + directory.id() + "/health";
        JsonNode findings = stage.ask(speaker, Request.get(path, "/directories/{Acme}/health"), 200)
                .json()
                .path("findings");
        return StreamSupport.stream(findings.spliterator(), false)
                .filter(finding -> finding.path("code").asText().equals(code))
                .findFirst()
                .orElseThrow(() -> new DemoFailed("The health of the directory says nothing of " + code + "."));
    }

    void deleteGroup(String id, String name, String... expected) {
        var request = Request.delete("/directory_groups/" + id, "/directory_groups/{" + name + "}");
        stage.tell(speaker, request, 202, List.of(expected));
    }

    private JsonNode post(String path, String what, String body) {
        return stage.ask(speaker, Request.with("POST", path, path + "  " + what, body), 201)
                .json();
    }
}
