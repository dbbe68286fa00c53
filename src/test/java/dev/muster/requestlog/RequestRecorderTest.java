package dev.muster.requestlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.id.Ulids;
import dev.muster.scim.ProcessorTime;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The queue in front of the database, without one. */
class RequestRecorderTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AtomicInteger wakeUps = new AtomicInteger();

    @Test
    void aFullQueueDropsAndCountsInsteadOfWaiting() {
        var recorder = new RequestRecorder(null, null, counting(wakeUps), registry);
        for (int i = 0; i < RequestRecorder.ROOM + 7; i++) {
            recorder.record(request("{}"));
        }
        assertThat(dropped()).isEqualTo(7);
        assertThat(wakeUps).as("a writer is called when half the room is taken").hasValue(1);
    }

    @Test
    void aFailingWriterLosesItsBatchAndNothingElse() {
        var recorder = new RequestRecorder(null, null, counting(wakeUps), registry);
        recorder.record(request("{}"));
        recorder.flush();
        assertThat(dropped()).isEqualTo(1);
        recorder.flush();
        assertThat(dropped()).isEqualTo(1);
    }

    @Test
    void whatIsKeptOfARequestCostsLittle() {
        String body = "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"userName\":\"ada@acme.test\","
                + "\"name\":{\"givenName\":\"Ada\",\"familyName\":\"Lovelace\"},\"emails\":[{\"value\":\"ada@acme.test\","
                + "\"type\":\"work\",\"primary\":true}],\"active\":true,\"title\":\"Countess of a longer title\"}";
        keep(20_000, body);
        int requests = 20_000;
        var time = ProcessorTime.of(() -> keep(requests, body));
        assertThat(time.toNanos() / requests).as("ns a request").isLessThan(50_000);
    }

    private static void keep(int requests, String body) {
        for (int i = 0; i < requests; i++) {
            KeptRequest.of(request(body));
        }
    }

    private double dropped() {
        return registry.get("muster.requestlog.dropped").counter().count();
    }

    static NewRequest request(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return new NewRequest(
                Ulids.next(),
                new UUID(0, 1),
                new UUID(0, 2),
                new UUID(0, 3),
                "key",
                "POST",
                "/Users",
                null,
                201,
                1_400,
                null,
                null,
                "Okta SCIM Client 1.0.0",
                new NewRequest.Subject("User", new UUID(0, 4), "ada@acme.test"),
                List.of(),
                bytes.length,
                bytes,
                bytes);
    }

    private static ExecutorService counting(AtomicInteger calls) {
        return new AbstractExecutorService() {
            @Override
            public void execute(Runnable command) {
                calls.incrementAndGet();
            }

            @Override
            public void shutdown() {}

            @Override
            public List<Runnable> shutdownNow() {
                return List.of();
            }

            @Override
            public boolean isShutdown() {
                return false;
            }

            @Override
            public boolean isTerminated() {
                return false;
            }

            @Override
            public boolean awaitTermination(long timeout, TimeUnit unit) {
                return true;
            }
        };
    }
}
