import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;

/** A Muster of its own for one run: packaged as for production, embedded PostgreSQL with durable settings, empty data folder. */
final class Server implements AutoCloseable {

    static final String API_KEY = "sk_bench_0123456789abcdef0123456789abcdef";

    private final Process process;
    private final Path data;
    private final int port;

    private Server(Process process, Path data, int port) {
        this.process = process;
        this.data = data;
        this.port = port;
    }

    static Server start(Path root) throws IOException, InterruptedException {
        Path data = Files.createTempDirectory(Files.createDirectories(root.resolve("target/bench")), "data");
        int port = freePort();
        var builder = new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-XX:+IgnoreUnrecognizedVMOptions",
                "-XX:+UseCompactObjectHeaders",
                "-jar",
                root.resolve("target/quarkus-app/quarkus-run.jar").toString());
        builder.environment().put("MUSTER_PORT", String.valueOf(port));
        builder.environment().put("MUSTER_DATA_DIR", data.toString());
        builder.environment().put("MUSTER_API_KEY", API_KEY);
        builder.environment().put("MUSTER_WEBHOOK_ALLOW", "127.0.0.0/8");
        // What is measured is what requests cost, not how many a provider may send.
        builder.environment().put("MUSTER_SCIM_REQUESTS_PER_SECOND", "100000");
        builder.redirectErrorStream(true).redirectOutput(data.resolve("muster.log").toFile());
        var server = new Server(builder.start(), data, port);
        server.awaitReady();
        return server;
    }

    String url(String path) {
        return "http://localhost:" + port + path;
    }

    /** The address of the embedded server, read where Muster keeps it. */
    String jdbcUrl() throws IOException {
        return "jdbc:postgresql://127.0.0.1:" + postmaster(3) + "/muster?user=postgres&password="
                + Files.readString(data.resolve("postgres/password")).strip();
    }

    Processor processor() throws IOException {
        return Processor.now(process.pid(), Long.parseLong(postmaster(0)));
    }

    private String postmaster(int line) throws IOException {
        return Files.readAllLines(data.resolve("postgres/data/postmaster.pid")).get(line).strip();
    }

    private void awaitReady() throws IOException, InterruptedException {
        var client = HttpClient.newHttpClient();
        var request = HttpRequest.newBuilder(URI.create(url("/q/health/ready"))).build();
        for (long end = System.nanoTime() + Duration.ofSeconds(90).toNanos(); System.nanoTime() < end; ) {
            try {
                if (client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                if (!process.isAlive()) {
                    throw new IOException("Muster ended: " + Files.readString(data.resolve("muster.log")));
                }
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new IOException("Muster was not ready within 90 s, see " + data.resolve("muster.log"));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try (var files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
