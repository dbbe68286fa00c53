package dev.muster.support;

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
import redis.embedded.RedisServer;

/** A real Redis on a free port of this machine; a test is skipped where its binary does not run. */
public final class LocalRedis implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final int port;
    private RedisServer server;
    private long pid;

    private LocalRedis(int port) {
        this.port = port;
    }

    public static LocalRedis start() {
        LocalRedis redis = new LocalRedis(freePort());
        redis.run();
        return redis;
    }

    /** An address where no Redis is. */
    public static LocalRedis absent() {
        return new LocalRedis(freePort());
    }

    public void run() {
        try {
            server = RedisServer.newRedisServer()
                    .port(port)
                    .bind("127.0.0.1")
                    .setting("save \"\"")
                    .build();
            server.start();
            pid = ask("INFO", "server")
                    .lines()
                    .filter(line -> line.startsWith("process_id:"))
                    .mapToLong(line ->
                            Long.parseLong(line.substring(line.indexOf(':') + 1).strip()))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            abort("Redis does not start here: " + e.getMessage());
        }
    }

    public void stop() throws IOException {
        server.stop();
    }

    public void freeze() throws Exception {
        signal("STOP");
    }

    public void thaw() throws Exception {
        signal("CONT");
    }

    private void signal(String name) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                        .start()
                        .waitFor())
                .isZero();
    }

    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    /** Forgets everything. */
    public void empty() {
        ask("FLUSHALL");
    }

    private String ask(String command, String... arguments) {
        return blocking().execute(command, arguments).toString();
    }

    public RedisDataSource blocking() {
        Redis client = client();
        return new BlockingRedisDataSourceImpl(vertx, client, RedisAPI.api(client), Duration.ofSeconds(5));
    }

    public Redis client() {
        return Redis.createClient(vertx, url());
    }

    @Override
    public void close() throws IOException {
        vertx.closeAndAwait();
        if (server != null) {
            server.stop();
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
