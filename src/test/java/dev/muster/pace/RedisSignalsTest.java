package dev.muster.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.support.LocalRedis;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Against a real Redis; skipped where its binary does not run. */
class RedisSignalsTest extends SignalsContract {

    private static LocalRedis redis;

    private final RedisSignals signals = new RedisSignals(redis.client());
    private final RedisSignals replica = new RedisSignals(redis.client());
    private final List<String> heard = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void start() {
        redis = LocalRedis.start();
    }

    @AfterAll
    static void stop() throws IOException {
        redis.close();
    }

    @Override
    Signals signals() {
        return signals;
    }

    @Test
    void otherReplicasHearEachSignalOnceAndInOrder() {
        listening();
        var sent = IntStream.range(0, 50).mapToObj(i -> "signal " + i).toList();
        sent.forEach(text -> signals.send("topic", text));

        await().until(() -> heard.size() >= sent.size());
        assertThat(heard).isEqualTo(sent);
    }

    @Test
    void afterARestartOfRedisReplicasHearEachOtherAgain() throws IOException {
        listening();
        redis.stop();
        await().until(() -> !replica.isListening());
        signals.send("topic", "lost");
        redis.run();
        tendUntilListening();
        signals.send("topic", "heard");

        await().until(() -> heard.contains("heard"));
        assertThat(heard).doesNotContain("lost");
    }

    @Test
    void aFrozenRedisHoldsNobodyUp() throws Exception {
        listening();
        redis.freeze();
        try {
            long start = System.nanoTime();
            for (int i = 0; i < 1_000; i++) {
                signals.send("topic", "frozen");
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
        } finally {
            redis.thaw();
        }
        await().until(() -> heard.contains("frozen"));
    }

    @Test
    void withoutRedisThisProcessStillHears() {
        try (var absent = LocalRedis.absent()) {
            var lonely = new RedisSignals(absent.client());
            lonely.listen("topic", heard::add);
            lonely.tend();
            lonely.send("topic", "one");
            assertThat(heard).containsExactly("one");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void listening() {
        replica.listen("topic", heard::add);
        tendUntilListening();
    }

    private void tendUntilListening() {
        await().until(() -> {
            replica.tend();
            return replica.isListening();
        });
    }
}
