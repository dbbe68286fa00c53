package dev.muster.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.local.LocalPostgres;
import dev.muster.vault.MasterKeys;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A PostgreSQL for one test class, durable as in production, which the test may take away from under Muster. */
public final class RestartablePostgres implements QuarkusTestResourceLifecycleManager {

    private static final long LIMIT_SECONDS = 30;

    private final Path folder = Path.of(
                    "target", "restarted-postgres-" + ProcessHandle.current().pid())
            .toAbsolutePath();
    private LocalPostgres postgres;

    /** Muster on a server of its own, so that no other test misses the shared one. */
    public static final class Profile implements QuarkusTestProfile {
        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(RestartablePostgres.class));
        }
    }

    @Override
    public Map<String, String> start() {
        postgres = LocalPostgres.keptIn(folder);
        return Map.of(
                "muster.database-url", postgres.jdbcUrl(),
                "muster.database-user", postgres.user(),
                "muster.database-password", postgres.password(),
                "muster.master-key", MasterKeys.generate().reveal());
    }

    @Override
    public void stop() {
        postgres.close();
        delete(folder);
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> assertThat(file.toFile().delete()).isTrue());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Restarts the server of the running application the hard way ("immediate"): connections are cut, nothing is written,
     * and what was committed comes out of the log. Returns when it takes connections again.
     */
    public static void restart() throws IOException, SQLException, InterruptedException {
        restart(data());
    }

    /** As {@link #restart()}, of the server with this data directory. */
    public static void restart(Path data) throws IOException, InterruptedException {
        // A file, not a pipe: the new server inherits it and would keep the pipe open for good.
        Process restart = new ProcessBuilder(command(data))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        data.resolveSibling("restart.log").toFile()))
                .start();
        assertThat(restart.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(restart.exitValue()).as("pg_ctl").isZero();
    }

    private static Path data() throws SQLException {
        try (Superuser superuser = Superuser.connect()) {
            return Path.of(superuser.value("show data_directory"));
        }
    }

    private static List<String> command(Path data) throws IOException {
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            // PostgreSQL refuses to run as root; in a namespace of its own it does not see that it does.
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(List.of(
                control(data).toString(), "restart", "--pgdata", data.toString(), "--mode", "immediate", "--wait"));
        return command;
    }

    /** The server's own control program lies beside it. */
    private static Path control(Path data) throws IOException {
        long server = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).getFirst().strip());
        return ProcessHandle.of(server)
                .flatMap(process -> process.info().command())
                .map(program -> Path.of(program).resolveSibling("pg_ctl"))
                .orElseThrow();
    }
}
