package dev.muster.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.directory.Roles;
import dev.muster.id.IdType;
import dev.muster.provider.ProviderType;
import dev.muster.support.Application;
import dev.muster.support.Rewrites;
import dev.muster.support.ScimDirectories;
import dev.muster.support.ScimDirectory;
import dev.muster.support.Superuser;
import dev.muster.support.Tenants;
import dev.muster.support.fold.FoldCheck;
import dev.muster.support.traffic.Plan;
import dev.muster.support.traffic.SeededTraffic;
import dev.muster.support.wire.Answer;
import dev.muster.support.wire.EventFeed;
import dev.muster.support.wire.ScimTarget;
import dev.muster.support.wire.Wire;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Groups give roles, and applications hear of each change of somebody's role, and of nothing else. */
@QuarkusTest
class RolesTest {

    private static final String UPDATED = "dsync.user.updated";

    @Inject
    Tenants tenants;

    @Inject
    ScimDirectories directories;

    @Inject
    Rewrites rewrites;

    @Inject
    Roles roles;

    private Tenants.Tenant tenant;
    private RoleBook book;
    private ScimTarget scim;
    private Provider provider;
    private EventFeed feed;
    private int marks;

    @BeforeEach
    void threeRoles() {
        tenant = tenants.fresh();
        var application = Application.of(tenant);
        scim = application.directory("generic scim v2.0");
        provider = new Provider(scim);
        book = new RoleBook(application.api(), scim.directoryId());
        book.create("owner");
        book.create("admin");
        book.create("member");
        feed = new EventFeed(new Wire(), application.api(), scim.directoryId(), EventFeed.RESOURCE_EVENTS);
    }

    @Test
    void newcomersHaveTheDefaultRoleFromTheFirstEventOn() {
        book.settings("{\"default_role\":\"member\"}");
        String ann = provider.user("ann");

        assertThat(news()).containsExactly("dsync.user.created member");
        assertThat(book.roles(ann)).containsExactly("member");
    }

    @Test
    void membershipGivesTheRoleAndItsEndTakesIt() {
        book.settings("{\"default_role\":\"member\"}");
        String ann = provider.user("ann");
        String crew = provider.group("Crew");
        book.map(crew, "admin");
        settled();
        provider.addMember(crew, ann);
        provider.addMember(crew, ann);
        provider.removeMember(crew, ann);

        assertThat(news())
                .containsExactly(
                        "dsync.user.created member",
                        "dsync.group.created",
                        "dsync.group.user_added member",
                        "dsync.user.updated member>admin",
                        "dsync.group.user_removed admin",
                        "dsync.user.updated admin>member");
        assertAllAgree();
    }

    @Test
    void highestPriorityWinsAndANewOrderTellsOnlyWhoIsConcerned() {
        String ann = provider.user("ann");
        String bob = provider.user("bob");
        String crew = provider.group("Crew", ann, bob);
        String board = provider.group("Board", ann);
        book.map(crew, "member", board, "owner");
        settled();
        assertThat(book.roles(ann)).containsExactly("owner");
        assertThat(book.roles(bob)).containsExactly("member");

        news();
        book.settings("{\"priority_order\":[\"admin\",\"member\",\"owner\"]}");
        settled();
        assertThat(book.roles(ann)).containsExactly("member");

        assertThat(news()).containsExactly("dsync.user.updated owner>member");
        assertAllAgree();
    }

    @Test
    void severalRolesAreListedByPriority() {
        book.settings("{\"multiple_roles\":true,\"default_role\":\"member\"}");
        String ann = provider.user("ann");
        String board = provider.group("Board");
        String crew = provider.group("Crew");
        book.map(crew, "admin", board, "owner");
        settled();
        provider.addMember(crew, ann);
        provider.addMember(board, ann);
        assertThat(book.roles(ann)).containsExactly("owner", "admin");
        book.settings("{\"multiple_roles\":false}");
        settled();
        assertThat(book.roles(ann)).containsExactly("owner");

        assertThat(news())
                .endsWith(
                        "dsync.user.updated member>admin",
                        "dsync.group.user_added admin",
                        "dsync.user.updated admin>owner,admin",
                        "dsync.user.updated owner,admin>owner");
        assertAllAgree();
    }

    @Test
    void groupThatGoesTakesTheRoleAlongAndBringsItBack() {
        String ann = provider.user("ann");
        String crew = provider.group("Crew", ann);
        book.map(crew, "admin");
        settled();
        assertThat(book.roles(ann)).containsExactly("admin");
        news();
        book.delete("/directory_groups/" + crew);
        assertThat(book.mappings()).isEmpty();
        provider.addMember(crew, ann);
        provider.delete("/Groups/" + crew);

        assertThat(news())
                .containsExactly(
                        "dsync.group.user_removed admin",
                        "dsync.user.updated admin>",
                        "dsync.group.deleted",
                        "dsync.group.created",
                        "dsync.group.user_added ",
                        "dsync.user.updated >admin",
                        "dsync.group.deleted",
                        "dsync.user.updated admin>");
        assertAllAgree();
    }

    @Test
    void whoWasRemovedByHandComesBackWithTheDefaultRole() {
        book.settings("{\"default_role\":\"member\"}");
        String ann = provider.user("ann");
        String crew = provider.group("Crew", ann);
        book.map(crew, "admin");
        settled();
        assertThat(book.roles(ann)).containsExactly("admin");
        news();
        book.delete("/directory_users/" + ann);
        provider.patch("/Users/" + ann, "{\"op\":\"replace\",\"path\":\"title\",\"value\":\"x\"}");

        assertThat(news()).containsExactly("dsync.user.deleted admin", "dsync.user.created member");
        assertAllAgree();
    }

    @Test
    void hiddenUsersChangeSilentlyAndReturnWithTheirRole() {
        book.patch("/directories/" + scim.directoryId(), "{\"deprovisioning\":\"delete\"}");
        String ann = provider.user("ann");
        String crew = provider.group("Crew");
        String board = provider.group("Board", ann);
        book.map(crew, "admin", board, "member");
        settled();
        provider.patch("/Users/" + ann, active(false));
        news();
        provider.addMember(crew, ann);
        book.map(crew, "owner");
        settled();
        provider.patch("/Users/" + ann, active(true));

        assertThat(news())
                .containsExactly(
                        "dsync.user.created owner", "dsync.group.user_added owner", "dsync.group.user_added owner");
    }

    @Test
    void deletedRoleFallsBackToTheNextAndThenToTheDefault() {
        book.settings("{\"default_role\":\"member\"}");
        String ann = provider.user("ann");
        String bob = provider.user("bob");
        String crew = provider.group("Crew", ann, bob);
        String board = provider.group("Board", ann);
        book.map(crew, "admin", board, "owner");
        settled();
        assertThat(book.roles(ann)).containsExactly("owner");
        news();
        book.delete("/authorization/roles/owner");
        settled();
        assertThat(book.roles(ann)).containsExactly("admin");
        assertThat(news()).containsExactly("dsync.user.updated owner>admin");
        book.delete("/authorization/roles/admin");
        settled();
        assertThat(book.roles(ann)).containsExactly("member");
        assertThat(book.roles(bob)).containsExactly("member");

        assertThat(news()).containsExactly("dsync.user.updated admin>member", "dsync.user.updated admin>member");
        book.delete("/authorization/roles/member");
        settled();
        assertThat(book.roles(ann)).isEmpty();
        assertAllAgree();
    }

    @Test
    void theSameAgainChangesNothing() {
        String ann = provider.user("ann");
        String crew = provider.group("Crew", ann);
        book.map(crew, "admin");
        book.settings("{\"default_role\":\"member\"}");
        settled();
        assertThat(book.roles(ann)).containsExactly("admin");
        news();
        book.map(crew, "admin");
        book.settings("{\"default_role\":\"member\",\"multiple_roles\":false,\"priority_order\":"
                + "[\"owner\",\"admin\",\"member\"]}");
        settled();

        assertThat(news()).isEmpty();
    }

    @Test
    void oneChangeOfAThousandMembersTellsEachOfThem() {
        ScimDirectory directory = directories.in(tenant, ProviderType.GENERIC);
        var other = new RoleBook(
                book.api(), IdType.DIRECTORY.print(directory.access().directoryId()));
        String crew = directory.group("Crew");
        other.map(crew, "admin");
        settled(directory.access().directoryId());
        String hall = directory.group("Hall");
        String[] names = IntStream.range(0, 1_000).mapToObj(i -> "p" + i).toArray(String[]::new);
        directories.members(directory, hall, names);
        String[] ids = other.members(hall).toArray(String[]::new);
        directory
                .put("/Groups/" + crew, "{\"displayName\":\"Crew\",\"members\":" + ScimDirectory.members(ids) + "}")
                .then()
                .statusCode(200);

        assertThat(other.withRole("admin")).hasSize(1_000);
        directory.delete("/Groups/" + crew);
        assertThat(other.withRole("admin")).isEmpty();
    }

    @Test
    void aGroupOfManyGoesAtOnceAndTheirRoleInTheBackground() {
        ScimDirectory directory = directories.in(tenant, ProviderType.GENERIC);
        var id = directory.access().directoryId();
        var other = new RoleBook(book.api(), IdType.DIRECTORY.print(id));
        String crew = directory.group("Crew");
        directories.members(
                directory,
                crew,
                IntStream.range(0, 1_001).mapToObj(i -> "p" + i).toArray(String[]::new));
        other.map(crew, "admin");
        settled(id);
        directory.delete("/Groups/" + crew).then().statusCode(204);
        assertThat(other.withRole("admin")).hasSize(1_001);
        settled(id);

        assertThat(other.withRole("admin")).isEmpty();
    }

    @Test
    void tenThousandMembersFollowInTheBackgroundAndNobodyWaits() {
        ScimDirectory directory = directories.in(tenant, ProviderType.GENERIC);
        var id = directory.access().directoryId();
        var other = new RoleBook(book.api(), IdType.DIRECTORY.print(id));
        String crew = directory.group("Crew");
        for (int part = 0; part < 10; part++) {
            int from = part * 1_000;
            directories.members(
                    directory,
                    crew,
                    IntStream.range(from, from + 1_000).mapToObj(i -> "p" + i).toArray(String[]::new));
        }
        String late = directory.user("late");
        long begin = System.nanoTime();
        other.map(crew, "admin");
        directory.patch("/Groups/" + crew, """
                        {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
                         "Operations":[{"op":"add","path":"members","value":[{"value":"%s"}]}]}""".formatted(late)).then().statusCode(204);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
        assertThat(other.roles(late)).containsExactly("admin");
        settled(id);

        assertThat(other.withRole("admin")).hasSize(10_001);
        var events = new EventFeed(new Wire(), book.api(), IdType.DIRECTORY.print(id), List.of(UPDATED));
        var told = new ArrayList<JsonNode>();
        await().until(() -> {
            told.addAll(events.news());
            return told.size() >= 10_001;
        });
        assertThat(told).hasSize(10_001);
    }

    @Test
    void onePersonInTwoGroupsChangedAtOnceEndsWithTheRightRole() {
        String crew = provider.group("Crew");
        String board = provider.group("Board");
        book.map(crew, "member", board, "owner");
        settled();
        String ann = provider.user("ann");
        for (int round = 0; round < 8; round++) {
            all(provider.beginAddMember(crew, ann), provider.beginAddMember(board, ann));
            assertThat(book.roles(ann)).containsExactly("owner");
            all(provider.beginRemoveMember(board, ann), provider.beginRemoveMember(crew, ann));
            assertThat(book.roles(ann)).isEmpty();
            all(provider.beginAddMember(crew, ann), provider.beginAddMember(board, ann));
            all(provider.beginRemoveMember(board, ann), provider.beginAddMember(crew, ann));
            assertThat(book.roles(ann)).containsExactly("member");
            all(provider.beginRemoveMember(crew, ann));
        }

        assertAllAgree();
    }

    @Test
    void whoIsCreatedWhileTheDefaultChangesHasTheNewOne() {
        var creations = new ArrayList<CompletableFuture<Answer>>();
        for (String role : List.of("owner", "admin", "member", "owner", "admin", "member")) {
            for (int i = 0; i < 25; i++) {
                creations.add(provider.beginUser("p" + creations.size()));
            }
            book.settings("{\"default_role\":\"%s\"}".formatted(role));
            settled(); // nobody looks at those again who come after this
        }
        assertThat(creations.stream().map(CompletableFuture::join).map(Answer::status))
                .containsOnly(201);

        assertThat(book.withRole("member")).hasSize(150);
        assertAllAgree();
    }

    @Test
    void whoWasAboutToBeCreatedWhenTheDefaultChangedHasTheNewOne() {
        provider.user("ann");
        CompletableFuture<Answer> creation = directories.inside(tenant, () -> {
            roles.makeDefault("member");
            var begun = provider.beginUser("bob");
            await().until(RolesTest::somebodyWaits);
            return begun;
        });
        settled();
        creation.join().orFail();

        assertThat(book.withRole("member")).hasSize(2);
        assertAllAgree();
    }

    private static boolean somebodyWaits() throws SQLException {
        try (var superuser = Superuser.connect()) {
            return superuser.value("select 1 from pg_locks where locktype = 'advisory' and not granted") != null;
        }
    }

    @Test
    void mixedTrafficUnderChangingMappingsEndsWithTheRightRoles() {
        book.settings("{\"default_role\":\"member\"}");
        var traffic = CompletableFuture.runAsync(
                () -> run(new SeededTraffic(scim, Plan.of(20, 5, 8, 800))), Thread::startVirtualThread);
        var random = new Random(11);
        while (!traffic.isDone()) {
            book.mapSome(random, "owner", "admin");
            settled();
        }
        traffic.join();
        settled();

        assertThat(book.wrong("member")).isEmpty();
        assertAllAgree();
    }

    private static void run(SeededTraffic traffic) {
        try {
            traffic.run().assertNoSurprises();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String active(boolean active) {
        return "{\"op\":\"replace\",\"path\":\"active\",\"value\":%s}".formatted(active);
    }

    @SafeVarargs
    private static void all(CompletableFuture<Answer>... underWay) {
        for (var one : underWay) {
            assertThat(one.join().status()).isEqualTo(204);
        }
    }

    /** What was told since the last call: the type and the user's roles, with what they were before. */
    private List<String> news() {
        String mark = provider.group("Mark " + marks++);
        var news = new ArrayList<JsonNode>();
        await().until(() -> {
            news.addAll(feed.news());
            return !news.isEmpty()
                    && news.getLast().path("data").path("id").asText().equals(mark);
        });
        return news.subList(0, news.size() - 1).stream().map(RolesTest::line).toList();
    }

    private static String line(JsonNode event) {
        String type = event.path("event").asText();
        JsonNode data = event.path("data");
        JsonNode user = data.has("user") ? data.path("user") : data;
        if (!user.has("roles")) {
            return type;
        }
        JsonNode before = data.path("previous_attributes");
        return type + " " + (before.has("roles") ? RoleBook.slugs(before.path("roles")) + ">" : "")
                + RoleBook.slugs(user.path("roles"));
    }

    private void settled() {
        settled(IdType.DIRECTORY.parse(scim.directoryId()).orElseThrow());
    }

    private void settled(UUID directory) {
        rewrites.finish(tenant, directory);
    }

    private void assertAllAgree() {
        new FoldCheck(scim, book.api()).assertAllAgree();
    }
}
