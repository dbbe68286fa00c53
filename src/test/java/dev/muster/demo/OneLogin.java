package dev.muster.demo;

import dev.muster.support.wire.Answer;
import dev.muster.support.wire.Urls;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Acme's OneLogin, app "SCIM Provisioner with SAML (SCIM V2 Enterprise)": the requests it is known to send, and the ids it
 * remembers. Where a request must cause webhooks, the caller says which.
 */
final class OneLogin {

    private final Stage stage;
    private final Speaker speaker;
    private final Map<String, String> users = new HashMap<>();
    private final Map<String, String> groups = new HashMap<>();

    OneLogin(Stage stage, Speaker speaker) {
        this.stage = stage;
        this.speaker = speaker;
    }

    /** Configuration: API Status, Enable. */
    void testConnection(String... expected) {
        stage.tell(speaker, lookUp("check@nobody.invalid"), 200, List.of(expected));
    }

    /** Provisioning: Entitlements, Refresh. */
    void readGroups() {
        stage.ask(speaker, Request.get("/Groups", "/Groups"), 200);
    }

    /** Before a person is written: is the account there already? */
    void lookUp(Person person) {
        Answer answer = stage.ask(speaker, lookUp(person.email()), 200);
        String found = answer.json().path("Resources").path(0).path("id").asText(null);
        String remembered = users.get(person.email());
        if (found == null ? remembered != null : !found.equals(remembered)) {
            throw new DemoFailed(person.email() + " should be known as " + remembered + ", but is " + found + ".");
        }
    }

    private static Request lookUp(String userName) {
        String filter = "userName eq \"" + userName + "\"";
        return Request.get("/Users?" + Urls.query(Map.of("filter", filter)), "/Users?filter=" + filter);
    }

    void create(Person person, String... expected) {
        var request = Request.with("POST", "/Users", "/Users  " + person.email(), person.template());
        Answer answer = stage.tell(speaker, request, 201, List.of(expected));
        users.put(person.email(), answer.json().path("id").asText());
    }

    /** @param what is different, for the transcript */
    void update(Person person, String what, String... expected) {
        String shown = "/Users/{%s}  %s".formatted(person.email(), what);
        stage.tell(speaker, Request.with("PUT", path(person), shown, person.template()), 200, List.of(expected));
    }

    void delete(Person person, String... expected) {
        stage.tell(speaker, Request.delete(path(person), "/Users/{" + person.email() + "}"), 204, List.of(expected));
        users.remove(person.email());
    }

    void createGroup(String role, String... expected) {
        var request = Request.with("POST", "/Groups", "/Groups  " + role, """
                {"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"%s"}""".formatted(role));
        Answer answer = stage.tell(speaker, request, 201, List.of(expected));
        groups.put(role, answer.json().path("id").asText());
    }

    boolean knows(String role) {
        return groups.containsKey(role);
    }

    void add(Person person, String role, String... expected) {
        patch(role, "add " + person.email(), """
                {"op":"add","path":"members","value":[{"value":"%s"}]}""".formatted(users.get(person.email())), expected);
    }

    void remove(Person person, String role, String... expected) {
        patch(role, "remove " + person.email(), """
                {"op":"remove","path":"members[value eq \\"%s\\"]"}""".formatted(users.get(person.email())), expected);
    }

    private void patch(String role, String what, String operation, String... expected) {
        String shown = "/Groups/{%s}  %s".formatted(role, what);
        String body = """
                {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[%s]}""".formatted(operation);
        stage.tell(speaker, Request.with("PATCH", "/Groups/" + groups.get(role), shown, body), 204, List.of(expected));
    }

    private String path(Person person) {
        return "/Users/" + users.get(person.email());
    }
}
