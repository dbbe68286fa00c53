package dev.muster.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.support.Application;
import dev.muster.support.RestartablePostgres;
import dev.muster.support.Tenants;
import dev.muster.support.fold.FoldCheck;
import dev.muster.support.wire.Answer;
import dev.muster.support.wire.EventFeed;
import dev.muster.support.wire.ScimTarget;
import dev.muster.support.wire.Wire;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** PostgreSQL goes away in the middle of the traffic and comes back. */
@QuarkusTest
@TestProfile(RestartablePostgres.Profile.class)
class DatabaseRestartTest {

    private static final int WORKERS = 8;
    /** Answered before the restart begins, and again after it has ended. */
    private static final int ENOUGH = 100;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    Tenants tenants;

    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    private final Queue<Answer> refused = new ConcurrentLinkedQueue<>();
    private volatile boolean over;

    @Test
    void everyAcknowledgedWriteIsThereWithItsEventAndWorkGoesOnByItself() throws Exception {
        Application application = Application.of(tenants.fresh());
        ScimTarget scim = application.directory("generic scim v2.0");
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Void>> workers = new ArrayList<>();
            IntStream.range(0, WORKERS).forEach(number -> workers.add(executor.submit(worker(scim, number))));
            awaitAcknowledged(ENOUGH);
            RestartablePostgres.restart();
            awaitAcknowledged(acknowledged.size() + ENOUGH);
            over = true;
            for (Future<Void> worker : workers) {
                worker.get();
            }
        }

        assertThat(refused).isNotEmpty().allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.headers().get("retry-after")).containsOnlyDigits();
        });
        new FoldCheck(scim, application.api()).assertAllAgree();
        assertThat(created(application, scim)).containsAll(acknowledged).doesNotHaveDuplicates();
    }

    /** Creates one user after the other; whoever is refused is tried again, as providers do. */
    private Callable<Void> worker(ScimTarget scim, int number) {
        Provider provider = new Provider(scim);
        return () -> {
            for (int i = 0; !over; i++) {
                Answer answer =
                        provider.beginUser("user%d-%d".formatted(number, i)).join();
                if (answer.status() == 201) {
                    acknowledged.add(answer.json().path("id").asText());
                } else {
                    refused.add(answer);
                }
            }
            return null;
        };
    }

    private void awaitAcknowledged(int count) {
        await().atMost(PATIENCE).until(() -> acknowledged.size() >= count);
    }

    private static List<String> created(Application application, ScimTarget scim) {
        return new EventFeed(new Wire(), application.api(), scim.directoryId(), List.of("dsync.user.created"))
                .news().stream()
                        .map(event -> event.path("data").path("id").asText())
                        .toList();
    }
}
