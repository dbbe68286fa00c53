package dev.muster.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.support.Journal;
import dev.muster.support.Tenants;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@Timeout(60)
class EventStreamApiTest {

    @Inject
    Tenants tenants;

    @Inject
    Journal journal;

    @TestHTTPResource("/events/stream?events=dsync.user.updated")
    URI address;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void eventsComeAsTheyHappenAndALastIdContinues() throws Exception {
        var tenant = tenants.fresh();
        journal.write(tenant.environmentId(), "early");
        journal.awaitPlaced(tenant.environmentId(), 1);
        try (var stream = open(tenant.apiKey(), null).body()) {
            var reader = reader(stream);
            reader.readLine();
            journal.write(tenant.environmentId(), "ada", "bob");
            assertThat(names(reader, 2)).containsExactly("ada", "bob");
        }
        var placed = journal.awaitPlaced(tenant.environmentId(), 3);
        String first = dev.muster.id.IdType.EVENT.print(placed.get(1).eventId());
        try (var stream = open(tenant.apiKey(), first).body()) {
            assertThat(names(reader(stream), 1)).containsExactly("bob");
        }
    }

    @Test
    void anUnknownLastIdIsRefused() throws Exception {
        var answer = open(tenants.fresh().apiKey(), "event_01ARZ3NDEKTSV4RRFFQ69G5FAV");
        assertThat(answer.statusCode()).isEqualTo(400);
    }

    @Test
    void aRevokedKeyHearsNothingMore() throws Exception {
        var tenant = tenants.fresh();
        var calls = Calls.as(tenant);
        try (var stream = open(tenant.apiKey(), null).body()) {
            var reader = reader(stream);
            assertThat(reader.readLine()).contains("listening");
            String key = calls.get("/api_keys").path("data[0].id");
            calls.delete("/api_keys/" + key).then().statusCode(204);
            journal.write(tenant.environmentId(), "ada");
            assertThat(reader.lines().filter(line -> line.startsWith("data:"))).isEmpty();
        }
    }

    private HttpResponse<InputStream> open(String apiKey, String lastId) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address).header("Authorization", "Bearer " + apiKey);
        if (lastId != null) {
            request.header("Last-Event-ID", lastId);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    private static BufferedReader reader(InputStream stream) {
        return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    }

    private static List<String> names(BufferedReader reader, int count) throws IOException {
        var names = new ArrayList<String>();
        while (names.size() < count) {
            String line = reader.readLine();
            if (line.startsWith("data:")) {
                names.add(line.replaceAll(".*\"first_name\":\"([^\"]*)\".*", "$1"));
            }
        }
        return names;
    }
}
