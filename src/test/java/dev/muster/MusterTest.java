package dev.muster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.local.DataFolder;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person reads who started Muster with a wrong setting: in a process of its own, as it really happens. */
class MusterTest {
    private static final String DATABASE = "jdbc:postgresql://127.0.0.1:5432/muster";

    @TempDir
    Path data;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            MUSTER_PORT           | 80a            | MUSTER_PORT is '80a', but must be a port from 1 to 65535.
            MUSTER_PORT           | 65536          | MUSTER_PORT is '65536', but must be a port from 1 to 65535.
            MUSTER_PUBLIC_URL     | example.com    | MUSTER_PUBLIC_URL is 'example.com', but must be the http or https
            MUSTER_PUBLIC_URL     | https://x/?a=b | MUSTER_PUBLIC_URL is 'https://x/?a=b', but must be
            MUSTER_DATABASE_URL   | postgres://db  | MUSTER_DATABASE_URL must be the JDBC address of a PostgreSQL
            MUSTER_REDIS_URL      | localhost:6379 | MUSTER_REDIS_URL must be an address such as redis://
            MUSTER_API_KEY        | sk_short       | MUSTER_API_KEY must be sk_ followed by 32 to 512 visible characters.
            MUSTER_MASTER_KEY     | short          | MUSTER_MASTER_KEY: The master key 'k1' is too short
            MUSTER_ADMIN_EMAIL    | ann            | MUSTER_ADMIN_EMAIL is 'ann', but must be an e-mail address.
            MUSTER_ADMIN_EMAIL    | ann@example.com| MUSTER_ADMIN_EMAIL and MUSTER_ADMIN_PASSWORD belong together
            MUSTER_ADMIN_PASSWORD | secret         | MUSTER_ADMIN_PASSWORD must be at least 12 characters long.
            MUSTER_WEBHOOK_ALLOW  | 10.0.0.0/99    | MUSTER_WEBHOOK_ALLOW:
            MUSTER_WEBHOOK_RETRY  | soon           | MUSTER_WEBHOOK_RETRY:
            MUSTER_SCIM_REQUESTS_PER_SECOND | 0    | MUSTER_SCIM_REQUESTS_PER_SECOND is '0', but must be a number of requests
            MUSTER_LOG_FORMAT     | xml            | MUSTER_LOG_FORMAT is 'xml', but must be text or json.
            """)
    void wrongValueEndsTheStartWithASentence(String variable, String value, String sentence) throws Exception {
        assertThat(started(Map.of(variable, value))).startsWith(sentence).hasLineCount(1);
    }

    @Test
    void ownDatabaseNeedsAnOwnMasterKey() throws Exception {
        assertThat(started(Map.of("MUSTER_DATABASE_URL", DATABASE))).startsWith("MUSTER_MASTER_KEY is missing.");
    }

    @Test
    void unreachableDatabaseIsSaidInASentence() throws Exception {
        String url = "jdbc:postgresql://127.0.0.1:" + closedPort() + "/muster";
        assertThat(started(Map.of("MUSTER_DATABASE_URL", url, "MUSTER_MASTER_KEY", "k".repeat(32))))
                .startsWith("The database of MUSTER_DATABASE_URL cannot be used: Connection to 127.0.0.1")
                .hasLineCount(1);
    }

    @Test
    void portInUseIsSaidInASentence() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            assertThat(started(Map.of("MUSTER_PORT", Integer.toString(taken.getLocalPort()))))
                    .startsWith("Port " + taken.getLocalPort() + " cannot be used")
                    .hasLineCount(1);
        }
    }

    @Test
    void secondStartOnTheSameDataIsRefused() throws Exception {
        try (DataFolder held = DataFolder.claim(data)) {
            assertThat(started(Map.of()))
                    .startsWith("Muster already runs on the data folder " + held.path())
                    .hasLineCount(1);
        }
    }

    /** Standard error of a start that has to fail, without what newer JDKs say about libraries. */
    private String started(Map<String, String> settings) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                // The packaged application sets it in its own main class, before ours.
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-cp",
                System.getProperty("java.class.path"),
                Muster.class.getName());
        builder.environment().keySet().removeIf(name -> name.startsWith("MUSTER_"));
        builder.environment().put("MUSTER_DATA_DIR", data.toString());
        builder.environment().put("MUSTER_PORT", Integer.toString(closedPort()));
        builder.environment().putAll(settings);
        Path errors = data.resolveSibling(data.getFileName() + ".err");
        Process process = builder.redirectError(errors.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        return Files.readAllLines(errors).stream()
                .filter(line -> !line.startsWith("WARNING: "))
                .collect(Collectors.joining("\n"));
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
