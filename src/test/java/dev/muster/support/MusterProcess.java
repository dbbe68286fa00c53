package dev.muster.support;

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

/** The packaged Muster as a process of its own; of the settings around it, it sees none but those given here. */
public final class MusterProcess implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofSeconds(120);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(30);

    private final Map<String, String> settings;
    private final int port;
    private final Path log;
    private final HttpClient http = HttpClient.newHttpClient();
    private Process process;
    private volatile boolean inService;

    /**
     * @param settings environment variables beside the port
     * @param log the file that gets what it prints, behind what is there
     */
    public MusterProcess(int port, Map<String, String> settings, Path log) {
        this.port = port;
        this.settings = settings;
        this.log = log;
    }

    public static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    public URI at(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Whether a load balancer would send requests here. */
    public boolean inService() {
        return inService;
    }

    /** As a load balancer is told before a planned stop. */
    public void takeOutOfService() {
        inService = false;
    }

    public void begin() throws IOException {
        var builder = new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:+IgnoreUnrecognizedVMOptions",
                "-XX:+UseCompactObjectHeaders",
                "-Xmx512m",
                "-jar",
                jar());
        builder.environment().keySet().removeIf(name -> name.startsWith("MUSTER_"));
        builder.environment().putAll(settings);
        builder.environment().put("MUSTER_PORT", Integer.toString(port));
        process = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    public void start() throws Exception {
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

    public void awaitReady() throws Exception {
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
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
        inService = false;
    }

    /**
     * As {@code kill}: it ends its work.
     *
     * @return its exit code; of a process that did not end in time that of the {@code kill -9} that followed
     */
    public int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS)) {
            kill();
        }
        inService = false;
        return process.waitFor();
    }

    public void freeze() throws Exception {
        ProcessSignals.freeze(process.pid());
    }

    public void thaw() throws Exception {
        ProcessSignals.thaw(process.pid());
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
