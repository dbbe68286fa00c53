package dev.muster.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.sql.CountingSql;
import dev.muster.sql.Sql;
import dev.muster.support.Journal;
import dev.muster.support.Tenants;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A thousand streams that have nothing to say. */
@QuarkusTest
@Timeout(120)
class IdleStreamsTest {

    private static final int STREAMS = 1_000;

    @Inject
    Tenants tenants;

    @Inject
    Journal journal;

    @Inject
    AgroalDataSource dataSource;

    @TestHTTPResource("/")
    URI address;

    private final List<Socket> streams = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (Socket stream : streams) {
            stream.close();
        }
    }

    @Test
    void theyCostNoStatementsAndAllHearTheNextEvent() throws Exception {
        var tenant = tenants.fresh();
        journal.write(tenant.environmentId(), "early");
        journal.awaitPlaced(tenant.environmentId(), 1);
        List<BufferedReader> readers = new ArrayList<>();
        for (int i = 0; i < STREAMS; i++) {
            readers.add(open(tenant.apiKey()));
        }
        for (BufferedReader reader : readers) {
            readUntil(reader, "listening");
        }
        var sql = new CountingSql(dataSource, () -> true);
        QuarkusMock.installMockForType(sql, Sql.class);
        await().atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofSeconds(1))
                .during(Duration.ofSeconds(3))
                .until(() -> sql.taken().size() < STREAMS / 10);

        journal.write(tenant.environmentId(), "news");
        for (BufferedReader reader : readers) {
            readUntil(reader, "\"first_name\":\"news\"");
        }
    }

    private BufferedReader open(String apiKey) throws IOException {
        Socket stream = new Socket(address.getHost(), address.getPort());
        streams.add(stream);
        stream.getOutputStream()
                .write(
                        "GET /events/stream?events=dsync.user.updated HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\n\r\n"
                                .formatted(address.getAuthority(), apiKey)
                                .getBytes(StandardCharsets.US_ASCII));
        return new BufferedReader(new InputStreamReader(stream.getInputStream(), StandardCharsets.UTF_8));
    }

    private static void readUntil(BufferedReader reader, String text) throws IOException {
        String line = reader.readLine();
        while (line != null && !line.contains(text)) {
            line = reader.readLine();
        }
        assertThat(line).as("a line with %s", text).isNotNull();
    }
}
