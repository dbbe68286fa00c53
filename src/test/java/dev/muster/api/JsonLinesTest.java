package dev.muster.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@Timeout(60)
class JsonLinesTest {

    private static final int AT_ONCE = 4;

    @Test
    void whatCannotBeStreamedYetIsNotEvenPrepared() throws Exception {
        var streaming = new CountDownLatch(AT_ONCE);
        var read = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < AT_ONCE; i++) {
                Response answer = JsonLines.answer(lines -> {
                    streaming.countDown();
                    read.await();
                });
                threads.submit(() -> {
                    ((StreamingOutput) answer.getEntity()).write(OutputStream.nullOutputStream());
                    return null;
                });
            }
            try {
                streaming.await();
                Response answer = JsonLines.answer(() -> {
                    throw new AssertionError("something was prepared that nobody would clear away");
                });
                assertThat(answer.getStatus()).isEqualTo(503);
            } finally {
                read.countDown();
            }
        }
    }
}
