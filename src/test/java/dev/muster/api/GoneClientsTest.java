package dev.muster.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.sse.Listener;
import dev.muster.support.Application;
import dev.muster.support.Journal;
import dev.muster.support.LoggedErrors;
import dev.muster.support.Superuser;
import dev.muster.support.Tenants;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Answers that break off, because the client hangs up, Muster stops or the database is gone. */
@QuarkusTest
@Timeout(120)
class GoneClientsTest {

    private static final int STREAMS = 200;
    private static final int EVENTS = 200;

    /** More than the buffers between both ends hold. */
    private static final int PEOPLE = 12_000;

    private static final int PATIENCE_MILLIS = 30_000;

    @Inject
    Tenants tenants;

    @Inject
    Journal journal;

    @TestHTTPResource("/")
    URI address;

    /** All are being written to when they go, so many a write finds a connection that is closed. */
    @Test
    void whoHangsUpOnAStreamOfEventsIsNoError() throws Exception {
        var tenant = tenants.fresh();
        List<Socket> streams = new ArrayList<>();
        for (int i = 0; i < STREAMS; i++) {
            Socket stream = get("/events/stream?events=dsync.user.updated", tenant.apiKey());
            readUntil(stream, "listening");
            streams.add(stream);
        }
        try (var errors = new LoggedErrors()) {
            journal.write(
                    tenant.environmentId(),
                    IntStream.range(0, EVENTS).mapToObj(n -> "n" + n).toArray(String[]::new));
            for (Socket stream : streams) {
                readUntil(stream, "\"first_name\":\"n");
                hangUp(stream);
            }
            stayEmpty(errors);
        }
    }

    @Test
    void aStreamEndsWhenMusterStops() throws Exception {
        try (Socket stream =
                get("/events/stream?events=dsync.user.updated", tenants.fresh().apiKey())) {
            BufferedReader reader = reader(stream);
            await().until(() -> reader.readLine().contains("listening"));
            Listener.dismissAll();
            // The last chunk is empty: the answer is whole.
            assertThat(reader.lines().anyMatch("0"::equals)).isTrue();
        }
    }

    @Test
    void aSnapshotBreaksOffWithItsConnectionToTheDatabase() throws Exception {
        var tenant = tenants.fresh();
        String directory = filledDirectory(tenant);
        try (var errors = new LoggedErrors();
                Socket snapshot = get("/directories/" + directory + "/snapshot", tenant.apiKey())) {
            readUntil(snapshot, "directory_user");
            terminateReader();
            assertThat(rest(snapshot)).doesNotContain("directory_snapshot");
            // An outage that passes is a warning.
            stayEmpty(errors);
        }
    }

    private String filledDirectory(Tenants.Tenant tenant) throws SQLException {
        String directory = Application.of(tenant).directory("generic scim v2.0").directoryId();
        try (var database = Superuser.connect()) {
            database.execute("""
                    insert into directory_user (environment_id, directory_id, id, api_id, organization_id, user_name,
                        user_name_key, active, resource, custom_attributes, created_at, updated_at)
                    select d.environment_id, d.id, x.id, x.id, d.organization_id, x.id::text, x.id::text, true,
                           jsonb_build_object('userName', x.id), jsonb_build_object('job_title', repeat('x', 500)), now(), now()
                      from directory d, (select gen_random_uuid() as id from generate_series(1, %d)) x
                     where d.environment_id = '%s'
                    """.formatted(PEOPLE, tenant.environmentId()));
        }
        return directory;
    }

    /** Ends the session that reads the snapshot, which waits for its client. */
    private static void terminateReader() throws SQLException {
        try (var database = Superuser.connect()) {
            await().until(() -> "true".equals(database.value("""
                            select bool_or(pg_terminate_backend(pid))::text from pg_stat_activity
                             where state = 'idle in transaction' and query like '%directory_user%'
                            """)));
        }
    }

    private Socket get(String path, String apiKey) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(64 * 1024);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(new InetSocketAddress(address.getHost(), address.getPort()));
        socket.getOutputStream()
                .write("GET %s HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\n\r\n"
                        .formatted(path, address.getAuthority(), apiKey)
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static void readUntil(Socket socket, String text) throws IOException {
        BufferedReader reader = reader(socket);
        String line = reader.readLine();
        while (line != null && !line.contains(text)) {
            line = reader.readLine();
        }
        assertThat(line).as("a line with %s", text).isNotNull();
    }

    /** Until the connection ends, in whatever way. */
    private static String rest(Socket socket) throws IOException {
        var rest = new StringBuilder();
        try {
            reader(socket).lines().forEach(rest::append);
        } catch (UncheckedIOException ended) {
            assertThat(ended).hasCauseInstanceOf(SocketException.class);
        }
        return rest.toString();
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Resets the connection, as it happens when something is still under way. */
    private static void hangUp(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    private static void stayEmpty(LoggedErrors errors) {
        await().during(Duration.ofSeconds(2))
                .untilAsserted(() -> assertThat(errors.texts()).isEmpty());
    }
}
