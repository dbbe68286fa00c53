package dev.muster.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.muster.id.Ulids;
import dev.muster.local.LocalPostgres;
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
import java.util.UUID;

/** Where a run takes place: a fresh PostgreSQL in a folder of its own, and the keys to it. */
final class Ground implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    final Path folder;
    final LocalPostgres database;
    final String masterKey = MasterKeys.generate().reveal();
    final String apiKey = Tokens.issue(TokenPrefix.API_KEY).reveal();
    private final HttpClient http = HttpClient.newHttpClient();

    Ground() throws IOException {
        Path target = Path.of("target", "chaos").toAbsolutePath();
        Files.createDirectories(target);
        folder = Files.createTempDirectory(target, "run-");
        // Durable, as an operator's: the database of the tests would lose its last commits in a crash.
        database = LocalPostgres.keptIn(folder.resolve("postgres"));
    }

    MusterProcess replica(String name) throws IOException {
        return new MusterProcess(database, masterKey, apiKey, folder.resolve(name + ".log"));
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

    /** An endpoint for every change of people, as the API would make it. */
    void subscribe(UUID environment, String url) throws SQLException {
        UUID id = Ulids.next();
        byte[] secret = Tokens.issueWebhookSecret().reveal().getBytes(StandardCharsets.UTF_8);
        byte[] sealed = new Sealer(MasterKeys.parse(masterKey)).seal(secret, "webhook_endpoint/" + id);
        try (var connection = connect();
                var endpoint = connection.prepareStatement("""
                        insert into webhook_endpoint (environment_id, id, url, types, secret_sealed, created_at, updated_at)
                        values (?, ?, ?, '{dsync.user.created,dsync.user.updated,dsync.user.deleted}', ?, now(), now())
                        """);
                var lane = connection.prepareStatement("""
                        insert into webhook_lane (environment_id, endpoint_id, shard, cursor_pos)
                        select ?, ?, ?, coalesce((select pos from event_head where environment_id = ?), 0)
                        """)) {
            endpoint.setObject(1, environment);
            endpoint.setObject(2, id);
            endpoint.setString(3, url);
            endpoint.setBytes(4, sealed);
            endpoint.executeUpdate();
            lane.setObject(1, environment);
            lane.setObject(2, id);
            lane.setInt(3, Math.floorMod(id.hashCode(), 64));
            lane.setObject(4, environment);
            lane.executeUpdate();
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
    public void close() {
        database.close();
    }
}
