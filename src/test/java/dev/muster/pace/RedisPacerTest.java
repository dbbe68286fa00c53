package dev.muster.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.redis.runtime.datasource.BlockingRedisDataSourceImpl;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.RedisAPI;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.embedded.RedisServer;

/** Against a real Redis; skipped where its binary does not run. */
class RedisPacerTest extends PacerContract {

    private static final Vertx VERTX = Vertx.vertx();

    private static RedisServer server;
    private static RedisDataSource redis;

    private final Pacer pacer = new RedisPacer(redis, new MemoryPacer());

    @BeforeAll
    static void start() throws IOException {
        int port = freePort();
        server = RedisServer.newRedisServer()
                .port(port)
                .bind("127.0.0.1")
                .setting("save \"\"")
                .build();
        try {
            server.start();
        } catch (IOException e) {
            abort("Redis does not start here: " + e.getMessage());
        }
        redis = source(port);
    }

    @AfterAll
    static void stop() throws IOException {
        server.stop();
        VERTX.closeAndAwait();
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
        Pacer lonely = new RedisPacer(source(freePort()), new MemoryPacer());
        Instant now = Instant.now();
        Rate two = new Rate(0.001, 2);

        assertThat(lonely.tryAcquire("k", two, now).allowed()).isTrue();
        assertThat(lonely.tryAcquire("k", two, now.plusSeconds(1)).allowed()).isTrue();
        assertThat(lonely.tryAcquire("k", two, now.plusSeconds(6)).allowed()).isFalse();
    }

    private static RedisDataSource source(int port) {
        Redis client = Redis.createClient(VERTX, "redis://127.0.0.1:" + port);
        return new BlockingRedisDataSourceImpl(VERTX, client, RedisAPI.api(client), Duration.ofSeconds(5));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
