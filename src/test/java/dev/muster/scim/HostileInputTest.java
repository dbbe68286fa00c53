package dev.muster.scim;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.id.IdType;
import dev.muster.provider.ProviderType;
import dev.muster.support.ScimDirectories;
import dev.muster.support.ScimDirectory;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/**
 * Whatever a client sends, the answer is a SCIM answer and never a failure of ours; an error changes nothing. A longer run:
 * {@code ./muster test -Dtest=HostileInputTest -Dmuster.test.hostile=100000}, with {@code -Dmuster.test.seed=…} the same
 * again.
 */
@QuarkusTest
class HostileInputTest {

    private static final int REQUESTS = Integer.getInteger("muster.test.hostile", 3_000);
    private static final long SEED = Long.getLong("muster.test.seed", System.nanoTime());

    private static final List<String> METHODS =
            List.of("GET", "POST", "PUT", "PATCH", "DELETE", "POST", "PATCH", "OPTIONS");
    /** What addresses are for; most requests go there. */
    private static final Map<String, List<String>> USUAL = Map.of(
            "/Users", List.of("POST", "GET"),
            "/Groups", List.of("POST", "GET"),
            "/Users/%s", List.of("PATCH", "PATCH", "PUT", "GET", "DELETE"),
            "/Groups/%s", List.of("PATCH", "PATCH", "PUT", "GET", "DELETE"),
            "/Bulk", List.of("POST"),
            "/.search", List.of("POST"),
            "/Users/.search", List.of("POST"),
            "", List.of("GET"));

    private static final List<String> PATHS = List.of(
            "/Users",
            "/Users/%s",
            "/Groups",
            "/Groups/%s",
            "/Bulk",
            "/.search",
            "/Users/.search",
            "/Schemas",
            "/Me",
            "",
            "/ResourceTypes/x",
            "//Users//",
            "/Users/%%00",
            "/Users/%%ff",
            "/a/b/c",
            "/Groups/../Users",
            "/Users/%%2e%%2e");
    private static final List<String> WORDS = List.of(
            "\"userName\"",
            "\"displayName\"",
            "\"members\"",
            "\"emails\"",
            "\"active\"",
            "\"Operations\"",
            "\"op\"",
            "\"add\"",
            "\"remove\"",
            "\"replace\"",
            "\"path\"",
            "\"value\"",
            "\"type\"",
            "\"work\"",
            "\"schemas\"",
            "\"name.givenName\"",
            "\"members[value eq \\\"x\\\"]\"",
            "\"emails[type eq \\\"work\\\"].value\"",
            "\"method\"",
            "\"POST\"",
            "\"bulkId\"",
            "\"data\"",
            "\"bulkId:a\"",
            "\"/Users\"",
            "\"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User\"",
            "\"manager\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"😀\"",
            "\"\"",
            "\" \"",
            "1e400",
            "-0",
            "1E-400",
            "NaN",
            "null",
            "true",
            "\"False\"",
            "123456789012345678901234567890",
            "0.1",
            "\"2020-01-01T00:00:00Z\"",
            "\"id\"",
            "\"meta\"",
            "\"groups\"",
            "\"password\"",
            "\"externalId\"",
            "\"filter\"",
            "\"userName pr\"",
            "\"count\"",
            "\"cursor\"");
    private static final List<String> FILTER = List.of(
            "userName",
            "emails",
            "emails.value",
            "members",
            "id",
            "active",
            "meta.lastModified",
            "urn:a:b:c",
            "name",
            "eq",
            "ne",
            "co",
            "sw",
            "gt",
            "le",
            "pr",
            "and",
            "or",
            "not",
            "(",
            ")",
            "[",
            "]",
            "\"a\"",
            "\"%_\\\\\"",
            "true",
            "null",
            "1e9",
            "\"\\u0000\"",
            "groups.value",
            "schemas",
            "externalId",
            "type",
            ".value",
            "password",
            "'",
            ";--");

    private static final Logger LOG = Logger.getLogger(HostileInputTest.class);

    private final Random random = new Random(SEED);
    private final RandomBodies bodies = new RandomBodies(SEED);
    private final HttpClient client = HttpClient.newHttpClient();

    @Inject
    ScimDirectories directories;

    private ScimDirectory directory;
    private int settled;
    private String user;
    private String group;

    @Test
    void noInputIsAFailureOfOurs() throws Exception {
        LOG.infof("%d hostile requests, seed %d", REQUESTS, SEED);
        directory = directories.of(ProviderType.GENERIC);
        declareSchema();
        settle();
        String state = directories.state(directory);
        var answers = new TreeMap<Integer, Integer>();
        for (int i = 0; i < REQUESTS; i++) {
            HttpRequest request = request();
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            answers.merge(response.statusCode(), 1, Integer::sum);
            assertThat(response.statusCode())
                    .as("seed %d, request %d: %s %s", SEED, i, request.method(), request.uri())
                    .satisfiesAnyOf(
                            status -> assertThat(status).isLessThan(500),
                            status -> assertThat(status).isEqualTo(501));
            if (response.statusCode() >= 400 && !request.method().equals("HEAD")) {
                assertThat(response.body()).contains("urn:ietf:params:scim:api:messages:2.0:Error");
            }
            if (!request.method().equals("GET")) {
                String after = directories.state(directory);
                if (response.statusCode() >= 400) {
                    assertThat(after)
                            .as("seed %d, request %d: %s %s", SEED, i, request.method(), request.uri())
                            .isEqualTo(state);
                }
                state = after;
            }
            if (request.method().equals("DELETE") && response.statusCode() == 204) {
                settle();
                state = directories.state(directory);
            }
        }
        LOG.infof("answers by status: %s", answers);
        assertThat(answers).containsKeys(200, 201, 204, 400, 404, 405);
    }

    /** Somebody and a group for the requests that follow. */
    private void settle() {
        String name = "ada" + ++settled;
        user = directory.user(name);
        group = directory.group(name, user);
    }

    private void declareSchema() {
        given().auth()
                .oauth2(directory.tenant().apiKey())
                .contentType("application/json")
                .body("""
                        {"name":"Odd","attributes":[{"name":"title","type":"integer"},{"name":"active","type":"boolean"},
                         {"name":"emails","type":"complex","multiValued":true,"subAttributes":[{"name":"value","type":"dateTime"}]},
                         {"name":"value","mutability":"immutable"},{"name":"type","returned":"request"}]}""")
                .put("/directories/" + IdType.DIRECTORY.print(directory.access().directoryId())
                        + "/schema_extensions/urn:acme:2.0:User")
                .then()
                .statusCode(200);
    }

    private HttpRequest request() {
        boolean usual = random.nextInt(5) > 0;
        String path = usual ? pick(List.copyOf(new TreeMap<>(USUAL).keySet())) : pick(PATHS);
        String method = pick(usual ? USUAL.get(path) : METHODS);
        String target = "http://localhost:" + RestAssured.port + directory.path() + named(path) + query();
        var request = HttpRequest.newBuilder(URI.create(target))
                .header("Authorization", "Bearer " + directory.token())
                .header("Content-Type", "application/scim+json")
                .method(method, BodyPublishers.ofByteArray(body()));
        if (random.nextInt(10) == 0) {
            request.header("If-Match", pick(List.of("*", "W/\"1\"", "\"x", "W/\"9999999999999999999999\"", ",,")));
        }
        return request.build();
    }

    private String path() {
        return named(pick(PATHS));
    }

    private String named(String path) {
        return path.formatted(
                random.nextInt(4) > 0
                        ? path.startsWith("/Groups") ? group : user
                        : pick(List.of(
                                user, group, "x", "directory_user_01", "directory_user_ZZZZZZZZZZZZZZZZZZZZZZZZZZ")));
    }

    private String query() {
        return switch (random.nextInt(6)) {
            case 0 -> "?filter=" + encoded(text(FILTER, " ", 9));
            case 1 ->
                "?startIndex=" + pick(List.of("-1", "x", "99999999999999999999", "1e3", "%20")) + "&count="
                        + random.nextInt(5);
            case 2 -> "?sortBy=" + encoded(text(FILTER, "", 2)) + "&sortOrder=descending";
            case 3 -> "?cursor=" + encoded(text(FILTER, "", 3)) + "&attributes=" + encoded(text(FILTER, ",", 3));
            case 4 -> "?excludedAttributes=" + encoded(text(FILTER, ",", 3));
            default -> "";
        };
    }

    private byte[] body() {
        byte[] body = text().getBytes(StandardCharsets.UTF_8);
        if (body.length > 0 && random.nextInt(10) == 0) {
            body[random.nextInt(body.length)] = (byte) random.nextInt(256);
        }
        return body;
    }

    /** Half of them are nearly right. */
    private String text() {
        return switch (random.nextInt(6)) {
            case 0 -> bodies.resource().toString();
            case 1 -> bodies.patch().toString();
            case 2 -> bulk();
            default -> json(4);
        };
    }

    private String bulk() {
        return IntStream.range(0, random.nextInt(4))
                .mapToObj(i -> {
                    var data = random.nextBoolean() ? bodies.resource() : bodies.patch();
                    return "{\"method\":\"%s\",\"bulkId\":\"%s\",\"path\":\"%s\",\"data\":%s}"
                            .formatted(pick(METHODS), pick(List.of("a", "b", "c")), path(), data);
                })
                .collect(Collectors.joining(",", "{\"Operations\":[", "]}"));
    }

    private String json(int depth) {
        return switch (depth == 0 ? 3 : random.nextInt(5)) {
            case 0, 1, 2 ->
                IntStream.range(0, random.nextInt(5))
                        .mapToObj(i -> pick(WORDS) + ":" + json(depth - 1))
                        .collect(Collectors.joining(",", "{", "}"));
            case 4 ->
                IntStream.range(0, random.nextInt(4))
                        .mapToObj(i -> json(depth - 1))
                        .collect(Collectors.joining(",", "[", "]"));
            default -> pick(WORDS);
        };
    }

    private String text(List<String> words, String separator, int most) {
        return IntStream.range(0, random.nextInt(most) + 1)
                .mapToObj(i -> pick(words))
                .collect(Collectors.joining(separator));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
