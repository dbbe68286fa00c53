package dev.muster.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.id.IdType;
import dev.muster.provider.ProviderType;
import dev.muster.support.ScimDirectory;
import dev.muster.support.wire.EventFeed;
import dev.muster.support.wire.Wire;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Changes that concern a thousand people and more. */
@QuarkusTest
class RolesOfManyTest extends RolesFixture {

    private ScimDirectory directory;
    private UUID id;
    private RoleBook roles;
    private String crew;

    @BeforeEach
    void group() {
        directory = directories.in(tenant, ProviderType.GENERIC);
        id = directory.access().directoryId();
        roles = new RoleBook(book.api(), IdType.DIRECTORY.print(id));
        crew = directory.group("Crew");
    }

    @Test
    void oneChangeOfAThousandMembersTellsEachOfThem() {
        roles.map(crew, "admin");
        settled(id);
        String hall = directory.group("Hall");
        fill(hall, 0, 1_000);
        String[] people = roles.members(hall).toArray(String[]::new);
        directory
                .put("/Groups/" + crew, "{\"displayName\":\"Crew\",\"members\":" + ScimDirectory.members(people) + "}")
                .then()
                .statusCode(200);

        assertThat(roles.withRole("admin")).hasSize(1_000);
        directory.delete("/Groups/" + crew);
        assertThat(roles.withRole("admin")).isEmpty();
    }

    @Test
    void aGroupOfManyGoesAtOnceAndTheirRoleInTheBackground() {
        fill(crew, 0, 1_001);
        roles.map(crew, "admin");
        settled(id);
        directory.delete("/Groups/" + crew).then().statusCode(204);
        assertThat(roles.withRole("admin")).hasSize(1_001);
        settled(id);

        assertThat(roles.withRole("admin")).isEmpty();
    }

    @Test
    void tenThousandMembersFollowInTheBackgroundAndNobodyWaits() {
        for (int from = 0; from < 10_000; from += 1_000) {
            fill(crew, from, from + 1_000);
        }
        String late = directory.user("late");
        long begin = System.nanoTime();
        roles.map(crew, "admin");
        directory.patch("/Groups/" + crew, """
                        {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
                         "Operations":[{"op":"add","path":"members","value":[{"value":"%s"}]}]}""".formatted(late)).then().statusCode(204);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
        assertThat(roles.roles(late)).containsExactly("admin");
        settled(id);

        assertThat(roles.withRole("admin")).hasSize(10_001);
        var events = new EventFeed(new Wire(), book.api(), IdType.DIRECTORY.print(id), List.of("dsync.user.updated"));
        var told = new ArrayList<JsonNode>();
        await().until(() -> {
            told.addAll(events.news());
            return told.size() >= 10_001;
        });
        assertThat(told).hasSize(10_001);
    }

    private void fill(String group, int from, int to) {
        directories.members(
                directory,
                group,
                IntStream.range(from, to).mapToObj(i -> "p" + i).toArray(String[]::new));
    }
}
