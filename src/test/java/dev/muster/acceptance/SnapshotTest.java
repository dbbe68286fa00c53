package dev.muster.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.muster.directory.Directories;
import dev.muster.directory.DirectoryAccess;
import dev.muster.directory.DirectorySnapshots;
import dev.muster.event.StoredEvent;
import dev.muster.event.payload.GroupPayload;
import dev.muster.event.payload.UserPayload;
import dev.muster.id.IdType;
import dev.muster.support.Application;
import dev.muster.support.Superuser;
import dev.muster.support.Tenants;
import dev.muster.support.fold.DirectoryState;
import dev.muster.support.fold.FoldCheck;
import dev.muster.support.fold.Membership;
import dev.muster.support.fold.Snapshot;
import dev.muster.support.traffic.Plan;
import dev.muster.support.traffic.SeededTraffic;
import dev.muster.support.traffic.TrafficReport;
import dev.muster.support.wire.Answer;
import dev.muster.support.wire.Call;
import dev.muster.support.wire.ScimTarget;
import dev.muster.support.wire.Wire;
import dev.muster.tenant.CurrentEnvironment;
import dev.muster.tenant.Transactions;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A snapshot and the events behind it make the state: nothing is missing, nothing comes twice. */
@QuarkusTest
class SnapshotTest {

    /** Snapshots of a run, most of which are alike. */
    private static final int CHECKED = 12;

    /** That of {@code event/Sequencer}: whoever holds it keeps committed events from getting their places. */
    private static final String SEQUENCER_LOCK = "x'006d757374657201'::bigint";

    @Inject
    Tenants tenants;

    @Inject
    CurrentEnvironment environment;

    @Inject
    Transactions transactions;

    @Inject
    Directories directories;

    @Inject
    DirectorySnapshots snapshots;

    private final Wire wire = new Wire();
    private Tenants.Tenant tenant;
    private Application application;
    private ScimTarget scim;
    private Provider provider;

    @BeforeEach
    void setUp() {
        tenant = tenants.fresh();
        application = Application.of(tenant);
        scim = application.directory("generic scim v2.0");
        provider = new Provider(scim);
    }

    @Test
    void anEmptyDirectoryHasASnapshot() {
        Snapshot snapshot = snapshot();
        assertThat(snapshot.state().users()).isEmpty();
        check().assertLeadsHere(snapshot);
    }

    @Test
    void snapshotsTakenDuringTrafficLeadToItsEnd() throws Exception {
        List<Snapshot> taken = new ArrayList<>();
        try (var executor = Executors.newSingleThreadExecutor()) {
            Future<TrafficReport> traffic =
                    executor.submit(() -> new SeededTraffic(scim, Plan.of(20, 5, 16, 2_000)).run());
            while (!traffic.isDone()) {
                taken.add(snapshot());
            }
            traffic.get().assertNoSurprises();
        }

        assertThat(taken).hasSizeGreaterThan(10);
        int step = Math.max(1, taken.size() / CHECKED);
        for (int i = 0; i < taken.size(); i += step) {
            check().assertLeadsHere(taken.get(i));
        }
    }

    @Test
    void whatHasNoPlaceYetIsNotToldTwice() throws Exception {
        try (var sequencer = Superuser.connect()) {
            hold(sequencer);
            String group = provider.group("Crew");
            String ann = provider.user("ann");
            Snapshot snapshot = snapshotDuring(() -> {
                provider.addMember(group, ann).orFail();
                provider.user("bob");
                release(sequencer);
            });

            assertThat(snapshot.state().users()).containsOnlyKeys(ann);
            assertThat(snapshot.state().memberships()).isEmpty();
            check().assertLeadsHere(snapshot);
        }
    }

    /** Places are given in the order of ids, not of commits: a later commit may come in front of what the snapshot holds. */
    @Test
    void whatComesBetweenIsBroughtAlong() throws Exception {
        String group = provider.group("Crew");
        String ann = provider.user("ann");
        String bob = provider.user("bob");
        try (var sequencer = Superuser.connect();
                var blocker = Superuser.connect().begin()) {
            hold(sequencer);
            // The last thing a removal by hand writes: the id of its event is drawn by then.
            blocker.execute("lock table audit_entry in share mode");
            CompletableFuture<Answer> removal = beginRemoval(ann);
            await().until(SnapshotTest::aRemovalWaits);
            provider.addMember(group, bob).orFail();
            Snapshot snapshot = snapshotDuring(() -> {
                blocker.rollback();
                assertThat(removal.join().status()).isEqualTo(202);
                release(sequencer);
            });

            assertThat(snapshot.state().users()).containsOnlyKeys(ann, bob);
            assertThat(snapshot.state().memberships()).hasSize(1);
            assertThat(snapshot.events())
                    .extracting(event -> event.path("event").asText())
                    .containsExactly("dsync.user.deleted");
            check().assertLeadsHere(snapshot);
        }
    }

    private CompletableFuture<Answer> beginRemoval(String user) {
        var headers = Map.of("Authorization", "Bearer " + application.api().apiKey());
        return wire.begin(new Call(
                "DELETE", application.api().baseUrl() + "/directory_users/" + user, headers, Optional.empty()));
    }

    private static boolean aRemovalWaits() throws Exception {
        try (var database = Superuser.connect()) {
            return database.value("select 1 from pg_stat_activity where wait_event_type = 'Lock'"
                            + " and pid <> pg_backend_pid() and query like '%insert into audit_entry%'")
                    != null;
        }
    }

    private interface Happening {
        void happen() throws Exception;
    }

    /** Something happens after the moment of the snapshot, before its first row is told. */
    private Snapshot snapshotDuring(Happening happening) throws Exception {
        environment.enter(tenant.environmentId());
        var id = IdType.DIRECTORY.parse(scim.directoryId()).orElseThrow();
        var directory = transactions.call(() -> directories.get(id)).orElseThrow();
        var lines = new Lines(happening);
        Optional<UUID> after = snapshots.tell(DirectoryAccess.of(directory), lines);
        return lines.snapshot(after.map(IdType.EVENT::print));
    }

    private static final class Lines implements DirectorySnapshots.Listener {

        private final Map<String, JsonNode> users = new HashMap<>();
        private final Map<String, JsonNode> groups = new HashMap<>();
        private final Set<Membership> memberships = new HashSet<>();
        private final List<JsonNode> events = new ArrayList<>();
        private final Happening happening;

        Lines(Happening happening) {
            this.happening = happening;
        }

        @Override
        public void user(UserPayload user) {
            if (users.isEmpty()) {
                happen();
            }
            users.put(IdType.DIRECTORY_USER.print(user.id()), user.json());
        }

        @Override
        public void group(GroupPayload group) {
            groups.put(IdType.DIRECTORY_GROUP.print(group.id()), group.json());
        }

        @Override
        public void membership(UUID group, UUID user) {
            memberships.add(new Membership(IdType.DIRECTORY_GROUP.print(group), IdType.DIRECTORY_USER.print(user)));
        }

        @Override
        public void event(StoredEvent event) {
            try {
                events.add(new JsonMapper().readTree(event.body()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        Snapshot snapshot(Optional<String> after) {
            return new Snapshot(new DirectoryState(users, groups, memberships), events, after);
        }

        private void happen() {
            try {
                happening.happen();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
    }

    private Snapshot snapshot() {
        return Snapshot.read(wire, application.api(), scim.directoryId());
    }

    private FoldCheck check() {
        return new FoldCheck(scim, application.api());
    }

    private static void hold(Superuser sequencer) throws Exception {
        sequencer.execute("select pg_advisory_lock(" + SEQUENCER_LOCK + ")");
    }

    private static void release(Superuser sequencer) throws Exception {
        sequencer.execute("select pg_advisory_unlock(" + SEQUENCER_LOCK + ")");
    }
}
