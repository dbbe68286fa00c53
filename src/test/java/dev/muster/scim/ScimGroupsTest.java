package dev.muster.scim;

import static dev.muster.scim.ScimUsersTest.operations;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.nullValue;

import dev.muster.provider.ProviderType;
import dev.muster.support.ScimDirectories;
import dev.muster.support.ScimDirectory;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ScimGroupsTest {

    @Inject
    ScimDirectories directories;

    private ScimDirectory directory;

    @BeforeEach
    void begin() {
        directory = directories.of(ProviderType.GENERIC);
    }

    @Test
    void aGroupAlwaysListsItsMembersUnlessTheyAreExcluded() {
        String crew = directory.group("Crew");
        directory.get("/Groups/" + crew).then().statusCode(200).body("members", empty());
        directory.get("/Groups/" + crew + "?excludedAttributes=members").then().body("members", nullValue());
        directory.get("/Groups?attributes=displayName").then().body("Resources[0].members", nullValue());
    }

    @Test
    void membersShowWhoTheyAre() {
        String ada = directory.user("ada@acme.test");
        String inner = directory.group("Inner");
        String outer = directory.group("Outer", ada, inner);
        directory
                .get("/Groups/" + outer)
                .then()
                .body("members.value", containsInAnyOrder(ada, inner))
                .body("members.type", containsInAnyOrder("User", "Group"))
                .body("members.display", containsInAnyOrder("ada@acme.test", "Inner"))
                .body("members[0].'$ref'", containsString("/Users/" + ada));
        directory
                .get("/Groups/" + outer + "?attributes=members.value")
                .then()
                .body("members[0]", equalTo(Map.of("value", ada)));
    }

    @Test
    void removingOneMemberByValueLeavesTheOthers() {
        String ada = directory.user("ada@acme.test");
        String bob = directory.user("bob@acme.test");
        String crew = directory.group("Crew", ada, bob);
        directory
                .patch(
                        "/Groups/" + crew,
                        operations("{\"op\":\"Remove\",\"path\":\"members\",\"value\":[{\"value\":\"" + ada + "\"}]}"))
                .then()
                .statusCode(204);
        directory.get("/Groups/" + crew).then().body("members.value", equalTo(List.of(bob)));
    }

    @Test
    void aGroupInsideItselfIsRefused() {
        String outer = directory.group("Outer");
        String inner = directory.group("Inner");
        directory.patch("/Groups/" + outer, operations(add(inner))).then().statusCode(204);
        directory
                .patch("/Groups/" + inner, operations(add(outer)))
                .then()
                .statusCode(400)
                .body("scimType", equalTo("invalidValue"));
    }

    @Test
    void aPersonWhoIsDeletedWhileBeingAddedLeavesNoTrace() throws Exception {
        String crew = directory.group("Crew");
        for (int round = 0; round < 20; round++) {
            String person = directory.user("p" + round + "@acme.test");
            try (var threads = Executors.newFixedThreadPool(2)) {
                var addition = threads.submit(() -> directory
                        .patch("/Groups/" + crew, operations(add(person)))
                        .statusCode());
                var deletion = threads.submit(
                        () -> directory.delete("/Users/" + person).statusCode());
                assertThat(addition.get()).isEqualTo(204);
                assertThat(deletion.get()).isEqualTo(204);
            }
        }
        directory.get("/Groups/" + crew).then().body("members", empty());
    }

    @Test
    void aLargeGroupIsWrittenBatchByBatchAndWhole() {
        String crew = directory.group("Crew");
        String[] people = IntStream.range(0, 12_000).mapToObj(i -> "p" + i).toArray(String[]::new);
        directories.members(directory, crew, people);
        // A plan that goes through the directory for each member would take a hundred times as long.
        directory
                .get("/Groups/" + crew)
                .then()
                .statusCode(200)
                .body("members", hasSize(12_000))
                .time(lessThan(8L), TimeUnit.SECONDS);
        directory.get("/Groups").then().statusCode(200).body("Resources[0].members", hasSize(12_000));
    }

    private static String add(String member) {
        return "{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\"" + member + "\"}]}";
    }
}
