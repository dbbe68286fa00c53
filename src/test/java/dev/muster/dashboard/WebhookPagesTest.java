package dev.muster.dashboard;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.muster.support.FakeReceiver;
import dev.muster.support.FakeReceiver.Answer;
import dev.muster.support.Journal;
import dev.muster.tenant.Operator;
import dev.muster.webhook.Postman;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class WebhookPagesTest {

    private static final String TYPE = "dsync.user.updated";

    @Inject
    Teams teams;

    @Inject
    Journal journal;

    @Inject
    Postman postman;

    private final FakeReceiver receiver = FakeReceiver.start();
    private Teams.Team team;
    private Visit visit;
    private String endpoint;
    private int written;

    @BeforeEach
    void makeEndpoint() {
        team = teams.fresh();
        visit = team.visit();
        endpoint = location(
                visit.post(team.home() + "/webhooks", "url", receiver.url(), "types", TYPE, "types", "dsync.deleted"));
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void theEndpointShowsHowItIsDoing() throws Exception {
        visit.get(endpoint).then().statusCode(200).body(containsString("Nothing sent yet"));
        receiver.next(Answer.status(200), Answer.status(500));
        write("ada", "bob");
        visit.get(endpoint).then().body(figure("Behind", "2"));
        postman.deliver();
        visit.get(endpoint)
                .then()
                .body(allOf(figure("Behind", "0"), figure("Success", "50 %"), figure("Retrying", "1")))
                .body(allOf(containsString("HTTP 500"), containsString("Closed")));
        visit.get(team.home() + "/webhooks").then().body(containsString("Retrying"));
    }

    @Test
    void theLogIsFilteredByOutcomeAndEvent() throws Exception {
        receiver.next(Answer.status(200), Answer.status(500));
        write("ada", "bob");
        postman.deliver();
        assertThat(rows("")).isEqualTo(2);
        assertThat(rows("?failed=true")).isEqualTo(1);
        assertThat(rows("?failed=true&type=" + TYPE)).isEqualTo(1);
        assertThat(rows("?type=dsync.deleted")).isZero();
        assertThat(rows("?from=event_00000000000000000000000000")).isZero();
    }

    @Test
    void aDeliveryShowsItsAttemptsAndTheRequestWithoutItsSignatures() throws Exception {
        receiver.next(Answer.status(503, "<b>busy</b>"));
        write("ada");
        postman.deliver();
        String delivery = delivery();
        String page = visit.get(delivery)
                .then()
                .statusCode(200)
                .body(allOf(containsString("HTTP 503"), containsString("&lt;b&gt;busy&lt;/b&gt;")))
                .body(allOf(
                        containsString("webhook-id: event_"), containsString("&quot;first_name&quot;:&quot;ada&quot;")))
                .extract()
                .asString();
        var sent = receiver.received().getFirst();
        assertThat(page)
                .contains("v1=••••••••", "v1,••••••••")
                .doesNotContain(sent.header("WorkOS-Signature").split("v1=")[1])
                .doesNotContain(sent.header("webhook-signature").split("v1,")[1]);
    }

    @Test
    void oneEventIsSentOnceMore() throws Exception {
        write("ada");
        postman.deliver();
        String delivery = delivery();
        visit.post(delivery + "/send").then().statusCode(303);
        visit.get(delivery).then().body(containsString("The events go out once more"));
        postman.deliver();
        assertThat(receiver.received()).hasSize(2);
        visit.get(delivery).then().body(containsString("Sent once more by hand"));
    }

    @Test
    void replayingManyAsksFirstAndSaysHowMany() throws Exception {
        String since =
                LocalDateTime.now(ZoneOffset.UTC).minusMinutes(5).withNano(0).toString();
        receiver.next(Answer.status(200), Answer.status(500), Answer.status(500));
        write("ada", "bob", "cyd");
        postman.deliver();
        visit.get(endpoint + "/replay").then().statusCode(200).body(containsString("datetime-local"));
        visit.get(endpoint + "/replay/ask?what=failed&since=" + since)
                .then()
                .statusCode(200)
                .body(containsString("Send 2 events once more?"));
        visit.get(endpoint + "/replay/ask?what=all&since=" + since)
                .then()
                .body(containsString("Send 3 events once more?"));
        visit.get(endpoint + "/replay/ask?what=all&since=yesterday")
                .then()
                .statusCode(422)
                .body(containsString("Choose a date and a time."));
        assertThat(receiver.received()).hasSize(3);

        visit.post(endpoint + "/replay", "what", "all", "since", since).then().statusCode(303);
        postman.deliver();
        assertThat(receiver.received()).hasSize(6);
    }

    @Test
    void aTestEventShowsWhatCameOfIt() {
        receiver.next(Answer.status(418, "I am a teapot"));
        String delivery = location(visit.post(endpoint + "/test", "type", "dsync.deleted"));
        var sent = receiver.received().getFirst();
        visit.get(delivery)
                .then()
                .body(allOf(
                        containsString("dsync.deleted, test"), containsString("HTTP 418"), containsString("teapot")))
                // The body is not kept: it is made anew from the id.
                .body(containsString(new String(sent.body()).replace("\"", "&quot;")));
    }

    @Test
    void settingsAreSavedOrRefusedInWords() {
        visit.get(endpoint + "/settings").then().statusCode(200).body(containsString("All later events wait"));
        settings("url", "http://10.0.0.1/", "types", TYPE, "ordering", "fifo", "rate", "5", "timeout", "10")
                .then()
                .statusCode(422);
        settings("url", receiver.url(), "ordering", "fifo", "rate", "5", "timeout", "10")
                .then()
                .statusCode(422)
                .body(containsString("Choose at least one event."));
        settings("url", receiver.url(), "types", TYPE, "rate", "-5", "timeout", "10")
                .then()
                .statusCode(422);
        settings("url", receiver.url(), "types", TYPE, "rate", "", "timeout", "31")
                .then()
                .statusCode(422);
        settings("url", receiver.url(), "types", TYPE, "ordering", "fifo", "rate", "5", "timeout", "10")
                .then()
                .statusCode(303);
        api("/webhook_endpoints")
                .then()
                .body("data[0].ordering", is("fifo"))
                .body("data[0].rate_per_second", is(5))
                .body("data[0].timeout_ms", is(10_000));
        settings("url", receiver.url(), "types", TYPE, "ordering", "entity", "rate", "", "timeout", "10");
        api("/webhook_endpoints").then().body("data[0].rate_per_second", nullValue());
    }

    @Test
    void anEndpointGoesOnWithOrWithoutWhatItMissed() throws Exception {
        for (String resume : List.of("continue", "from_now")) {
            visit.post(endpoint + "/disable").then().statusCode(303);
            visit.get(endpoint).then().body(containsString("This endpoint is disabled."));
            write("ada", "bob");
            visit.get(endpoint + "/enable").then().body(containsString("2 events of its types came"));
            visit.post(endpoint + "/enable", "resume", resume).then().statusCode(303);
            postman.deliver();
            assertThat(receiver.received()).as(resume).hasSize(2);
        }
    }

    @Test
    void whatMusterDisablesIsToldOnEveryPageAndInTheAuditLog() throws Exception {
        visit.get(team.home() + "/events").then().body(not(containsString("Muster has disabled")));
        receiver.next(Answer.status(410));
        write("ada");
        postman.deliver();
        visit.get(team.home() + "/events")
                .then()
                .body(containsString("Muster has disabled a webhook endpoint."))
                .body(containsString("The receiver answered 410 Gone."));
        visit.get(endpoint).then().body(containsString("Muster has disabled this endpoint."));
        api("/audit_log")
                .then()
                .body("data[0].action", is("webhook_endpoint.disabled"))
                .body("data[0].actor.type", is("system"))
                .body("data[0].details.reason", containsString("410"));
        visit.post(endpoint + "/enable", "resume", "continue");
        visit.get(team.home() + "/events").then().body(not(containsString("Muster has disabled")));
    }

    @Test
    void aFrozenLaneIsToldOnEveryPage() throws Exception {
        receiver.otherwise(Answer.status(500));
        write("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k");
        postman.deliver();
        visit.get(team.home()).then().body(containsString("A webhook endpoint cannot be reached."));
        visit.get(endpoint).then().body(allOf(containsString("Deliveries wait"), containsString("Not reachable")));
    }

    @Test
    void ofTwoWhoRotateAtOnceOneIsTold() {
        String seen = between(visit.get(endpoint + "/rotate").asString(), "name=\"seen\" value=\"", "\"");
        var colleague = teams.colleague(team, Operator.Role.ADMIN).visit();
        String before = secret();
        visit.post(endpoint + "/rotate", "overlap", "PT24H", "seen", seen)
                .then()
                .statusCode(303);
        String after = secret();
        colleague
                .post(endpoint + "/rotate", "overlap", "PT24H", "seen", seen)
                .then()
                .statusCode(303);
        colleague.get(endpoint).then().body(containsString("Somebody has changed this endpoint meanwhile"));
        assertThat(after).isNotEqualTo(before).isEqualTo(secret());
        visit.get(endpoint).then().body(containsString("The old secret signs as well"));
        visit.post(endpoint + "/finish-rotation").then().statusCode(303);
        visit.get(endpoint).then().body(not(containsString("The old secret signs as well")));
    }

    @Test
    void aViewerLooksAndEachRevealIsInTheAuditLog() throws Exception {
        write("ada");
        postman.deliver();
        String delivery = delivery();
        var viewer = teams.colleague(team, Operator.Role.VIEWER).visit();
        for (String page : List.of("", "/deliveries", "/settings", "/replay")) {
            viewer.get(endpoint + page).then().statusCode(200).body(not(matchesPattern("(?s).*whsec_[A-Za-z0-9+/].*")));
        }
        viewer.get(delivery).then().statusCode(200).body(not(containsString("Send once more")));
        for (String act : List.of(
                "/secret",
                "/rotate",
                "/finish-rotation",
                "/test",
                "/replay",
                "/enable",
                "/disable",
                "/settings",
                "/delete")) {
            viewer.post(endpoint + act).then().statusCode(403).body(not(containsString("whsec_")));
        }
        viewer.post(delivery + "/send").then().statusCode(403);
        assertThat(revealed()).isZero();
        visit.post(endpoint + "/secret").then().statusCode(200).body(containsString(">whsec_"));
        assertThat(revealed()).isOne();
    }

    @Test
    void endpointsOfOthersAreUnknown() throws Exception {
        write("ada");
        postman.deliver();
        String delivery = delivery();
        var stranger = teams.fresh();
        for (String page : List.of(
                endpoint,
                endpoint + "/deliveries",
                delivery,
                endpoint + "/settings",
                endpoint + "/replay",
                endpoint + "/rotate",
                endpoint + "/enable")) {
            stranger.visit().get(page).then().statusCode(404);
            stranger.visit()
                    .get(page.replace(team.home(), stranger.home()))
                    .then()
                    .statusCode(404);
        }
        for (String act : List.of("/secret", "/rotate", "/test", "/replay", "/disable", "/delete")) {
            stranger.visit()
                    .post(endpoint.replace(team.home(), stranger.home()) + act)
                    .then()
                    .statusCode(404);
        }
        visit.get(endpoint).then().statusCode(200).body(containsString("Enabled"));
    }

    private Response settings(String... fields) {
        return visit.post(endpoint + "/settings", fields);
    }

    private Response api(String path) {
        return given().auth().oauth2(team.tenant().apiKey()).get(path);
    }

    private long revealed() {
        List<String> actions = api("/audit_log").path("data.action");
        return actions.stream()
                .filter("webhook_endpoint.secret_revealed"::equals)
                .count();
    }

    private String secret() {
        return api("/webhook_endpoints").path("data[0].secret");
    }

    private void write(String... users) {
        journal.write(team.tenant().environmentId(), users);
        written += users.length;
        journal.awaitPlaced(team.tenant().environmentId(), written);
    }

    private int rows(String query) {
        return visit.get(endpoint + "/deliveries" + query).asString().split("<tr data-key", -1).length - 1;
    }

    /** The page of the newest delivery. */
    private String delivery() {
        return endpoint + "/deliveries/event_"
                + between(visit.get(endpoint + "/deliveries").asString(), "/deliveries/event_", "\"");
    }

    private static Matcher<String> figure(String what, String count) {
        return matchesPattern(
                "(?s).*<span class=\"what\">" + what + "</span><span class=\"count\">" + count + "</span>.*");
    }

    private static String location(Response response) {
        return response.then().statusCode(303).extract().header("Location");
    }

    private static String between(String text, String start, String end) {
        int from = text.indexOf(start) + start.length();
        return text.substring(from, text.indexOf(end, from));
    }
}
