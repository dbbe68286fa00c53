package dev.muster.chaos;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One replica of the packaged Muster, on a free port of this machine. */
final class MusterProcess implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofSeconds(120);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(30);

    private final Map<String, String> settings;
    private final int port;
    private final Path log;
    private final HttpClient http = HttpClient.newHttpClient();
    private Process process;
    private volatile boolean inService;

    /** @param settings environment variables beside the port */
    MusterProcess(Map<String, String> settings, Path log) throws IOException {
        this.settings = settings;
        this.log = log;
        this.port = freePort();
    }

    URI at(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    long pid() {
        return process.pid();
    }

    /** Whether a load balancer would send requests here. */
    boolean inService() {
        return inService;
    }

    /** As a load balancer is told before a planned stop. */
    void takeOutOfService() {
        inService = false;
    }

    void begin() throws IOException {
        var builder = new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:+IgnoreUnrecognizedVMOptions",
                "-XX:+UseCompactObjectHeaders",
                "-Xmx512m",
                "-jar",
                jar());
        builder.environment().putAll(settings);
        builder.environment().put("MUSTER_PORT", Integer.toString(port));
        process = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    void start() throws Exception {
        begin();
        awaitReady();
    }

    private static String jar() {
        File jar = new File("target/quarkus-app/quarkus-run.jar");
        if (!jar.exists()) {
            throw new IllegalStateException("Muster is not packaged: " + jar + " is missing.");
        }
        return jar.getPath();
    }

    void awaitReady() throws Exception {
        long end = System.nanoTime() + LONGEST_START.toNanos();
        while (!isReady()) {
            if (System.nanoTime() > end || !process.isAlive()) {
                throw new IllegalStateException("Muster did not start; see " + log);
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        inService = true;
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
        inService = false;
    }

    /**
     * As {@code kill}: it ends its work.
     *
     * @return its exit code; of a process that did not end in time that of the {@code kill -9} that followed
     */
    int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS)) {
            kill();
        }
        inService = false;
        return process.waitFor();
    }

    void freeze() throws Exception {
        ProcessSignals.freeze(process.pid());
    }

    void thaw() throws Exception {
        ProcessSignals.thaw(process.pid());
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
