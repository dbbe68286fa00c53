package dev.muster.api;

import static dev.muster.api.Calls.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.muster.event.EventType;
import dev.muster.event.KnownEventNames;
import dev.muster.event.payload.UserPayload;
import dev.muster.id.Ulids;
import dev.muster.provider.ProviderType;
import dev.muster.support.People;
import dev.muster.support.Tenants;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each thing that has once broken one of WorkOS's SDKs, of whatever language and major. What needs a receiver or a clock is
 * in {@code SignerTest}, {@code StringifyTest}, {@code LaneRunnerTest} and {@code ApiPaceTest}.
 */
@QuarkusTest
class WorkOsWireTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");

    @Inject
    Tenants tenants;

    @Inject
    People people;

    Tenants.Tenant tenant;
    Calls calls;
    String organization;
    String directory;
    String ada;
    String crew;

    @BeforeEach
    void aDirectoryWithSomebodyInIt() throws Exception {
        tenant = tenants.fresh();
        calls = as(tenant);
        var acme = Map.of(
                "name", "Acme", "domain_data", List.of(Map.of("domain", "acme.example.com", "state", "verified")));
        organization = calls.post("/organizations", acme).path("id");
        var created = calls.post(
                "/directories", Map.of("organization_id", organization, "name", "Acme", "type", "onelogin scim v2.0"));
        directory = created.path("id");
        new Calls(created.path("bearer_token"))
                .get("/scim/v2/" + created.path("external_key") + "/Users")
                .then()
                .statusCode(200);
        ada = people.user(tenant, directory, "ada@acme.test");
        crew = people.group(tenant, directory, "Crew", ada);
        people.change(tenant, directory, ada, old -> old.deepCopy().put("active", false));
        await().until(() -> events("dsync.user.updated").size() == 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&order=desc", "&order=asc", "&order=normal", "&limit=10&order=desc"})
    void eventsComeOldestFirstAndAfterMeansNewer(String order) {
        String names = "/events?events=dsync.user.created,dsync.group.created,dsync.user.updated" + order;
        List<String> ids = calls.get(names).path("data.id");
        assertThat(calls.get(names).<List<String>>path("data.event"))
                .containsExactly("dsync.user.created", "dsync.group.created", "dsync.user.updated");
        assertThat(calls.get(names + "&after=" + ids.getFirst()).<List<String>>path("data.id"))
                .isEqualTo(ids.subList(1, 3));
    }

    @Test
    void cursorsAreIdsOrNull() throws Exception {
        for (String list : lists()) {
            JsonNode metadata = json(calls.get(list)).path("list_metadata");
            assertThat(metadata.path("before").isNull()).as(list).isTrue();
            assertThat(metadata.path("after").isNull()).as(list).isTrue();
            assertThat(json(calls.get(list)).has("listMetadata")).as(list).isFalse();
        }
    }

    @Test
    void withoutAnOrderTheNewestComeFirstAndAfterMeansOlder() {
        String older = calls.organization("Older");
        String newer = calls.organization("Newer");
        var page = calls.get("/organizations?limit=1");
        assertThat(page.<String>path("data[0].id")).isEqualTo(newer);
        assertThat(page.<String>path("list_metadata.after")).isEqualTo(newer);
        assertThat(calls.get("/organizations?limit=1&after=" + newer).<String>path("data[0].id"))
                .isEqualTo(older);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%1$s=acme.example.com,x.example.com",
                "%1$s=acme.example.com%%2Cx.example.com",
                "%1$s=acme.example.com&%1$s=x.example.com",
                "%1$s%%5B0%%5D=x.example.com&%1$s%%5B1%%5D=acme.example.com",
                "%1$s[]=acme.example.com&%1$s[]=x.example.com"
            })
    void listsInQueriesAreReadInEverySpelling(String spelling) {
        assertThat(calls.get("/organizations?" + spelling.formatted("domains")).<List<String>>path("data.id"))
                .containsExactly(organization);
        String names = spelling.formatted("events")
                .replace("acme.example.com", "dsync.user.created")
                .replace("x.example.com", "dsync.group.created");
        assertThat(calls.get("/events?" + names).<List<String>>path("data.event"))
                .containsExactly("dsync.user.created", "dsync.group.created");
    }

    @Test
    void keysThatStrictSdksDemandAreThereWithTheRightKindOfValue() throws Exception {
        JsonNode user = json(calls.get("/directory_users/" + ada));
        for (String array : List.of("groups", "emails", "roles")) {
            assertThat(user.path(array).isArray()).as(array).isTrue();
        }
        for (String object : List.of("custom_attributes", "raw_attributes")) {
            assertThat(user.path(object).isObject()).as(object).isTrue();
        }
        assertThat(json(calls.get("/directory_groups/" + crew))
                        .path("raw_attributes")
                        .isObject())
                .isTrue();
        JsonNode acme = json(calls.get("/organizations/" + organization));
        assertThat(acme.path("domains").isArray()).isTrue();
        assertThat(acme.path("metadata").isObject()).isTrue();
        assertThat(acme.has("external_id")).isTrue();
        JsonNode read = json(calls.get("/directories/" + directory));
        assertThat(read.path("organization_id").asText()).isEqualTo(organization);
        assertThat(read.path("external_key").asText()).matches("[A-Za-z0-9]{16}");
    }

    @Test
    void aDirectoryIsLinkedInTheApiAndActiveInEvents() throws Exception {
        assertThat(calls.get("/directories/" + directory).<String>path("state")).isEqualTo("linked");
        assertThat(events("dsync.activated").getFirst().at("/data/state").asText())
                .isEqualTo("active");
        String second = calls.directory(organization, "Second");
        assertThat(calls.get("/directories/" + second).<String>path("state")).isEqualTo("unlinked");
    }

    @Test
    void typesAndStatesAreOfTheClosedLists() {
        Set<String> types = Set.of(
                "azure scim v2.0",
                "bamboohr",
                "breathe hr",
                "cezanne hr",
                "cyberark scim v2.0",
                "fourth hr",
                "generic scim v2.0",
                "gsuite directory",
                "hibob",
                "jump cloud scim v2.0",
                "okta scim v2.0",
                "onelogin scim v2.0",
                "people hr",
                "personio",
                "pingfederate scim v2.0",
                "rippling scim v2.0",
                "s3",
                "sailpoint scim v2.0",
                "sftp",
                "sftp workday",
                "workday");
        assertThat(ProviderType.values()).extracting(ProviderType::wireName).isSubsetOf(types);
        calls.patch("/directories/" + directory, Map.of("state", "paused"));
        assertThat(calls.get("/directories/" + directory).<String>path("state")).isEqualTo("unlinked");
        assertThat(calls.get("/directory_users/" + ada).<String>path("state")).isEqualTo("inactive");
    }

    @Test
    void aRoleIsAnObjectWithASlug() {
        var now = Instant.now();
        var id = Ulids.next();
        var user = new UserPayload(
                id,
                id,
                id,
                "ada",
                null,
                null,
                null,
                null,
                true,
                JSON.createObjectNode(),
                List.of("admin", "member"),
                now,
                now);
        assertThat(user.json().at("/role/slug").asText()).isEqualTo("admin");
        assertThat(user.json().path("roles").findValuesAsText("slug")).containsExactly("admin", "member");
    }

    @Test
    void previousAttributesAreInsideTheData() {
        JsonNode event = events("dsync.user.updated").getFirst();
        assertThat(event.at("/data/previous_attributes/state").asText()).isEqualTo("active");
        assertThat(event.has("previous_attributes")).isFalse();
        assertThat(event.at("/context/previous_attributes").isMissingNode()).isTrue();
        assertThat(event.at("/data/groups").isMissingNode()).isTrue();
    }

    @Test
    void anActivationHasDomainsAsReferences() {
        JsonNode data = events("dsync.activated").getFirst().path("data");
        assertThat(data.has("domain")).isFalse();
        assertThat(data.has("metadata")).isFalse();
        JsonNode domain = data.path("domains").path(0);
        assertThat(domain.path("object").asText()).isEqualTo("organization_domain");
        assertThat(domain.path("id").asText()).startsWith("org_domain_");
        assertThat(domain.path("domain").asText()).isEqualTo("acme.example.com");
    }

    @Test
    void errorsAreJsonWithoutAnErrorKeyAndTheirCausesHaveCodes() throws Exception {
        List<Response> errors = List.of(
                calls.get("/directory_users"),
                calls.get("/directory_users?directory=x"),
                calls.get("/directory_users?directory=" + directory + "&limit=0"),
                calls.get("/directory_users/x"),
                calls.get("/directories/x/nowhere/else"),
                calls.get("/events"),
                calls.get("/events?events=dsync.deleted&after=x"),
                calls.post("/organizations", "no json"),
                calls.post("/organizations", Map.of()),
                calls.post("/organizations", Map.of("name", "B", "domains", List.of("acme.example.com"))),
                calls.post("/webhook_endpoints", Map.of("endpoint_url", "https://x.test", "events", List.of("nope"))),
                calls.patch("/directory_users/" + ada, Map.of()),
                new Calls("sk_nobody").get("/organizations"));
        for (Response answer : errors) {
            assertThat(answer.statusCode()).as(answer.asString()).isBetween(400, 499);
            assertThat(answer.contentType()).startsWith("application/json");
            assertThat(answer.header("X-Request-ID")).isNotBlank();
            JsonNode body = json(answer);
            assertThat(body.path("message").isTextual()).as(answer.asString()).isTrue();
            assertThat(body.has("error") || body.has("error_description"))
                    .as(answer.asString())
                    .isFalse();
            body.path("errors")
                    .forEach(cause -> assertThat(
                                    cause.path("code").isTextual() && (cause.has("field") || cause.has("message")))
                            .as(answer.asString())
                            .isTrue());
        }
    }

    @Test
    void successesAreJsonOrEmpty() throws Exception {
        for (String list : lists()) {
            assertThat(calls.get(list).header("Content-Type")).matches("(?i)application/json;\\s?charset=utf-8");
        }
        var domain = Map.of("organization_id", organization, "domain", "second.example.com");
        String id = calls.post("/organization_domains", domain).path("id");
        for (Response gone : List.of(
                calls.delete("/organization_domains/" + id),
                calls.delete("/directory_groups/" + crew),
                calls.delete("/directories/" + directory),
                calls.delete("/organizations/" + organization))) {
            assertThat(gone.statusCode()).isIn(202, 204);
            assertThat(gone.asByteArray()).isEmpty();
            assertThat(gone.header("Content-Type")).isNull();
        }
    }

    @Test
    void anIdempotencyKeyWithoutBodyOrOnAnOldCallDoesNoHarm() {
        var domain = Map.of("organization_id", organization, "domain", "second.example.com");
        String id = calls.post("/organization_domains", domain).path("id");
        calls.request()
                .header("Idempotency-Key", "k-" + id)
                .post("/organization_domains/" + id + "/verify")
                .then()
                .statusCode(201);
        calls.request()
                .header("Idempotency-Key", "x")
                .get("/organizations")
                .then()
                .statusCode(200);
    }

    @Test
    void encodedSlashesBelongToExternalIds() {
        String id = calls.post("/organizations", Map.of("name", "B", "external_id", "a/b c:d%"))
                .path("id");
        assertThat(calls.get("/organizations/external_id/a%2Fb%20c%3Ad%25").<String>path("id"))
                .isEqualTo(id);
        calls.get("/directory_users/a%2Fb").then().statusCode(404);
    }

    @Test
    void rangesNeedNoSeconds() {
        String start = Instant.now().minusSeconds(3_600).toString().substring(0, 16);
        for (String written :
                List.of(start + "Z", start + ":00Z", start + ":00.000Z", start + "%2B00:00", start + "+00:00")) {
            assertThat(calls.get("/events?events=dsync.user.created&range_start=" + written)
                            .<List<String>>path("data.id"))
                    .as(written)
                    .hasSize(1);
        }
    }

    @Test
    void nothingIsEmittedThatSdksDoNotKnow() {
        Set<String> families = Set.of("dsync", "organization", "organization_domain", "role");
        assertThat(EventType.values())
                .extracting(EventType::wireName)
                .allMatch(name -> families.contains(name.substring(0, name.indexOf('.'))))
                .allMatch(KnownEventNames::readable);
    }

    @Test
    void timesHaveMillisecondsAndAZone() throws Exception {
        var times = new ArrayList<String>();
        for (String list : lists()) {
            times.addAll(json(calls.get(list)).findValuesAsText("created_at"));
            times.addAll(json(calls.get(list)).findValuesAsText("updated_at"));
        }
        assertThat(times).hasSizeGreaterThan(10).allMatch(TIME.asMatchPredicate());
    }

    @Test
    void creationsAre201() {
        var endpoint = Map.of("endpoint_url", "https://x.example.com", "events", List.of("dsync.deleted"));
        var domain = Map.of("organization_id", organization, "domain", "second.example.com");
        Response claimed = calls.post("/organization_domains", domain);
        assertThat(List.of(
                        calls.post("/organizations", Map.of("name", "B")).statusCode(),
                        claimed.statusCode(),
                        calls.post("/organization_domains/" + claimed.path("id") + "/verify", "")
                                .statusCode(),
                        calls.post("/webhook_endpoints", endpoint).statusCode()))
                .containsOnly(201);
        assertThat(calls.put("/organizations/" + organization, Map.of("name", "C"))
                        .statusCode())
                .isEqualTo(200);
    }

    private List<String> lists() {
        return List.of(
                "/organizations",
                "/directories?organization_id=" + organization,
                "/directory_users?directory=" + directory,
                "/directory_users?group=" + crew,
                "/directory_groups?directory=" + directory,
                "/directory_groups?user=" + ada,
                "/webhook_endpoints",
                "/events?events="
                        + String.join(
                                ",",
                                Arrays.stream(EventType.values())
                                        .map(EventType::wireName)
                                        .toList())
                        + "&limit=100");
    }

    private List<JsonNode> events(String name) {
        try {
            var events = new ArrayList<JsonNode>();
            json(calls.get("/events?events=" + name)).path("data").forEach(events::add);
            return events;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode json(Response answer) throws Exception {
        return JSON.readTree(answer.asByteArray());
    }

    /** So writes the Go SDK of major 4, to DELETE alone. */
    @Test
    void organizationsMayHaveACapitalLetter() {
        String id = calls.organization("Bolt");
        calls.delete("/Organizations/" + id).then().statusCode(202);
        calls.get("/organizations/" + id).then().statusCode(404);
        calls.delete("/Organizations/" + id).then().statusCode(404);
    }
}
