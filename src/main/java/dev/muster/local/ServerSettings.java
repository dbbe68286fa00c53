package dev.muster.local;

import java.util.LinkedHashMap;
import java.util.Map;

/** How the local server runs: the same for both uses but for what happens to data when the machine fails. */
enum ServerSettings {
    /** For data that matters. The library starts every server with {@code -F}; what stands here comes later and wins. */
    DURABLE(Map.of(
            "fsync", "on",
            "synchronous_commit", "on",
            // SQL errors are reported by Muster; here they would put people's data into one more file.
            "log_min_messages", "log")),

    /** For a test run: nothing has to survive, everything should be quick. */
    THROW_AWAY(Map.of(
            "fsync", "off",
            "synchronous_commit", "off",
            "full_page_writes", "off"));

    private static final Map<String, String> COMMON = Map.of(
            "listen_addresses", "127.0.0.1",
            "unix_socket_directories", "",
            "max_connections", "60",
            "shared_preload_libraries", "pg_stat_statements",
            "random_page_cost", "1.1",
            // Statements are many and short; compiling them costs more than it saves.
            "jit", "off",
            "log_checkpoints", "off");

    private final Map<String, String> own;

    ServerSettings(Map<String, String> own) {
        this.own = own;
    }

    Map<String, String> all() {
        Map<String, String> all = new LinkedHashMap<>(COMMON);
        all.putAll(own);
        return all;
    }
}
