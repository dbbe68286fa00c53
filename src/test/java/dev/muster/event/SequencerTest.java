package dev.muster.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.sql.Sql;
import dev.muster.support.Journal;
import dev.muster.support.Superuser;
import dev.muster.support.Tenants;
import dev.muster.tenant.CrossTenant;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SequencerTest {

    private static final Pattern NAME = Pattern.compile("\"first_name\":\"([^\"]*)\"");

    @Inject
    Tenants tenants;

    @Inject
    Journal journal;

    @Inject
    CrossTenant crossTenant;

    @Inject
    Sql sql;

    @Inject
    Sequencer sequencer;

    @Test
    void placesFollowTheOrderOfWritingWithoutGaps() {
        UUID environment = tenants.fresh().environmentId();
        journal.write(environment, "ada", "bob");
        journal.write(environment, "cyd");

        var events = journal.awaitPlaced(environment, 3);
        assertThat(events).extracting(StoredEvent::pos).containsExactly(1L, 2L, 3L);
        assertThat(events).extracting(SequencerTest::name).containsExactly("ada", "bob", "cyd");
        assertThat(journal.waiting(environment)).isZero();
    }

    @Test
    void aLateCommitterHoldsNobodyUpAndIsNotSkipped() throws Exception {
        UUID environment = tenants.fresh().environmentId();
        var mayCommit = new CountDownLatch(1);
        var hasWritten = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> late = threads.submit(() -> crossTenant.run("a test writes slowly", () -> {
                journal.append(environment, "late");
                hasWritten.countDown();
                hold(mayCommit);
            }));
            hasWritten.await();
            journal.write(environment, "ada");
            journal.write(environment, "bob");
            assertThat(journal.awaitPlaced(environment, 2))
                    .extracting(SequencerTest::name)
                    .containsExactly("ada", "bob");
            mayCommit.countDown();
            late.get();
        }

        assertThat(journal.awaitPlaced(environment, 3))
                .extracting(SequencerTest::name)
                .containsExactly("ada", "bob", "late");
    }

    @Test
    void writersAtOnceGiveADenseCompleteLogInWhichEveryEntityIsInOrder() throws Exception {
        UUID environment = tenants.fresh().environmentId();
        var versions = new HashMap<Integer, Integer>();
        int writers = 12;
        int writesEach = 60;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writes = IntStream.range(0, writers)
                    .<Future<?>>mapToObj(writer -> threads.submit(() -> {
                        for (int i = 0; i < writesEach; i++) {
                            writeNextVersion(environment, versions);
                        }
                    }))
                    .toList();
            for (Future<?> write : writes) {
                write.get();
            }
        }

        var events = journal.awaitPlaced(environment, writers * writesEach);
        assertThat(events)
                .extracting(StoredEvent::pos)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, writers * writesEach).boxed().toList());
        byEntity(events)
                .forEach((entity, seen) -> assertThat(seen)
                        .as("versions of %s", entity)
                        .containsExactlyElementsOf(
                                IntStream.rangeClosed(1, seen.size()).boxed().toList()));
    }

    @Test
    void aSequencerThatDiesHalfWayLosesAndRepeatsNothing() throws Exception {
        UUID environment = tenants.fresh().environmentId();
        try (var blocker = Superuser.connect().begin();
                var killer = Superuser.connect()) {
            blocker.execute("select from event_head where environment_id = '" + environment + "' for update");
            journal.write(environment, "ada", "bob");
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> killedWhileMoving(killer));
            assertThat(journal.waiting(environment)).isEqualTo(2);
            blocker.rollback();
        }

        assertThat(journal.awaitPlaced(environment, 2))
                .extracting(StoredEvent::pos)
                .containsExactly(1L, 2L);
    }

    @Test
    void aHeldSnapshotDoesNotStopTheOthers() throws Exception {
        UUID environment = tenants.fresh().environmentId();
        try (var holder = Superuser.connect().begin()) {
            holder.execute("create temporary table held (id int)");
            journal.write(environment, "ada");
            assertThat(journal.awaitPlaced(environment, 1)).hasSize(1);
            holder.rollback();
        }
    }

    @Test
    void environmentsCountForThemselves() {
        UUID one = tenants.fresh().environmentId();
        UUID other = tenants.fresh().environmentId();
        journal.write(one, "ada");
        journal.write(other, "bob");
        journal.write(one, "cyd");

        assertThat(journal.awaitPlaced(one, 2)).extracting(StoredEvent::pos).containsExactly(1L, 2L);
        assertThat(journal.awaitPlaced(other, 1)).extracting(StoredEvent::pos).containsExactly(1L);
    }

    private static boolean killedWhileMoving(Superuser killer) throws SQLException {
        return killer.value("""
                select pg_terminate_backend(pid) from pg_stat_activity
                 where wait_event_type = 'Lock' and query like '%insert into event_head%' and pid <> pg_backend_pid()
                """) != null;
    }

    /** The lock stands for the row of the entity: whoever holds it commits before the next one gets its turn. */
    private void writeNextVersion(UUID environment, Map<Integer, Integer> versions) {
        int entity = ThreadLocalRandom.current().nextInt(7);
        crossTenant.run("a test writes", () -> {
            sql.exists("select pg_advisory_xact_lock(hashtext(?), ?)", environment.toString(), entity);
            journal.append(environment, entity + ":" + nextVersion(versions, entity));
        });
    }

    private static int nextVersion(Map<Integer, Integer> versions, int entity) {
        synchronized (versions) {
            return versions.merge(entity, 1, Integer::sum);
        }
    }

    private static Map<String, List<Integer>> byEntity(List<StoredEvent> events) {
        var versions = new HashMap<String, List<Integer>>();
        for (StoredEvent event : events) {
            String[] parts = name(event).split(":");
            versions.computeIfAbsent(parts[0], entity -> new ArrayList<>()).add(Integer.valueOf(parts[1]));
        }
        return versions;
    }

    private static String name(StoredEvent event) {
        var matcher = NAME.matcher(new String(event.body(), StandardCharsets.UTF_8));
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private static void hold(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
