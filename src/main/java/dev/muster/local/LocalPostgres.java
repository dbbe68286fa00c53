package dev.muster.local;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A real PostgreSQL of our own on a free port of 127.0.0.1, from binaries that came as a Maven artifact.
 *
 * <p>Everything lies below one folder: {@code software} (unpacked binaries), {@code data}, {@code password} (of the
 * superuser, for the server asks everybody on this machine for it) and {@code postgres.log}.
 */
public final class LocalPostgres implements AutoCloseable {
    private static final String USER = "postgres";
    private static final String DATABASE = "muster";
    /** Long enough to replay the log after a crash of the machine. */
    private static final Duration START_LIMIT = Duration.ofMinutes(1);

    private final int port;
    private final String password;
    private final Runnable stop;

    private LocalPostgres(int port, String password, Runnable stop) {
        this.port = port;
        this.password = password;
        this.stop = stop;
    }

    /**
     * Starts the server whose data is kept in this folder, or takes over the one that a killed Muster left running on
     * it. The caller has claimed the folder ({@link DataFolder}).
     *
     * @throws CannotStart with the reason, e.g. root without user namespaces
     */
    public static LocalPostgres keptIn(Path folder) {
        String password = password(folder);
        Path data = folder.resolve("data");
        LocalPostgres server =
                adopt(data, password).orElseGet(() -> start(folder, data, password, ServerSettings.DURABLE));
        server.createDatabase();
        return server;
    }

    /**
     * Starts an empty server for one test run, quick and without care for its data. What earlier runs left in the
     * folder, servers of killed runs included, goes away after ten minutes.
     */
    public static LocalPostgres throwAwayIn(Path folder) {
        String password = password(folder);
        Path data = folder.resolve("data-" + ProcessHandle.current().pid());
        LocalPostgres server = start(folder, data, password, ServerSettings.THROW_AWAY);
        server.createDatabase();
        return server;
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE;
    }

    /** The superuser; row-level security does not hold for it, so the application works in another role. */
    public String user() {
        return USER;
    }

    public String password() {
        return password;
    }

    /** Stops the server after a checkpoint, within seconds; connections still open are cut. */
    @Override
    public void close() {
        stop.run();
    }

    private static LocalPostgres start(Path folder, Path data, String password, ServerSettings settings) {
        refuseRootWithoutNamespaces();
        Path log = folder.resolve("postgres.log");
        // The library looks here for data of dead runs, to delete it. Kept data must not be among its direct children.
        Path dying = settings == ServerSettings.THROW_AWAY ? folder : folder.resolve("software");
        System.setProperty("ot.epg.working-dir", dying.toString());
        try {
            EmbeddedPostgres server =
                    builder(folder, data, log, password, settings).start();
            return new LocalPostgres(server.getPort(), password, () -> close(server));
        } catch (IOException | RuntimeException | ExceptionInInitializerError e) {
            throw new CannotStart("The local PostgreSQL did not start: " + e.getMessage() + ". See " + log + ".", e);
        }
    }

    private static EmbeddedPostgres.Builder builder(
            Path folder, Path data, Path log, String password, ServerSettings settings) {
        // A file, not a pipe: a pipe would break when this process is killed, and the server is to survive that.
        ProcessBuilder.Redirect toLog = ProcessBuilder.Redirect.appendTo(log.toFile());
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setOverrideWorkingDirectory(folder.resolve("software").toFile())
                .setCleanDataDirectory(settings == ServerSettings.THROW_AWAY)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(START_LIMIT)
                .setOutputRedirector(toLog)
                .setErrorRedirector(toLog)
                .setConnectConfig("password", password)
                // These become options of initdb. The library asks for "trust" first; the last one wins.
                .setLocaleConfig("auth", "scram-sha-256")
                .setLocaleConfig("pwfile", passwordFile(folder).toString())
                // The same order and case rules on every machine, whatever its language.
                .setLocaleConfig("locale", "C")
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8");
        settings.all().forEach(builder::setServerConfig);
        return builder;
    }

    private static Optional<LocalPostgres> adopt(Path data, String password) {
        return Postmaster.livingOn(data)
                .map(server -> new LocalPostgres(server.port(), password, server::stop))
                .filter(server -> server.serves(data));
    }

    /** Process numbers and ports are used again, so the server itself is asked whose data it has. */
    private boolean serves(Path data) {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement();
                ResultSet shown = statement.executeQuery("show data_directory")) {
            return shown.next() && Files.isSameFile(Path.of(shown.getString(1)), data);
        } catch (SQLException | IOException notOurs) {
            return false;
        }
    }

    private void createDatabase() {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            if (!exists(statement)) {
                statement.execute("create database " + DATABASE);
            }
        } catch (SQLException e) {
            throw new CannotStart("The local PostgreSQL gives no database: " + e.getMessage() + ".", e);
        }
    }

    private static boolean exists(Statement statement) throws SQLException {
        try (ResultSet found = statement.executeQuery("select from pg_database where datname = '" + DATABASE + "'")) {
            return found.next();
        }
    }

    /** Not through DriverManager, which does not see drivers inside the packaged application. */
    private Connection connect(String database) throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl("jdbc:postgresql://127.0.0.1:" + port + "/" + database);
        source.setLoginTimeout(5);
        return source.getConnection(USER, password);
    }

    private static void refuseRootWithoutNamespaces() {
        if ("root".equals(System.getProperty("user.name")) && !LinuxUtils.isUnshareAvailable()) {
            throw new CannotStart("PostgreSQL does not run as root, and this machine does not offer the user namespaces"
                    + " that would help. Start Muster as another user, or set MUSTER_DATABASE_URL to a PostgreSQL"
                    + " of your own.");
        }
    }

    private static void close(EmbeddedPostgres server) {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String password(Path folder) {
        try {
            // Owner only, for the library makes what it unpacks writable by everybody.
            DataFolder.make(folder);
        } catch (IOException e) {
            throw new CannotStart("The folder " + folder + " cannot be made: " + e + ".", e);
        }
        return DataFolder.secret(folder, passwordFile(folder).getFileName().toString(), LocalPostgres::randomPassword);
    }

    private static Path passwordFile(Path folder) {
        return folder.resolve("password");
    }

    private static String randomPassword() {
        byte[] bytes = new byte[20];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
