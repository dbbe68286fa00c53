package dev.muster;

import dev.muster.local.CannotStart;
import dev.muster.local.DataFolder;
import dev.muster.local.LocalPostgres;
import dev.muster.vault.MasterKeys;
import io.quarkus.runtime.Application;
import java.nio.file.Path;

/**
 * The PostgreSQL and the generated key of a Muster without a database of its own. Start and close exclude each other, so
 * that a stop in the middle of the start leaves no server behind.
 */
final class LocalDatabase {
    private DataFolder folder;
    private LocalPostgres postgres;

    /**
     * Starts the server and sets the settings that Quarkus reads. They are system properties, so they are found again,
     * and nothing is started a second time, when live reload in development mode calls the main method once more.
     */
    synchronized void start() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::closeAfterQuarkus, "local-database"));
        folder = DataFolder.claim(Path.of(Setting.DATA_DIR.value().orElse(".muster")));
        if (!Setting.MASTER_KEY.isSet()) {
            Setting.MASTER_KEY.set(
                    folder.secret("master-key", () -> MasterKeys.generate().reveal()));
        }
        postgres = postgres();
        System.setProperty("muster.data-place", folder.path().toString());
        Setting.DATABASE_URL.set(postgres.jdbcUrl());
        Setting.DATABASE_USER.set(postgres.user());
        Setting.DATABASE_PASSWORD.set(postgres.password());
    }

    private LocalPostgres postgres() {
        try {
            return LocalPostgres.keptIn(folder.path().resolve("postgres"));
        } catch (NoClassDefFoundError builtWithoutIt) {
            throw new CannotStart(
                    "MUSTER_DATABASE_URL is missing: this build of Muster carries no PostgreSQL of its own.",
                    builtWithoutIt);
        }
    }

    /** Shutdown hooks run side by side; without the wait the last requests would lose their database. */
    private void closeAfterQuarkus() {
        Application application = Application.currentApplication();
        if (application != null) {
            application.awaitShutdown();
        }
        close();
    }

    private synchronized void close() {
        if (postgres != null) {
            postgres.close();
        }
        if (folder != null) {
            folder.close();
        }
    }
}
