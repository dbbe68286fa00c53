package dev.muster.acceptance;

import dev.muster.support.wire.Answer;
import dev.muster.support.wire.Call;
import dev.muster.support.wire.ScimTarget;
import dev.muster.support.wire.Wire;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** The identity provider of one directory, in the words of a test. Requests go out at once if {@code begin} says so. */
record Provider(ScimTarget directory) {

    private static final Wire WIRE = new Wire();

    /** @return the new user's id */
    String user(String userName) {
        return id(beginUser(userName).join().orFail());
    }

    CompletableFuture<Answer> beginUser(String userName) {
        return begin("POST", "/Users", """
                {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"%s"}""".formatted(userName));
    }

    /** @return the new group's id */
    String group(String displayName, String... members) {
        String list =
                Arrays.stream(members).map("{\"value\":\"%s\"}"::formatted).collect(Collectors.joining(","));
        return id(begin("POST", "/Groups", """
                {"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"%s","members":[%s]}""".formatted(displayName, list))
                .join()
                .orFail());
    }

    Answer addMember(String group, String user) {
        return beginAddMember(group, user).join();
    }

    CompletableFuture<Answer> beginAddMember(String group, String user) {
        return beginPatch("/Groups/" + group, """
                {"op":"add","path":"members","value":[{"value":"%s"}]}""".formatted(user));
    }

    Answer removeMember(String group, String user) {
        return beginRemoveMember(group, user).join();
    }

    CompletableFuture<Answer> beginRemoveMember(String group, String user) {
        return beginPatch("/Groups/" + group, """
                {"op":"remove","path":"members[value eq \\"%s\\"]"}""".formatted(user));
    }

    /** Ids of a group's members. */
    List<String> members(String group) {
        return read("/Groups/" + group).orFail().json().path("members").findValuesAsText("value");
    }

    Answer patch(String path, String operation) {
        return beginPatch(path, operation).join();
    }

    Answer read(String path) {
        return WIRE.send(Call.get(directory.token(), directory.baseUrl() + path));
    }

    Answer delete(String path) {
        return beginDelete(path).join();
    }

    CompletableFuture<Answer> beginDelete(String path) {
        return begin("DELETE", path, Optional.empty());
    }

    private CompletableFuture<Answer> beginPatch(String path, String operation) {
        return begin("PATCH", path, """
                {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[%s]}""".formatted(operation));
    }

    private CompletableFuture<Answer> begin(String method, String path, String body) {
        return begin(method, path, Optional.of(body));
    }

    private CompletableFuture<Answer> begin(String method, String path, Optional<String> body) {
        var headers = Map.of("Authorization", "Bearer " + directory.token(), "Content-Type", "application/scim+json");
        return WIRE.begin(new Call(method, directory.baseUrl() + path, headers, body));
    }

    private static String id(Answer created) {
        return created.json().path("id").asText();
    }
}
