package dev.muster.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.support.Application;
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
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many requests of a provider under way at once: none fails for it, and all accounts of the directory agree. */
@QuarkusTest
class ConcurrentTrafficTest {

    private static final Logger LOG = Logger.getLogger(ConcurrentTrafficTest.class);
    private static final Duration TRAFFIC = Duration.ofMinutes(Integer.getInteger("muster.test.traffic-minutes", 1));
    private static final int ROUNDS = 25;

    @Inject
    Tenants tenants;

    private Application application;
    private ScimTarget scim;
    private Provider provider;

    @BeforeEach
    void setUp() {
        application = Application.of(tenants.fresh());
        scim = application.directory("generic scim v2.0");
        provider = new Provider(scim);
    }

    /** For as long as {@code -Dmuster.test.traffic-minutes} says; each round in a directory of its own. */
    @Test
    void eventsApiAndScimAgreeAfterMixedTraffic() throws InterruptedException {
        long start = System.nanoTime();
        int rounds = 0;
        do {
            setUp();
            new SeededTraffic(scim, Plan.of(20, 5, 16, 2_000)).run().assertNoSurprises();
            assertAllAgree();
            rounds++;
        } while (System.nanoTime() - start < TRAFFIC.toNanos());
        LOG.infof("Events, API and SCIM agreed after each of %d rounds.", rounds);
    }

    @Test
    void fourHundredMembersAddedByAsManyRequestsAtOnceAreAllIn() {
        String group = provider.group("Crew");
        List<String> people = IntStream.range(0, 400)
                .mapToObj(number -> provider.user("person" + number))
                .toList();

        assertThat(answers(people.stream().map(person -> provider.beginAddMember(group, person))))
                .containsOnly(204);

        assertThat(provider.members(group)).containsExactlyInAnyOrderElementsOf(people);
        assertAllAgree();
        assertThat(count("dsync.group.user_added")).isEqualTo(people.size());
    }

    @Test
    void fiftyCreationsOfOneUserNameAtOnceMakeOneUser() {
        assertThat(answers(Stream.generate(() -> provider.beginUser("ann")).limit(50)))
                .containsOnlyOnce(201)
                .isSubsetOf(201, 409);

        assertAllAgree();
        assertThat(count("dsync.user.created")).isOne();
    }

    @Test
    void userDeletedWhileBeingAddedToGroupsLeavesNoTrace() {
        List<String> groups = List.of(provider.group("Crew"), provider.group("Staff"), provider.group("Board"));
        for (int round = 0; round < ROUNDS; round++) {
            String user = provider.user("leaver" + round);
            assertThat(answers(Stream.concat(
                            groups.stream().map(group -> provider.beginAddMember(group, user)),
                            Stream.of(provider.beginDelete("/Users/" + user)))))
                    .containsOnly(204);
        }

        assertThat(groups)
                .allSatisfy(group -> assertThat(provider.members(group)).isEmpty());
        assertAllAgree();
    }

    @Test
    void groupDeletedWhileBeingFilledLeavesNoTrace() {
        List<String> people = List.of(provider.user("ann"), provider.user("bob"), provider.user("cid"));
        for (int round = 0; round < ROUNDS; round++) {
            String group = provider.group("Crew" + round);
            assertThat(answers(Stream.concat(
                            people.stream().map(person -> provider.beginAddMember(group, person)),
                            Stream.of(provider.beginDelete("/Groups/" + group)))))
                    .isSubsetOf(204, 404)
                    .contains(204);
        }

        assertAllAgree();
    }

    /** Statuses in the order of the requests, after the last answer. */
    private static List<Integer> answers(Stream<CompletableFuture<Answer>> underWay) {
        return underWay.toList().stream()
                .map(CompletableFuture::join)
                .map(Answer::status)
                .toList();
    }

    /** The fold also refuses an addition after the end of the user or the group, and a second one of the same member. */
    private void assertAllAgree() {
        new FoldCheck(scim, application.api()).assertAllAgree();
    }

    private int count(String event) {
        return new EventFeed(new Wire(), application.api(), scim.directoryId(), List.of(event))
                .news()
                .size();
    }
}
