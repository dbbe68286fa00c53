package dev.muster.chaos;

import dev.muster.local.LocalPostgres;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** One replica of the packaged Muster, on a free port of this machine. */
final class MusterProcess implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofSeconds(90);

    private final LocalPostgres database;
    private final String masterKey;
    private final String apiKey;
    private final int port;
    private final Path log;
    private final HttpClient http = HttpClient.newHttpClient();
    private Process process;

    MusterProcess(LocalPostgres database, String masterKey, String apiKey, Path log) throws IOException {
        this.database = database;
        this.masterKey = masterKey;
        this.apiKey = apiKey;
        this.log = log;
        this.port = freePort();
    }

    URI at(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    long pid() {
        return process.pid();
    }

    void start() throws Exception {
        var builder = new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:+IgnoreUnrecognizedVMOptions",
                "-XX:+UseCompactObjectHeaders",
                "-Xmx512m",
                "-jar",
                jar());
        var settings = builder.environment();
        settings.put("MUSTER_PORT", Integer.toString(port));
        settings.put("MUSTER_DATABASE_URL", database.jdbcUrl());
        settings.put("MUSTER_DATABASE_USER", database.user());
        settings.put("MUSTER_DATABASE_PASSWORD", database.password());
        settings.put("MUSTER_MASTER_KEY", masterKey);
        settings.put("MUSTER_API_KEY", apiKey);
        settings.put("MUSTER_WEBHOOK_ALLOW", "127.0.0.0/8");
        settings.put("MUSTER_SCIM_REQUESTS_PER_SECOND", "100000");
        // A line per delivery is written to disk like everything else, and would be most of what is measured.
        settings.put("QUARKUS_LOG_CATEGORY__DEV_MUSTER_WEBHOOK_ATTEMPT__LEVEL", "WARN");
        process = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        awaitReady();
    }

    private static String jar() {
        File jar = new File("target/quarkus-app/quarkus-run.jar");
        if (!jar.exists()) {
            throw new IllegalStateException("Muster is not packaged: " + jar + " is missing.");
        }
        return jar.getPath();
    }

    private void awaitReady() throws Exception {
        long end = System.nanoTime() + LONGEST_START.toNanos();
        while (!isReady()) {
            if (System.nanoTime() > end || !process.isAlive()) {
                throw new IllegalStateException("Muster did not start; see " + log);
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private boolean isReady() throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(at("/q/health/ready"))
                    .timeout(Duration.ofSeconds(2))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** As {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** As {@code kill}: it ends its work. */
    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            kill();
        }
    }

    void freeze() throws Exception {
        signal("STOP");
    }

    void thaw() throws Exception {
        signal("CONT");
    }

    private void signal(String name) throws Exception {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
