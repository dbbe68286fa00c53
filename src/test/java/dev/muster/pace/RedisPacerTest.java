package dev.muster.pace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.support.LocalRedis;
import io.quarkus.redis.datasource.RedisDataSource;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Against a real Redis; skipped where its binary does not run. */
class RedisPacerTest extends PacerContract {

    private static LocalRedis server;
    private static RedisDataSource redis;

    private final Pacer pacer = new RedisPacer(redis, new MemoryPacer());

    @BeforeAll
    static void start() {
        server = LocalRedis.start();
        redis = server.blocking();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Override
    Pacer pacer() {
        return pacer;
    }

    @Test
    void keysAtRestExpireInRedis() {
        Instant now = Instant.now();
        pacer.tryAcquire("expiring", new Rate(0.1, 10), now);

        assertThat(redis.execute("PTTL", "pace:expiring").toLong()).isBetween(1L, 10_000L);
    }

    @Test
    void replicasShareOneLimit() {
        Pacer other = new RedisPacer(redis, new MemoryPacer());
        Instant now = Instant.now();
        Rate two = new Rate(0.001, 2);

        assertThat(pacer.tryAcquire("shared", two, now).allowed()).isTrue();
        assertThat(other.tryAcquire("shared", two, now).allowed()).isTrue();
        assertThat(pacer.tryAcquire("shared", two, now).allowed()).isFalse();
    }

    @Test
    void withoutRedisTheProcessCountsForItself() throws IOException {
        try (var absent = LocalRedis.absent()) {
            Pacer lonely = new RedisPacer(absent.blocking(), new MemoryPacer());
            Instant now = Instant.now();
            Rate two = new Rate(0.001, 2);

            assertThat(lonely.tryAcquire("k", two, now).allowed()).isTrue();
            assertThat(lonely.tryAcquire("k", two, now.plusSeconds(1)).allowed())
                    .isTrue();
            assertThat(lonely.tryAcquire("k", two, now.plusSeconds(6)).allowed())
                    .isFalse();
        }
    }
}
