package dev.muster.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.directory.Roles;
import dev.muster.support.Superuser;
import dev.muster.support.traffic.Plan;
import dev.muster.support.traffic.SeededTraffic;
import dev.muster.support.wire.Answer;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Changes of people, groups and rules at the same time end with the right roles. */
@QuarkusTest
class RolesAtOnceTest extends RolesFixture {

    @Inject
    Roles roles;

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
            await().until(RolesAtOnceTest::somebodyWaits);
            return begun;
        });
        settled();
        creation.join().orFail();

        assertThat(book.withRole("member")).hasSize(2);
        assertAllAgree();
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

    private static boolean somebodyWaits() throws SQLException {
        try (var superuser = Superuser.connect()) {
            return superuser.value("select 1 from pg_locks where locktype = 'advisory' and not granted") != null;
        }
    }

    private static void run(SeededTraffic traffic) {
        try {
            traffic.run().assertNoSurprises();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @SafeVarargs
    private static void all(CompletableFuture<Answer>... underWay) {
        for (var one : underWay) {
            assertThat(one.join().status()).isEqualTo(204);
        }
    }
}
