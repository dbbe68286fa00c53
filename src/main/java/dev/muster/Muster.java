package dev.muster;

import dev.muster.local.CannotStart;
import dev.muster.sse.Listener;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import sun.misc.Signal;

/** Starts Muster: judges the settings, starts a PostgreSQL where none is configured, then Quarkus. */
@QuarkusMain
public class Muster {
    private static volatile boolean stopping;

    /** Without arguments it serves; {@code reseal} seals the stored secrets again and ends. */
    public static void main(String... args) {
        try {
            if (args.length == 1 && args[0].equals("reseal")) {
                settings();
                database();
                Reseal.run();
                System.exit(0);
            }
            prepare();
        } catch (CannotStart e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
        if (!stopping) {
            Quarkus.run(args);
        }
    }

    private static void prepare() {
        settings();
        // In development mode the port stays open, and signals go elsewhere, while this is called once more.
        if (LaunchMode.current() == LaunchMode.NORMAL) {
            stopOnSignals();
            checkPort(Integer.parseInt(Setting.PORT.value().orElse("8080")));
        }
        database();
    }

    private static void settings() {
        Setting.check();
        Setting.PUBLIC_URL.value().ifPresent(url -> Setting.PUBLIC_URL.set(withoutTrailingSlash(url)));
        if (Setting.LOG_FORMAT.value().filter("json"::equals).isPresent()) {
            System.setProperty("quarkus.log.console.json.enabled", "true");
        }
    }

    private static void database() {
        if (Setting.DATABASE_URL.isSet()) {
            Database.check();
        } else {
            new LocalDatabase().start();
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

    private static String withoutTrailingSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    /** A stop that was asked for is a success; left alone, the JVM would end with 143 or 130. */
    private static void stopOnSignals() {
        for (String name : List.of("TERM", "INT")) {
            Signal.handle(new Signal(name), signal -> {
                stopping = true;
                Listener.dismissAll();
                System.exit(0);
            });
        }
    }
}
