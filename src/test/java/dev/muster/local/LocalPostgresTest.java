package dev.muster.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPostgresTest {
    /** One for all tests: unpacking the server takes longer than all else here. */
    @TempDir
    static Path folder;

    @Test
    void dataOutlivesTheServer() throws SQLException {
        try (LocalPostgres first = LocalPostgres.keptIn(folder)) {
            run(first, "create table kept as select 42 as answer");
        }
        try (LocalPostgres second = LocalPostgres.keptIn(folder)) {
            assertThat(ask(second, "select answer from kept")).isEqualTo("42");
        }
    }

    @Test
    void keptDataIsWrittenThroughToTheDisk() throws SQLException {
        try (LocalPostgres server = LocalPostgres.keptIn(folder)) {
            assertThat(ask(server, "show fsync")).isEqualTo("on");
            assertThat(ask(server, "show synchronous_commit")).isEqualTo("on");
        }
    }

    @Test
    void serverThatAKilledMusterLeftBehindIsTakenOver(@TempDir Path folder) {
        LocalPostgres left = LocalPostgres.keptIn(folder);
        try (LocalPostgres adopted = LocalPostgres.keptIn(folder)) {
            assertThat(adopted.jdbcUrl()).isEqualTo(left.jdbcUrl());
        }
        assertThat(Postmaster.livingOn(folder.resolve("data"))).isEmpty();
    }

    @Test
    void nobodyConnectsWithoutThePassword() throws SQLException {
        try (LocalPostgres server = LocalPostgres.keptIn(folder)) {
            assertThatThrownBy(() -> DriverManager.getConnection(server.jdbcUrl(), server.user(), "guess"))
                    .hasMessageContaining("password authentication failed");
        }
    }

    private static void run(LocalPostgres server, String sql) throws SQLException {
        try (Connection connection = connection(server);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(LocalPostgres server, String sql) throws SQLException {
        try (Connection connection = connection(server);
                var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Connection connection(LocalPostgres server) throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
    }
}
