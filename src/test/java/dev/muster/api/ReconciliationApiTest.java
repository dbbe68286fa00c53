package dev.muster.api;

import static dev.muster.api.Calls.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.muster.id.IdType;
import dev.muster.id.Ulids;
import dev.muster.support.People;
import dev.muster.support.Tenants;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ReconciliationApiTest {

    private static final JsonMapper JSON = new JsonMapper();

    @Inject
    Tenants tenants;

    @Inject
    People people;

    Tenants.Tenant tenant;
    Calls calls;
    String directory;
    String ann;
    String bob;
    String cid;

    @BeforeEach
    void threePeople() {
        tenant = tenants.fresh();
        calls = as(tenant);
        directory = calls.directory(calls.organization("Acme"), "Acme");
        ann = people.user(tenant, directory, "ann");
        bob = people.user(tenant, directory, "bob");
        cid = people.user(tenant, directory, "cid");
        people.change(tenant, directory, cid, old -> old.deepCopy().put("active", false));
    }

    @Test
    void whoKnowsEverythingHearsNothing() throws Exception {
        List<JsonNode> lines = lines(known(ann, "active") + known(bob, "active") + known(cid, "inactive"));
        assertThat(lines).hasSize(1);
        assertThat(lines.getFirst().path("known").asInt()).isEqualTo(3);
    }

    @Test
    void eachDifferenceIsNamed() throws Exception {
        String gone = IdType.DIRECTORY_USER.print(Ulids.next());
        List<JsonNode> lines = lines(known(gone, "active") + "\n\r\n" + known(cid, "active") + known(bob, "active"));
        assertThat(lines)
                .extracting(
                        line -> line.path("difference").asText(""),
                        line -> line.path("id").asText(""))
                .containsExactly(tuple("missing", ann), tuple("state", cid), tuple("unknown", gone), tuple("", ""));
        assertThat(lines.getFirst().path("user").path("idp_id").asText()).isEqualTo("ann");
        assertThat(lines.get(1).path("known_state").asText()).isEqualTo("active");
        assertThat(lines.get(1).path("state").asText()).isEqualTo("inactive");
        assertThat(lines.get(2).path("user").isNull()).isTrue();
        assertThat(lines.getLast().path("missing").asInt()).isOne();
        assertThat(lines.getLast().path("unknown").asInt()).isOne();
        assertThat(lines.getLast().path("different_state").asInt()).isOne();
    }

    @Test
    void aStateMayBeLeftOutAndTheLastWordCounts() throws Exception {
        String noState = "{\"id\":\"" + cid + "\"}\n";
        String objects = calls.get("/directory_users/" + ann).asString() + "\n" + noState;
        assertThat(lines(objects + known(bob, "inactive") + known(bob, "active")))
                .hasSize(1);
    }

    @Test
    void nobodyKnownMeansEverybodyMissing() throws Exception {
        assertThat(lines("")).hasSize(4);
    }

    @Test
    void longListsAreComparedByTheBatch() throws Exception {
        String strangers = IntStream.range(0, 25_000)
                .mapToObj(n -> known(IdType.DIRECTORY_USER.print(Ulids.next()), "active"))
                .collect(Collectors.joining());
        JsonNode end = lines(strangers + known(ann, "active")).getLast();
        assertThat(end.path("known").asInt()).isEqualTo(25_001);
        assertThat(end.path("unknown").asInt()).isEqualTo(25_000);
        assertThat(end.path("missing").asInt()).isEqualTo(2);
    }

    /** Other bodies end at 9 MB. */
    @Test
    void aBodyMayBeLong() throws Exception {
        String padded = "{\"id\":\"" + ann + "\",\"state\":\"active\",\"note\":\"" + "x".repeat(50_000) + "\"}\n";
        assertThat(lines(padded.repeat(220)).getLast().path("known").asInt()).isOne();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no json",
                "[]",
                "{}",
                "{\"id\":7}",
                "{\"id\":\"user_01EHWNCE74X7JSDV0X3SZ3PJNY\"}",
                "{\"id\":\"directory_user_01EHWNCE74X7JSDV0X3SZ3PJNY\",\"state\":\"gone\"}"
            })
    void aWrongLineIsNamed(String line) {
        send(known(ann, "active") + "\n" + line + "\n" + known(bob, "active"))
                .then()
                .statusCode(422)
                .body("message", equalTo("Validation failed"))
                .body("errors[0].field", equalTo("line 3"));
    }

    @Test
    void nobodyElsesDirectoryIsCompared() {
        as(tenants.fresh())
                .request()
                .header("Content-Type", "application/x-ndjson")
                .body(known(ann, "active").getBytes(StandardCharsets.UTF_8))
                .post("/directories/" + directory + "/reconcile")
                .then()
                .statusCode(404);
    }

    private static String known(String id, String state) {
        return "{\"id\":\"%s\",\"state\":\"%s\"}%n".formatted(id, state);
    }

    private Response send(String lines) {
        return calls.request()
                .header("Content-Type", "application/x-ndjson")
                .body(lines.getBytes(StandardCharsets.UTF_8))
                .post("/directories/" + directory + "/reconcile");
    }

    private List<JsonNode> lines(String known) throws Exception {
        Response answer = send(known);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(answer.contentType()).startsWith("application/x-ndjson");
        return answer.asString().lines().map(ReconciliationApiTest::parsed).toList();
    }

    private static JsonNode parsed(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError(line, e);
        }
    }
}
