package dev.muster.api;

import static dev.muster.api.Calls.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.muster.support.People;
import dev.muster.support.Tenants;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class EventsApiTest {

    @Inject
    Tenants tenants;

    @Inject
    People people;

    Calls calls;
    String organization;

    @BeforeEach
    void fiveEvents() {
        var tenant = tenants.fresh();
        calls = as(tenant);
        organization = calls.organization("Acme");
        String directory = calls.directory(organization, "Acme");
        String ada = people.user(tenant, directory, "zoë\uD83D\uDE00\u0001@acme.test");
        people.group(tenant, directory, "Crew", ada);
        await().until(() -> ids("events=organization.created,dsync.user.created,dsync.group.created,"
                                + "dsync.group.user_added,dsync.token.created")
                        .size()
                == 5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "events=dsync.user.created,dsync.group.created",
                "events=dsync.user.created%2Cdsync.group.created",
                "events=dsync.user.created&events=dsync.group.created",
                "events[]=dsync.user.created&events[]=dsync.group.created",
                "events%5B0%5D=dsync.user.created&events%5B1%5D=dsync.group.created&order=desc&limit=10",
                "events=dsync.user.created,dsync.group.created,connection.activated,some.future.event"
            })
    void everySpellingOfTheNamesIsUnderstood(String query) {
        calls.get("/events?" + query)
                .then()
                .statusCode(200)
                .body("object", equalTo("list"))
                .body("data.event", contains("dsync.user.created", "dsync.group.created"));
    }

    @Test
    void theOldestComesFirstWhateverOrderIsSaid() {
        String all = "events=dsync.user.created,dsync.group.created,dsync.group.user_added";
        List<String> ids = ids(all + "&order=desc");
        var first =
                calls.get("/events?limit=2&order=desc&" + all).then().extract().jsonPath();
        assertThat(first.getList("data.id")).isEqualTo(ids.subList(0, 2));
        assertThat(first.getString("list_metadata.after")).isEqualTo(ids.get(1));
        calls.get("/events?limit=2&order=desc&after=" + ids.get(1) + "&" + all)
                .then()
                .body("data.id", contains(ids.get(2)))
                .body("list_metadata.after", nullValue());
        calls.get("/events?after=" + ids.get(2) + "&" + all)
                .then()
                .statusCode(200)
                .body("data", empty());
    }

    @Test
    void anEventIsServedAsJavaScriptWouldPrintIt() {
        String body =
                calls.get("/events?events=dsync.user.created").then().extract().asString();
        assertThat(body)
                .contains("\"idp_id\":\"zoë\uD83D\uDE00\\u0001@acme.test\"")
                .contains("\"context\":{}}],\"list_metadata\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=5", "events=", "events=%2C", "after=event_01EHWNCE74X7JSDV0X3SZ3PJNY"})
    void namesAreNeeded(String query) {
        calls.get("/events?" + query)
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid_events_request"))
                .body("message", startsWith("One or more event names (e.g. dsync.user.created) must be provided"));
    }

    @Test
    void aCursorThatIsNoneIsRefusedInTheSameWords() {
        String unknown = refusal("event_01EHWNCE74X7JSDV0X3SZ3PJNY");
        assertThat(refusal(cursorOfAnother())).isEqualTo(unknown);
        assertThat(refusal("nonsense")).isEqualTo(unknown);
    }

    @Test
    void aRangeIsGivenToTheMinuteOrTheMillisecond() {
        String day = Instant.now().minus(Duration.ofDays(1)).toString().substring(0, 16) + "Z";
        String names = "/events?events=dsync.user.created";
        calls.get(names + "&range_start=" + day).then().body("data", hasSize(1));
        calls.get(names + "&range_start=" + day.replace("Z", "%2B00:00")).then().body("data", hasSize(1));
        calls.get(names + "&range_start=" + day.replace("Z", ":00.000Z")).then().body("data", hasSize(1));
        calls.get(names + "&range_end=" + day).then().body("data", empty());
        calls.get(names + "&range_start=yesterday").then().statusCode(422);
        calls.get(names + "&range_start=2026-01-01T00:00Z&range_end=2026-03-01T00:00Z")
                .then()
                .statusCode(400);
        calls.get(names + "&range_start=" + day + "&after="
                        + ids("events=dsync.user.created").getFirst())
                .then()
                .statusCode(400);
    }

    @Test
    void anOrganizationHasItsOwn() {
        String second = calls.organization("Second");
        await().until(() -> ids("events=organization.created").size() == 2);
        calls.get("/events?events=organization.created&organization_id=" + second)
                .then()
                .body("data.data.id", contains(second));
        calls.get("/events?events=organization.created&organization_id=org_nobody")
                .then()
                .body("data", empty());
    }

    private List<String> ids(String query) {
        return calls.get("/events?" + query).then().statusCode(200).extract().path("data.id");
    }

    private String refusal(String cursor) {
        return calls.get("/events?events=dsync.user.created&after=" + cursor)
                .then()
                .statusCode(400)
                .extract()
                .asString();
    }

    private String cursorOfAnother() {
        var others = as(tenants.fresh());
        others.organization("Other");
        return await().until(
                        () -> others.get("/events?events=organization.created").<List<String>>path("data.id"),
                        ids -> !ids.isEmpty())
                .getFirst();
    }
}
