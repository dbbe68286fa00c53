package dev.muster;

import dev.muster.local.CannotStart;
import dev.muster.local.DataFolder;
import dev.muster.local.LocalPostgres;
import dev.muster.vault.MasterKeys;
import io.quarkus.runtime.Application;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import sun.misc.Signal;

/** Starts Muster: judges the settings, starts a PostgreSQL where none is configured, then Quarkus. */
@QuarkusMain
public class Muster {
    public static void main(String... args) {
        try {
            prepare();
        } catch (CannotStart e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
        Quarkus.run(args);
    }

    private static void prepare() {
        Setting.check();
        Setting.PUBLIC_URL.value().ifPresent(url -> Setting.PUBLIC_URL.set(withoutTrailingSlash(url)));
        if (Setting.LOG_FORMAT.value().filter("json"::equals).isPresent()) {
            System.setProperty("quarkus.log.console.json.enabled", "true");
        }
        // In development mode the port stays open, and signals go elsewhere, while this is called once more.
        if (LaunchMode.current() == LaunchMode.NORMAL) {
            stopOnSignals();
            checkPort(Integer.parseInt(Setting.PORT.value().orElse("8080")));
        }
        if (Setting.DATABASE_URL.isSet()) {
            Database.check();
        } else {
            startLocalPostgres();
        }
    }

    private static void checkPort(int port) {
        try (ServerSocket free = new ServerSocket()) {
            free.setReuseAddress(true);
            free.bind(new InetSocketAddress(port));
        } catch (IOException e) {
            throw new CannotStart(
                    "Port " + port + " cannot be used: " + e.getMessage() + ". Set MUSTER_PORT to another.", e);
        }
    }

    /**
     * What is set here are system properties, so it is found again and nothing is started a second time when live
     * reload in development mode calls {@link #main} once more.
     */
    private static void startLocalPostgres() {
        DataFolder folder = DataFolder.claim(Path.of(Setting.DATA_DIR.value().orElse(".muster")));
        if (!Setting.MASTER_KEY.isSet()) {
            Setting.MASTER_KEY.set(
                    folder.secret("master-key", () -> MasterKeys.generate().reveal()));
        }
        LocalPostgres postgres = localPostgres(folder);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> closeAfterQuarkus(postgres, folder), "local-postgres"));
        System.setProperty("muster.data-place", folder.path().toString());
        Setting.DATABASE_URL.set(postgres.jdbcUrl());
        Setting.DATABASE_USER.set(postgres.user());
        Setting.DATABASE_PASSWORD.set(postgres.password());
    }

    private static LocalPostgres localPostgres(DataFolder folder) {
        try {
            return LocalPostgres.keptIn(folder.path().resolve("postgres"));
        } catch (NoClassDefFoundError builtWithoutIt) {
            throw new CannotStart(
                    "MUSTER_DATABASE_URL is missing: this build of Muster carries no PostgreSQL of its own.",
                    builtWithoutIt);
        }
    }

    /** Shutdown hooks run side by side; without the wait the last requests would lose their database. */
    private static void closeAfterQuarkus(LocalPostgres postgres, DataFolder folder) {
        Application application = Application.currentApplication();
        if (application != null) {
            application.awaitShutdown();
        }
        postgres.close();
        folder.close();
    }

    private static String withoutTrailingSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    /** A stop that was asked for is a success; left alone, the JVM would end with 143 or 130. */
    private static void stopOnSignals() {
        for (String name : List.of("TERM", "INT")) {
            Signal.handle(new Signal(name), signal -> System.exit(0));
        }
    }
}
