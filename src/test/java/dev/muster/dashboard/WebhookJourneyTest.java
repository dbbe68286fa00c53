package dev.muster.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.muster.support.FakeReceiver;
import dev.muster.support.FakeReceiver.Answer;
import dev.muster.support.Journal;
import dev.muster.webhook.Postman;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An application whose webhooks fail, in a real browser. */
@QuarkusTest
@Tag("browser")
class WebhookJourneyTest {

    private static final String TYPE = "dsync.user.updated";
    private static Chromium chromium;

    @Inject
    Teams teams;

    @Inject
    Journal journal;

    @Inject
    Postman postman;

    @TestHTTPResource("/")
    URI server;

    private final FakeReceiver receiver = FakeReceiver.start();

    @BeforeAll
    static void start() {
        chromium = new Chromium();
    }

    @AfterAll
    static void stop() {
        chromium.close();
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void whatHappensShowsWithoutAReload() throws Exception {
        var team = teams.fresh();
        try (BrowserContext context = open(Chromium.Look.DESK)) {
            fromTheFirstEventToAReplay(context.newPage(), team, false);
        }
    }

    @Test
    void theSameWithoutScripts() throws Exception {
        var team = teams.fresh();
        try (BrowserContext context = open(Chromium.Look.WITHOUT_SCRIPTS)) {
            fromTheFirstEventToAReplay(context.newPage(), team, true);
        }
    }

    private void fromTheFirstEventToAReplay(Page page, Teams.Team team, boolean reload) throws Exception {
        String endpoint = endpoint(team);
        signIn(page, team);
        page.navigate(endpoint);
        page.getByLabel("Send a test event").selectOption(TYPE);
        press(page, "Send test event");
        assertThat(page.locator("#attempts")).containsText("HTTP 200");

        receiver.otherwise(Answer.status(410, "moved away"));
        page.navigate(endpoint);
        deliver(team, "ada");
        refreshed(page, reload);
        assertThat(page.locator("#endpoint-state")).containsText("Muster has disabled this endpoint");
        assertThat(page.locator("#latest")).containsText("HTTP 410");

        receiver.otherwise(Answer.status(200));
        page.getByRole(AriaRole.LINK, named("Enable")).click();
        press(page, "Enable endpoint");
        assertThat(page.locator(".toast")).containsText("enabled");
        postman.deliver();
        refreshed(page, reload);
        assertThat(page.locator("#latest")).containsText("HTTP 200");

        page.getByRole(AriaRole.LINK, named("Replay events")).click();
        page.getByLabel("Everything").check();
        press(page, "Show how many");
        assertThat(page.locator(".question")).containsText("Send 1 event once more?");
        press(page, "Send once more");
        assertThat(page.locator(".toast")).containsText("once more");

        page.getByRole(AriaRole.LINK, named("Rotate")).click();
        page.getByLabel("Both for an hour").check();
        press(page, "Rotate secret");
        assertThat(page.getByText("The old secret signs as well")).isVisible();
        press(page, "Reveal");
        assertThat(page.locator("#secret")).containsText("whsec_");
    }

    @Test
    void everyPageIsAccessibleAndFitsInEveryLook() throws Exception {
        var team = teams.fresh();
        String endpoint = endpoint(team);
        var visit = team.visit();
        String test = visit.post(endpoint + "/test", "type", TYPE).header("Location");
        receiver.next(Answer.status(200, "{\"ok\":true}"), Answer.status(200))
                .otherwise(Answer.status(503, "upstream connect error or disconnect/reset before headers"));
        deliver(team, "ada", "bob", "cyd", "dee", "eve", "fay", "gus", "hal", "ian", "joe", "kim", "leo");
        String failed = endpoint + "/deliveries/event_"
                + visit.get(endpoint + "/deliveries?failed=true")
                        .asString()
                        .split("/deliveries/event_")[1]
                        .split("\"")[0];
        visit.post(endpoint + "/rotate", "overlap", "PT24H", "seen", seen(visit, endpoint));
        String gone = endpoint(team, receiver.url("localhost") + "/gone");
        receiver.otherwise(Answer.status(410));
        journal.write(team.tenant().environmentId(), "mia");
        journal.awaitPlaced(team.tenant().environmentId(), 13);
        postman.deliver();

        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("webhooks", team.home() + "/webhooks");
        pages.put("webhook", endpoint);
        pages.put("webhook-disabled", gone);
        pages.put("webhook-deliveries", endpoint + "/deliveries?failed=true");
        pages.put("webhook-nothing-found", endpoint + "/deliveries?type=dsync.deleted");
        pages.put("webhook-delivery", failed);
        pages.put("webhook-test", test);
        pages.put("webhook-settings", endpoint + "/settings");
        pages.put("webhook-replay", endpoint + "/replay");
        pages.put("webhook-replay-ask", endpoint + "/replay/ask?what=all&since=2026-01-01T00:00");
        pages.put("webhook-rotate", endpoint + "/rotate");
        pages.put("webhook-enable", gone + "/enable");
        pages.put("alarms", team.home());
        for (var look : List.of(Chromium.Look.DESK, Chromium.Look.PHONE)) {
            try (BrowserContext context = open(look)) {
                Page page = context.newPage();
                signIn(page, team);
                pages.forEach((name, path) -> {
                    page.navigate(path);
                    Chromium.examine(page, look, name);
                });
            }
        }
    }

    private String endpoint(Teams.Team team) {
        return endpoint(team, receiver.url());
    }

    private String endpoint(Teams.Team team, String url) {
        return team.visit()
                .post(team.home() + "/webhooks", "url", url, "types", TYPE, "types", "dsync.deleted")
                .then()
                .statusCode(303)
                .extract()
                .header("Location");
    }

    private static String seen(Visit visit, String endpoint) {
        return visit.get(endpoint + "/rotate")
                .asString()
                .split("name=\"seen\" value=\"")[1]
                .split("\"")[0];
    }

    private void deliver(Teams.Team team, String... users) throws Exception {
        journal.write(team.tenant().environmentId(), users);
        journal.awaitPlaced(team.tenant().environmentId(), users.length);
        postman.deliver();
    }

    private static void refreshed(Page page, boolean reload) {
        if (reload) {
            page.reload();
        }
    }

    private static void signIn(Page page, Teams.Team team) {
        page.navigate(Addresses.SIGN_IN);
        page.getByLabel("E-mail").fill(team.operator().email());
        page.getByLabel("Password").fill(Teams.PASSWORD);
        press(page, "Sign in");
        page.waitForURL("**/dashboard/environments/**");
    }

    private BrowserContext open(Chromium.Look look) {
        return chromium.open(look, server.toString());
    }

    private static void press(Page page, String name) {
        page.getByRole(AriaRole.BUTTON, named(name)).click();
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }
}
