package dev.muster.directory;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.muster.event.EventLog;
import dev.muster.event.EventScope;
import dev.muster.event.WatchedEventLog;
import dev.muster.id.IdType;
import dev.muster.id.Ulids;
import dev.muster.provider.ProviderType;
import dev.muster.sql.Sql;
import dev.muster.support.Application;
import dev.muster.support.Rewrites;
import dev.muster.support.ScimDirectories;
import dev.muster.support.ScimDirectory;
import dev.muster.support.Superuser;
import dev.muster.support.fold.FoldCheck;
import dev.muster.support.traffic.Plan;
import dev.muster.support.traffic.SeededTraffic;
import dev.muster.support.wire.ApiLists;
import dev.muster.support.wire.EventFeed;
import dev.muster.support.wire.ScimTarget;
import dev.muster.support.wire.Wire;
import dev.muster.tenant.CrossTenant;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class UserRewritingTest {

    private static final JsonMapper JSON = new JsonMapper();

    @Inject
    ScimDirectories directories;

    @Inject
    DirectoryAttributes attributes;

    @Inject
    UserRewrites requests;

    @Inject
    Rewrites rewrites;

    @Inject
    CrossTenant crossTenant;

    @Inject
    Event<EventLog.Appended> appended;

    @Inject
    Sql sql;

    private ScimDirectory directory;

    @BeforeEach
    void begin() {
        rewrites.finishAll(); // what other tests have asked for would take its turn here
        directory = directories.of(ProviderType.OKTA);
    }

    @Test
    void anAttributeSwitchedOffIsTakenFromEverybodyWithItsOldValueInTheEvent() throws Exception {
        String ada = directory
                .post("/Users", "{\"userName\":\"ada@acme.test\",\"title\":\"Engineer\"}")
                .path("id");
        enable("job_title", false);
        finish();

        var updated = events("dsync.user.updated");
        assertThat(updated).hasSize(1);
        assertThat(updated.getFirst().at("/data/previous_attributes"))
                .isEqualTo(JSON.readTree("{\"custom_attributes\":{\"job_title\":\"Engineer\"}}"));
        assertThat(updated.getFirst().at("/data/custom_attributes"))
                .isEqualTo(JSON.readTree("{\"username\":\"ada@acme.test\"}"));
        assertThat(user(ada)).isEqualTo(updated.getFirst().at("/data/custom_attributes"));
        assertAllAgree();
    }

    @Test
    void whoLooksTheSameAsBeforeIsLeftAlone() {
        String ada = directory.user("ada@acme.test");
        String before = version(ada);
        enable("job_title", false);
        finish();

        assertThat(events("dsync.user.updated")).isEmpty();
        assertThat(version(ada)).isEqualTo(before);
    }

    @Test
    void otherEnvironmentsAreNotTouched() {
        var other = directories.of(ProviderType.OKTA);
        other.post("/Users", "{\"userName\":\"ada@acme.test\",\"title\":\"Engineer\"}");
        enable("job_title", false);
        finish();

        assertThat(directories.inside(
                        other.tenant(), () -> requests.progress(other.access().directoryId())))
                .isEmpty();
        assertThat(other.post("/Users", "{\"userName\":\"bob@acme.test\",\"title\":\"Chef\"}")
                        .statusCode())
                .isEqualTo(201);
        assertThat(attributesOf(other))
                .allSatisfy(user -> assertThat(user.has("job_title")).isTrue());
    }

    @Test
    void aWriteThatRemembersOldRulesGoesByTheNewOnes() {
        String ada = directory
                .post("/Users", "{\"userName\":\"ada@acme.test\",\"title\":\"Engineer\"}")
                .path("id");
        enable("job_title", false);
        directory.put("/Users/" + ada, "{\"userName\":\"ada@acme.test\",\"title\":\"Chef\"}");
        directory.post("/Users", "{\"userName\":\"bob@acme.test\",\"title\":\"Smith\"}");

        assertThat(attributesOf(directory))
                .hasSize(2)
                .allSatisfy(user -> assertThat(user.has("job_title")).isFalse());
        finish();
        assertAllAgree();
    }

    @Test
    void whoIsAddedByOldRulesWhileTheyChangeIsFoundByTheRewrite() throws Exception {
        directory.user("ada@acme.test");
        var inside = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        watch(scope -> {
            inside.countDown();
            await().atMost(Duration.ofSeconds(30)).until(() -> goOn.getCount() == 0);
        });
        var creation = CompletableFuture.supplyAsync(
                () -> directory.post("/Users", "{\"userName\":\"bob@acme.test\",\"title\":\"Smith\"}"),
                Thread::startVirtualThread);
        inside.await();

        var change = CompletableFuture.runAsync(
                () -> {
                    enable("job_title", false);
                    finish();
                },
                Thread::startVirtualThread);
        await().until(() -> change.isDone() || somebodyWaits());
        goOn.countDown();
        change.join();

        assertThat(creation.join().statusCode()).isEqualTo(201);
        assertThat(attributesOf(directory))
                .hasSize(2)
                .allSatisfy(user -> assertThat(user.has("job_title")).isFalse());
    }

    @Test
    void tenThousandAreRewrittenInBatchesWithProgressAndAKillLosesOneBatchOnly() {
        people(10_000);
        enable("job_title", false);
        for (int i = 0; i < 10; i++) {
            rewrites.step();
        }
        assertThat(progress().done()).isEqualTo(10 * UserRewriting.BATCH);
        assertThat(progress().total()).isEqualTo(10_000);

        var alive = new AtomicBoolean();
        watch(scope -> assertThat(alive).as("killed").isTrue());
        assertThatThrownBy(rewrites::step).hasStackTraceContaining("killed");
        assertThat(progress().done()).isEqualTo(10 * UserRewriting.BATCH);
        assertThat(changed()).isEqualTo(10 * UserRewriting.BATCH);

        alive.set(true);
        finish();
        assertThat(progress().done()).isEqualTo(10_000);
        assertThat(changed()).isEqualTo(10_000);
        assertThat(eventCount()).isEqualTo(10_000);
    }

    @Test
    void aRequestWhileOneRunsBeginsAgain() {
        people(500);
        enable("job_title", false);
        rewrites.step();
        enable("job_title", true);
        assertThat(progress().done()).isZero();
        finish();

        assertThat(progress().done()).isEqualTo(500);
        assertThat(attributesOf(directory))
                .allSatisfy(user -> assertThat(user.path("job_title").asText()).isEqualTo("Engineer"));
        assertThat(eventCount()).isEqualTo(2L * UserRewriting.BATCH);
    }

    @Test
    void theProviderGoesOnWorkingMeanwhileAndAllAccountsAgree() {
        ScimTarget target = target();
        IntStream.range(0, 300).forEach(n -> directory.user("person" + n));
        var traffic = CompletableFuture.runAsync(
                () -> run(new SeededTraffic(target, Plan.of(30, 4, 12, 1_500))), Thread::startVirtualThread);
        boolean on = false;
        while (!traffic.isDone()) {
            enable("username", on);
            enable("display_name", !on);
            on = !on;
            finish();
        }
        traffic.join();
        enable("username", false);
        enable("display_name", false);
        finish();

        assertThat(attributesOf(directory))
                .isNotEmpty()
                .allSatisfy(user -> assertThat(user.has("display_name") || user.has("username"))
                        .isFalse());
        assertAllAgree();
    }

    private static void run(SeededTraffic traffic) {
        try {
            traffic.run().assertNoSurprises();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void enable(String name, boolean on) {
        directories.inside(directory.tenant(), () -> attributes.change(name, DirectoryAttributes.Change.enabled(on)));
    }

    private void finish() {
        rewrites.finish(directory.tenant(), directory.access().directoryId());
    }

    private UserRewrites.Progress progress() {
        return rewrites.progress(directory.tenant(), directory.access().directoryId());
    }

    private void watch(Consumer<EventScope> watcher) {
        QuarkusMock.installMockForType(
                new WatchedEventLog(sql, appended, scope -> {
                    if (directory.access().directoryId().equals(scope.directoryId())) {
                        watcher.accept(scope);
                    }
                }),
                EventLog.class);
    }

    private static boolean somebodyWaits() throws SQLException {
        try (var superuser = Superuser.connect()) {
            return superuser.value("select 1 from pg_locks where locktype = 'advisory' and not granted") != null;
        }
    }

    private void people(int count) {
        var access = directory.access();
        UUID[] ids = Stream.generate(Ulids::next).limit(count).toArray(UUID[]::new);
        directories.inside(
                directory.tenant(),
                () -> sql.update("""
                insert into directory_user (environment_id, directory_id, id, api_id, organization_id, user_name, user_name_key,
                    active, resource, custom_attributes, created_at, updated_at)
                select ?, ?, id, id, ?, 'p' || n, 'p' || n, true,
                       jsonb_build_object('userName', 'p' || n, 'title', 'Engineer', 'active', true),
                       jsonb_build_object('username', 'p' || n, 'job_title', 'Engineer'), now(), now()
                  from unnest(?::uuid[]) with ordinality as u(id, n)
                """, access.environmentId(), access.directoryId(), access.organizationId(), ids));
    }

    private long changed() {
        return count("select count(*) as n from directory_user where environment_id = ? and version > 1");
    }

    private long eventCount() {
        return count("""
                select (select count(*) from event_pos where environment_id = e.id and type = 'dsync.user.updated')
                     + (select count(*) from event_new where environment_id = e.id and type = 'dsync.user.updated') as n
                  from environment e where e.id = ?""");
    }

    private long count(String query) {
        return crossTenant
                .call(
                        "a test counts",
                        () -> sql.first(
                                query,
                                row -> row.number("n"),
                                directory.tenant().environmentId()))
                .orElseThrow();
    }

    private String version(String user) {
        return directory.get("/Users/" + user).path("meta.version");
    }

    private JsonNode user(String id) throws Exception {
        String answer = given().header(
                        "Authorization", "Bearer " + directory.tenant().apiKey())
                .get("/directory_users/" + id)
                .asString();
        return JSON.readTree(answer).path("custom_attributes");
    }

    private List<JsonNode> attributesOf(ScimDirectory of) {
        var api = Application.of(of.tenant()).api();
        var scope = Map.of("directory", IdType.DIRECTORY.print(of.access().directoryId()));
        return new ApiLists(new Wire(), api)
                .all("/directory_users", scope).stream()
                        .map(user -> user.path("custom_attributes"))
                        .toList();
    }

    private List<JsonNode> events(String type) {
        var api = Application.of(directory.tenant()).api();
        var feed = new EventFeed(new Wire(), api, target().directoryId(), List.of(type));
        await().until(() -> count("select count(*) as n from event_new where environment_id = ?") == 0);
        return feed.news();
    }

    private ScimTarget target() {
        return new ScimTarget(
                IdType.DIRECTORY.print(directory.access().directoryId()), directory.url(), directory.token());
    }

    private void assertAllAgree() {
        new FoldCheck(target(), Application.of(directory.tenant()).api()).assertAllAgree();
    }
}
