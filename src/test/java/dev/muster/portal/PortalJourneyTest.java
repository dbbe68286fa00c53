package dev.muster.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.muster.dashboard.Chromium;
import dev.muster.dashboard.Chromium.Look;
import dev.muster.provider.ProviderType;
import dev.muster.requestlog.RequestRecorder;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a customer's administrator does between the link and the first people, in a real browser. */
@QuarkusTest
@Tag("browser")
class PortalJourneyTest {

    private static final List<Look> LOOKS = List.of(Look.DESK, Look.PHONE);
    /** The use of a token is known after five seconds. */
    private static final LocatorAssertions.ContainsTextOptions SOON =
            new LocatorAssertions.ContainsTextOptions().setTimeout(15_000);

    private static final Map<String, Object> COST_CODE =
            Map.of("name", "cost_code", "type", "string", "required", true, "description", "Who pays for the seat.");

    private static Chromium chromium;

    @Inject
    Customers customers;

    @Inject
    RequestRecorder recorder;

    @TestHTTPResource("/")
    URI server;

    @BeforeAll
    static void start() {
        chromium = new Chromium();
    }

    @AfterAll
    static void stop() {
        chromium.close();
    }

    @Test
    void fromTheLinkToTheFirstPeopleWithScripts() {
        var complaints = new ArrayList<String>();
        try (BrowserContext context = chromium.open(Look.DESK, server.toString())) {
            Page page = context.newPage();
            page.onConsoleMessage(message -> {
                // The application's own page may have no icon.
                if (message.type().equals("error") && !message.location().contains("/favicon.ico")) {
                    complaints.add(message.text());
                }
            });
            visit(page, Look.DESK);
        }
        assertThat(complaints).isEmpty();
    }

    @Test
    void fromTheLinkToTheFirstPeopleWithoutScripts() {
        try (BrowserContext context = chromium.open(Look.WITHOUT_SCRIPTS, server.toString())) {
            visit(context.newPage(), Look.WITHOUT_SCRIPTS);
        }
    }

    private void visit(Page page, Look look) {
        var acme = customers.fresh("Vesterbro Bikes");
        page.navigate(acme.link(Map.of("success_url", server + "q/health/live")));
        press(page, "Continue");
        assertThat(page.url()).doesNotContain("pl_");
        press(page, "OneLogin");
        assertThat(page.locator("#arrival")).containsText("Waiting for the first request");
        String endpoint = URI.create(page.locator("#endpoint").textContent()).getPath();
        String token = page.locator("#token").textContent();

        given().auth()
                .oauth2(token)
                .get(endpoint + "/Users?filter=userName eq \"nobody\"")
                .then()
                .statusCode(200);
        reloadWithout(page, look);
        assertThat(page.locator("#arrival")).containsText("OneLogin has called; nobody was sent yet", SOON);
        person(endpoint, token, "Una", "Keller");
        awaitLastUse(acme, endpoint);
        reloadWithout(page, look);
        assertThat(page.locator("#arrival")).containsText("People so far: 1", SOON);
        assertThat(page.locator("#latest")).containsText("Una Keller", SOON);

        press(page, "I have stored it");
        assertThat(page.locator("#token")).hasCount(0);
        page.getByRole(AriaRole.LINK, named("Look at the directory")).click();
        assertThat(page.locator("#facts")).containsText("OneLogin");
        tab(page, "People");
        assertThat(page.getByRole(AriaRole.TABLE)).containsText("una.keller@vesterbro.example");
        recorder.flush();
        tab(page, "Requests");
        page.getByRole(AriaRole.LINK, named("POST /Users")).first().click();
        assertThat(page.locator("#request-body")).containsText("una.keller@vesterbro.example");
        page.goBack();
        tab(page, "Overview");
        page.getByRole(AriaRole.LINK)
                .filter(new Locator.FilterOptions().setHasText("Revoke"))
                .click();
        press(page, "Revoke token");
        assertThat(page.locator("#token-list")).containsText("cannot reach this directory");

        page.getByRole(AriaRole.LINK, named("Set-up steps")).click();
        press(page, "Generate a token");
        String second = page.locator("#token").textContent();
        person(endpoint, second, "Lin", "Wei");
        awaitLastUse(acme, endpoint);
        reloadWithout(page, look);
        assertThat(page.locator("#arrival")).containsText("People so far: 2", SOON);
        press(page, "Finish the set-up");
        assertThat(page.getByRole(AriaRole.HEADING, named("All set up"))).isVisible();
        page.getByRole(AriaRole.LINK, named("Back to localhost")).click();
        assertThat(page.url()).endsWith("/q/health/live");
        page.goBack();
        press(page, "Leave");
        assertThat(page.getByRole(AriaRole.HEADING, named("You have left"))).isVisible();
    }

    @Test
    void everyPageIsAccessibleAndFitsInEveryLook() {
        var acme = customers.fresh("Cordoba Foods International Holding");
        var visit = acme.visit("dsync");
        String setup = visit.post("/portal/directories/new", "provider", "onelogin scim v2.0")
                .header("Location");
        String directory = setup.replace("/setup", "");
        String html = visit.get(setup).asString();
        String endpoint = "/scim/v2/" + between(html, "/scim/v2/", "<");
        String token = "dst_" + between(html, ">dst_", "<");
        person(endpoint, token, "Mateo", "Alvarez");
        person(endpoint, token, "Amina", "Diallo");
        given().auth()
                .oauth2(token)
                .contentType("application/scim+json")
                .body("{\"userName\":\"mateo.alvarez@vesterbro.example\"}")
                .post(endpoint + "/Users")
                .then()
                .statusCode(409);
        String group = given().auth()
                .oauth2(token)
                .contentType("application/scim+json")
                .body("{\"displayName\":\"Everybody in Copenhagen\"}")
                .post(endpoint + "/Groups")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        acme.api("POST", "/directory_attributes", COST_CODE);
        acme.api("POST", "/authorization/roles", Map.of("slug", "admin", "name", "Administrator"));
        acme.api("PATCH", "/authorization/role_settings", Map.of("portal_mapping", true));
        visit.post(directory + "/tokens");
        awaitLastUse(acme, endpoint);
        recorder.flush();
        String request =
                between(visit.get(directory + "/requests?outcome=refused").asString(), directory + "/requests/", "\"");
        String revoke = between(visit.get(directory).asString(), directory + "/tokens/", "/revoke");
        var two = customers.fresh("Two");
        two.directory("okta scim v2.0");
        two.directory("azure scim v2.0");
        var domains = customers.fresh("Domains");
        var verifying = domains.visit("domain_verification");
        verifying.post("/portal/domains", "domain", "vesterbro.example.com");
        String domain = domains.api("GET", "/organizations/" + domains.organization(), null)
                .path("domains[0].id");
        var pages = new LinkedHashMap<String, String>();
        pages.put("portal-directory", directory);
        pages.put("portal-setup", setup);
        pages.put("portal-people", directory + "/users");
        pages.put("portal-people-none", directory + "/users?search=nobody");
        pages.put("portal-groups", directory + "/groups");
        pages.put("portal-group", directory + "/groups/" + group);
        pages.put("portal-requests", directory + "/requests");
        pages.put("portal-requests-none", directory + "/requests?search=nobody");
        pages.put("portal-request", directory + "/requests/" + request);
        pages.put("portal-attributes", directory + "/attributes");
        pages.put("portal-roles", directory + "/roles");
        pages.put("portal-provider", directory + "/provider");
        pages.put("portal-provider-question", directory + "/provider?provider=okta+scim+v2.0");
        pages.put("portal-revoke", directory + "/tokens/" + revoke + "/revoke");
        pages.put("portal-done", "/portal/done");
        pages.put("portal-not-found", "/portal/directories/directory_x");
        for (Look look : LOOKS) {
            lookAround(look, acme.link("dsync"));
            look(look, acme.link("dsync"), pages);
            look(look, two.link("dsync"), Map.of("portal-directories", "/portal/directories"));
            look(
                    look,
                    domains.link("domain_verification"),
                    Map.of("portal-domains", "/portal/domains?looked=" + domain));
            look(look, customers.fresh("Empty").link("dsync"), Map.of("portal-choose", "/portal"));
            look(look, customers.fresh("Empty").link("domain_verification"), Map.of("portal-domains-empty", "/portal"));
        }
    }

    @Test
    void eachProvidersStepsAreAccessibleOnThePhone() {
        for (ProviderType provider : ProviderType.values()) {
            var customer = customers.fresh("Acme");
            String setup = customer.visit("dsync")
                    .post("/portal/directories/new", "provider", provider.wireName())
                    .header("Location");
            look(
                    Look.PHONE,
                    customer.link("dsync"),
                    Map.of("portal-steps-" + provider.name().toLowerCase(), setup));
        }
    }

    private void look(Look look, String link, Map<String, String> pages) {
        try (BrowserContext context = chromium.open(look, server.toString())) {
            Page page = context.newPage();
            page.navigate(link);
            press(page, "Continue");
            pages.forEach((name, path) -> {
                page.navigate(path);
                Chromium.examine(page, look, name);
            });
        }
    }

    private void lookAround(Look look, String link) {
        try (BrowserContext context = chromium.open(look, server.toString())) {
            Page page = context.newPage();
            page.navigate(link);
            Chromium.examine(page, look, "portal-link");
            press(page, "Continue");
            page.navigate(link);
            press(page, "Continue");
            Chromium.examine(page, look, "portal-dead-link");
            page.navigate("/portal/left");
            Chromium.examine(page, look, "portal-left");
        }
    }

    private static void awaitLastUse(Customers.Customer customer, String endpoint) {
        String key = endpoint.substring(endpoint.lastIndexOf('/') + 1);
        String id = customer.api("GET", "/directories", null).path("data.find { it.external_key == '" + key + "' }.id");
        await().atMost(Duration.ofSeconds(15))
                .until(() -> customer.api("GET", "/directories/" + id + "/tokens", null)
                                .path("data.find { it.last_used_at != null }")
                        != null);
    }

    /** Without scripts somebody has to press reload. */
    private static void reloadWithout(Page page, Look look) {
        if (!look.javaScript()) {
            page.reload();
        }
    }

    private static void person(String endpoint, String token, String first, String last) {
        String login = (first + "." + last).toLowerCase() + "@vesterbro.example";
        given().auth()
                .oauth2(token)
                .contentType("application/scim+json")
                .body(Map.of(
                        "userName", login,
                        "name", Map.of("givenName", first, "familyName", last),
                        "emails", List.of(Map.of("value", login, "type", "work", "primary", true))))
                .post(endpoint + "/Users")
                .then()
                .statusCode(201);
    }

    private static void press(Page page, String name) {
        page.getByRole(AriaRole.BUTTON, named(name)).click();
    }

    private static void tab(Page page, String name) {
        page.getByRole(AriaRole.NAVIGATION, named("Directory"))
                .getByRole(AriaRole.LINK)
                .filter(new Locator.FilterOptions().setHasText(name))
                .click();
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    private static String between(String text, String start, String end) {
        int from = text.indexOf(start) + start.length();
        return text.substring(from, text.indexOf(end, from));
    }
}
