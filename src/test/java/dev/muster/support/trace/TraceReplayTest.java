package dev.muster.support.trace;

import static dev.muster.support.trace.FakeMuster.event;
import static dev.muster.support.trace.FakeMuster.userEvent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.support.trace.FakeMuster.Received;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TraceReplayTest {

    private static final String CREATED = "dsync.user.created";
    private static final String UPDATED = "dsync.user.updated";

    private FakeMuster muster;

    @BeforeEach
    void start() throws IOException {
        muster = new FakeMuster();
    }

    @AfterEach
    void stop() {
        muster.close();
    }

    @Test
    void addressesGoOutUnnormalised() {
        replay("""
                {"step":1,"request":{"method":"GET","path":"//Users/"},"expect":{"status":[404]},"events":[]}
                {"step":2,"request":{"method":"GET","path":"/Users","query":"filter=a+eq+%22b%2Bc%22"},\
                "expect":{"status":[404]}}
                {"step":3,"request":{"method":"GET","path":"/Users","query":{"filter":"a eq \\"b+c\\"","n":"1"}},\
                "expect":{"status":[404]}}
                """);

        assertThat(muster.received())
                .extracting(Received::line)
                .containsExactly(
                        "GET //Users/",
                        "GET /Users?filter=a+eq+%22b%2Bc%22",
                        "GET /Users?filter=a%20eq%20%22b%2Bc%22&n=1");
    }

    @Test
    void theTokenIsAddedUnlessTheStepSaysOtherwise() {
        replay("""
                {"step":1,"request":{"method":"GET","path":"/a"},"expect":{"status":[404]}}
                {"step":2,"request":{"method":"GET","path":"/a","auth":"none"},"expect":{"status":[404]}}
                {"step":3,"request":{"method":"GET","path":"/a","auth":"wrong"},"expect":{"status":[404]}}
                {"step":4,"request":{"method":"GET","path":"/a","headers":{"authorization":"bearer x"}},\
                "expect":{"status":[404]}}
                {"step":5,"request":{"method":"GET","path":"/scim/a","target":"api"},"expect":{"status":[404]}}
                """);

        List<String> sent =
                muster.received().stream().map(Received::authorization).toList();
        assertThat(sent).hasSize(5);
        assertThat(sent.get(0)).isEqualTo("Bearer dst_right");
        assertThat(sent.get(1)).isNull();
        assertThat(sent.get(2)).startsWith("Bearer ").isNotEqualTo("Bearer dst_right");
        assertThat(sent.get(3)).isEqualTo("bearer x");
        assertThat(sent.get(4)).isEqualTo("Bearer sk_right");
    }

    @Test
    void bodiesAreJsonUnlessTheyAreRaw() {
        replay("""
                {"step":1,"request":{"method":"POST","path":"/a","body":{"at":"${base}"}},"expect":{"status":[404]}}
                {"step":2,"request":{"method":"POST","path":"/a","headers":{"content-type":"application/json"},\
                "rawBody":"{\\"a"},"expect":{"status":[404]}}
                {"step":3,"request":{"method":"DELETE","path":"/a"},"expect":{"status":[404]}}
                """);

        List<Received> received = muster.received();
        assertThat(received.get(0).contentType()).isEqualTo("application/scim+json");
        assertThat(received.get(0).body())
                .isEqualTo("{\"at\":\"" + muster.scim().baseUrl() + "\"}");
        assertThat(received.get(0).body()).doesNotContain("scim/\"");
        assertThat(received.get(1).contentType()).isEqualTo("application/json");
        assertThat(received.get(1).body()).isEqualTo("{\"a");
        assertThat(received.get(2).contentType()).isNull();
    }

    @Test
    void capturedValuesReachLaterSteps() {
        muster.on("POST /Users", 201, "{\"id\":\"7\"}").on("GET /Users/7", 200, "{\"id\":\"7\",\"b\":1}");

        replayCleanly("""
                {"step":1,"request":{"method":"POST","path":"/Users","body":{}},"expect":{"status":[201]},\
                "capture":{"u":"$.id"}}
                {"step":2,"request":{"method":"GET","path":"/Users/${u}"},"expect":{"status":[200],\
                "json":{"$.id":"${u}"}}}
                """);
    }

    @Test
    void everyFailureIsListedWithRequestAndAnswer() {
        muster.on("POST /Users", 201, "{\"name\":\"Ada\"}").on("GET /Users", 500, "oh");

        ReplayReport report = replay("""
                {"step":1,"note":"creates","request":{"method":"POST","path":"/Users","body":{"x":1}},\
                "expect":{"status":[201],"headers":{"location":{"$regex":"/Users"}},\
                "json":{"$.name":"Bo"},"jsonByStatus":{"201":{"$.age":1}}},"capture":{"u":"$.id"}}
                {"step":2,"note":"lists","request":{"method":"GET","path":"/Users"},"expect":{"status":[200,204]}}
                {"step":3,"note":"reads","request":{"method":"GET","path":"/Users/${u}"},"expect":{"status":[200]}}
                """);

        assertThatThrownBy(report::assertClean)
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll(
                        "3 of 3 steps failed",
                        "step 1: creates",
                        "{\"x\":1}",
                        "header location: expected {\"$regex\":\"/Users\"}, was absent",
                        "$.name: expected \"Bo\", was \"Ada\"",
                        "$.age: expected 1, was absent",
                        "capture u: \"$.id\" selects nothing",
                        "step 2: lists",
                        "< 500",
                        "status: expected one of [200,204], was 500",
                        "step 3: reads",
                        "not sent",
                        "${u} was not captured");
    }

    @Test
    void concurrentStepsAreCountedTogether() {
        muster.on("POST /Users", 201, "{}", userEvent(CREATED, "a")).on("PUT /Users", 409, "{}");
        String steps = """
                {"step":1,"concurrent":"x","request":{"method":"PUT","path":"/Users"},\
                "expect":{"status":[201,409]},"events":[{"event":"dsync.user.created","optional":true}]}
                {"step":2,"concurrent":"x","request":{"method":"POST","path":"/Users"},\
                "expect":{"status":[201,409]},"batch":{"status":{"201":%d,"409":1}},\
                "events":[{"event":"dsync.user.created"}]}
                """;

        replay(steps.formatted(1)).assertClean();
        assertThat(replay(steps.formatted(2)).toString()).contains("expected 2 answers of status 201, were 1");
    }

    @Test
    void expectedEventsComeInTheirOrder() {
        muster.on("POST /a", 200, "{}", userEvent(CREATED, "a"), userEvent(UPDATED, "b"), userEvent(UPDATED, "c"));

        replayCleanly("""
                {"step":1,"request":{"method":"POST","path":"/a"},"expect":{"status":[200]},"events":[\
                {"event":"dsync.user.created","fields":{"email":"a"}},\
                {"event":"dsync.user.deleted","optional":true},\
                {"anyOrder":[{"event":"dsync.user.updated","fields":{"email":"c"}},\
                {"event":"dsync.user.updated","fields":{"email":"b"}}]}]}
                """);
    }

    @Test
    void anEventThatDoesNotComeIsMissedAtItsStep() {
        muster.on("POST /a", 200, "{}", userEvent(UPDATED, "b"));

        ReplayReport report = replay("""
                {"step":1,"request":{"method":"POST","path":"/a"},"expect":{"status":[200]},\
                "events":[{"event":"dsync.user.updated","fields":{"email":"x"}}]}
                {"step":2,"request":{"method":"GET","path":"/b"},"expect":{"status":[404]},"events":[]}
                """);

        assertThat(report.toString())
                .contains("1 of 2 steps failed", "step 1", "event did not come", "unexpected event");
    }

    @Test
    void anUnexpectedEventIsAttributedToTheStepThatCausedIt() {
        muster.on("POST /quiet", 200, "{}", userEvent(UPDATED, "late"))
                .on("POST /a", 200, "{}", userEvent(CREATED, "a"));

        ReplayReport report = replay("""
                {"step":1,"request":{"method":"POST","path":"/a"},"expect":{"status":[200]},\
                "events":[{"event":"dsync.user.created"}]}
                {"step":2,"waitMs":20,"request":{"method":"POST","path":"/quiet"},"expect":{"status":[200]},\
                "events":[]}
                {"step":3,"waitMs":20,"request":{"method":"POST","path":"/a"},"expect":{"status":[200]},\
                "events":[{"event":"dsync.user.created"}]}
                """);

        assertThat(report.toString()).contains("1 of 3 steps failed", "step 2", "unexpected event", "late");
    }

    @Test
    void earlierEventsAndThoseOfOtherDirectoriesDoNotCount() {
        for (int i = 0; i < 250; i++) {
            muster.happened(userEvent(CREATED, "earlier"));
        }
        muster.on(
                "POST /a",
                200,
                "{}",
                event(CREATED, "{\"directory_id\":\"directory_2\"}"),
                event("dsync.group.user_added", "{\"user\":{\"directory_id\":\"directory_1\",\"id\":\"9\"}}"));

        replayCleanly("""
                {"step":1,"request":{"method":"POST","path":"/a"},"expect":{"status":[200]},\
                "events":[{"event":"dsync.group.user_added","capture":{"id":"$.data.user.id"}}]}
                {"step":2,"request":{"method":"GET","path":"/${id}"},"expect":{"status":[404]},"events":[]}
                """);

        assertThat(muster.received().getLast().line()).isEqualTo("GET /9");
    }

    @Test
    void anOptionalEventThatLooksLikeTheNextOneMayBeMissing() {
        muster.on("POST /a", 200, "{}", userEvent(UPDATED, "a"));

        replayCleanly("""
                {"step":1,"request":{"method":"POST","path":"/a"},"expect":{"status":[200]},\
                "events":[{"event":"dsync.user.updated","optional":true},{"event":"dsync.user.updated"}]}
                """);
    }

    private void replayCleanly(String lines) {
        replay(lines).assertClean();
    }

    private ReplayReport replay(String lines) {
        return muster.replay().replay(Trace.of("generic-test", lines));
    }
}
