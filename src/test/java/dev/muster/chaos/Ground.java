package dev.muster.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.muster.id.IdType;
import dev.muster.id.Ulids;
import dev.muster.local.LocalPostgres;
import dev.muster.support.LocalRedis;
import dev.muster.support.MusterProcess;
import dev.muster.vault.MasterKeys;
import dev.muster.vault.Sealer;
import dev.muster.vault.TokenPrefix;
import dev.muster.vault.Tokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** Where a run takes place: a fresh PostgreSQL in a folder of its own, perhaps a Redis, and the keys to them. */
final class Ground implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    final Path folder;
    final LocalPostgres database;
    /** Null when there is none. */
    final LocalRedis redis;

    final String masterKey = MasterKeys.generate().reveal();
    final String apiKey = Tokens.issue(TokenPrefix.API_KEY).reveal();
    private final HttpClient http = HttpClient.newHttpClient();

    Ground(boolean withRedis) throws IOException {
        Path target = Path.of("target", "chaos").toAbsolutePath();
        Files.createDirectories(target);
        folder = Files.createTempDirectory(target, "run-");
        // Durable, as an operator's: the database of the tests would lose its last commits in a crash.
        database = LocalPostgres.keptIn(folder.resolve("postgres"));
        redis = withRedis ? LocalRedis.start() : null;
    }

    MusterProcess replica(String name) throws IOException {
        var settings = new HashMap<>(Map.of(
                "MUSTER_DATABASE_URL",
                database.jdbcUrl(),
                "MUSTER_DATABASE_USER",
                database.user(),
                "MUSTER_DATABASE_PASSWORD",
                database.password(),
                "MUSTER_MASTER_KEY",
                masterKey,
                "MUSTER_API_KEY",
                apiKey,
                "MUSTER_WEBHOOK_ALLOW",
                "127.0.0.0/8",
                "MUSTER_SCIM_REQUESTS_PER_SECOND",
                "100000",
                // So often that nothing is given up within a run.
                "MUSTER_WEBHOOK_RETRY",
                String.join(",", Collections.nCopies(100, "2s")),
                // A line per delivery is written to disk like everything else, and would be most of what is measured.
                "QUARKUS_LOG_CATEGORY__DEV_MUSTER_WEBHOOK_ATTEMPT__LEVEL",
                "WARN"));
        if (redis != null) {
            settings.put("MUSTER_REDIS_URL", redis.url());
        }
        return new MusterProcess(MusterProcess.freePort(), settings, folder.resolve(name + ".log"));
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
    }

    UUID environment() throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select id from environment")) {
            rows.next();
            return rows.getObject(1, UUID.class);
        }
    }

    /** As {@link #subscribe(UUID, String, int)}, with patience for two seconds. */
    void subscribe(UUID environment, String url) throws SQLException {
        subscribe(environment, url, 2_000);
    }

    /** An endpoint for every change of people, as the API would make it. */
    void subscribe(UUID environment, String url, int timeoutMillis) throws SQLException {
        UUID id = Ulids.next();
        byte[] secret = Tokens.issueWebhookSecret().reveal().getBytes(StandardCharsets.UTF_8);
        byte[] sealed = new Sealer(MasterKeys.parse(masterKey)).seal(secret, "webhook_endpoint/" + id);
        try (var connection = connect();
                var endpoint = connection.prepareStatement("""
                        insert into webhook_endpoint (environment_id, id, url, types, timeout_ms, secret_sealed, created_at,
                                                      updated_at)
                        values (?, ?, ?, '{dsync.user.created,dsync.user.updated,dsync.user.deleted}', ?, ?, now(), now())
                        """);
                var lane = connection.prepareStatement("""
                        insert into webhook_lane (environment_id, endpoint_id, shard, cursor_pos)
                        select ?, ?, ?, coalesce((select pos from event_head where environment_id = ?), 0)
                        """)) {
            endpoint.setObject(1, environment);
            endpoint.setObject(2, id);
            endpoint.setString(3, url);
            endpoint.setInt(4, timeoutMillis);
            endpoint.setBytes(5, sealed);
            endpoint.executeUpdate();
            lane.setObject(1, environment);
            lane.setObject(2, id);
            lane.setInt(3, Math.floorMod(id.hashCode(), 64));
            lane.setObject(4, environment);
            lane.executeUpdate();
        }
    }

    void unsubscribeAll() throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute("delete from webhook_endpoint");
        }
    }

    Path dataDirectory() throws SQLException {
        return Path.of(text("show data_directory"));
    }

    /** One of the sessions of Muster. */
    long anySession(Random random) throws SQLException {
        return Long.parseLong(text("""
                select pid from pg_stat_activity where application_name = 'muster'
                 order by md5(pid::text || %d) limit 1""".formatted(random.nextInt())));
    }

    /** An event of the log; the change is such as {@code p7-v3}, null for events about something else. */
    record Logged(String eventId, long pos, String change) {}

    /** The whole log in its order. */
    List<Logged> log() throws SQLException {
        List<Logged> log = new ArrayList<>();
        try (var connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        select p.event_id, p.pos,
                               substring(convert_from(e.body, 'UTF8') from '"first_name":"(p[0-9]+-v[0-9]+)"') as change
                          from event_pos p join event e on (e.id, e.created_at) = (p.id, p.created_at) order by p.pos""")) {
            while (rows.next()) {
                log.add(new Logged(
                        IdType.EVENT.print(rows.getObject(1, UUID.class)), rows.getLong(2), rows.getString(3)));
            }
        }
        return log;
    }

    /** Positions up to the newest that no event has. */
    long gaps() throws SQLException {
        return Long.parseLong(text("""
                select (select sum(pos) from event_head) - (select count(*) from event_pos)"""));
    }

    private String text(String query) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            return rows.next() ? rows.getString(1) : null;
        }
    }

    /** A directory's SCIM address and token. */
    record Directory(String path, String token) {}

    Directory directory(MusterProcess muster) throws Exception {
        JsonNode organization = post(muster.at("/organizations"), "{\"name\":\"Chaos\"}");
        JsonNode directory = post(
                muster.at("/directories"),
                "{\"organization_id\":\"%s\",\"name\":\"Chaos\",\"type\":\"okta scim v2.0\"}"
                        .formatted(organization.path("id").asText()));
        String path = URI.create(directory.path("endpoint").asText()).getPath();
        return new Directory(path, directory.path("bearer_token").asText());
    }

    private JsonNode post(URI address, String body) throws Exception {
        var request = HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + apiKey)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(address + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    @Override
    public void close() throws IOException {
        if (redis != null) {
            redis.close();
        }
        database.close();
    }
}
