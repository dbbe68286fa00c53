package dev.muster.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.muster.requestlog.RequestRecorder;
import dev.muster.support.Tenants;
import dev.muster.tenant.SignInLinks;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a developer does on the first day, in a real browser. */
@QuarkusTest
@Tag("browser")
class JourneyTest {

    private static final String SCIM = "application/scim+json";
    private static Chromium chromium;

    @Inject
    Tenants tenants;

    @Inject
    SignInLinks links;

    @Inject
    Teams teams;

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
    void firstDayWithScripts() {
        var complaints = new ArrayList<String>();
        try (BrowserContext context = open(Chromium.Look.DESK)) {
            Page page = context.newPage();
            page.onConsoleMessage(message -> {
                if (message.type().equals("error")) {
                    complaints.add(message.text());
                }
            });
            firstDay(page, Chromium.Look.DESK);
        }
        assertThat(complaints).isEmpty();
    }

    @Test
    void firstDayWithoutScripts() {
        try (BrowserContext context = open(Chromium.Look.WITHOUT_SCRIPTS)) {
            firstDay(context.newPage(), Chromium.Look.WITHOUT_SCRIPTS);
        }
    }

    private void firstDay(Page page, Chromium.Look look) {
        signInByLink(page);
        page.getByRole(AriaRole.LINK, named("New organization")).first().click();
        page.getByLabel("Name").fill("Vesterbro <b>Bikes</b>");
        press(page, "Create organization");
        page.getByRole(AriaRole.LINK, named("Add directory")).first().click();
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("OneLogin onelogin scim v2.0"))
                .click();
        press(page, "Create directory");

        assertThat(page.locator("#arrival")).containsText("Waiting for the first request");
        String endpoint = page.locator("#endpoint").textContent();
        String token = page.locator("#token").textContent();
        page.reload();
        assertThat(page.locator("#token")).hasText(token);

        var provider = new Provider(pathOf(endpoint), token);
        String una = provider.user("Una", "Keller");
        if (!look.javaScript()) {
            page.reload();
        }
        assertThat(page.locator("#arrival")).containsText("OneLogin is connected");

        press(page, "I have stored it");
        assertThat(page.locator("#token")).hasCount(0);
        assertThat(page.locator("#latest")).containsText("dsync.user.created");
        provider.member(provider.group("Mechanics"), una);
        if (!look.javaScript()) {
            page.reload();
        }
        assertThat(page.locator("#latest")).containsText("dsync.group.user_added");
        assertThat(page.locator("#latest")).containsText("Una Keller · Mechanics");

        recorder.flush();
        tab(page, "Requests");
        assertThat(page.locator("#requests")).containsText("una.keller@vesterbro.example");
        page.getByRole(AriaRole.LINK, named("POST /Groups")).first().click();
        assertThat(page.locator("#request-body")).containsText("Mechanics");
        assertThat(page.locator("#curl")).containsText("Bearer TOKEN");
        page.goBack();
        tab(page, "Groups");
        page.getByRole(AriaRole.LINK, named("Mechanics")).click();
        assertThat(page.locator("#members")).containsText("una.keller@vesterbro.example");
        page.getByRole(AriaRole.LINK, named("Remove this group")).click();
        press(page, "Remove this group");
        assertThat(page.locator(".toast")).containsText("Group removed");
        tab(page, "Users");
        page.getByRole(AriaRole.LINK, named("Una Keller")).click();
        assertThat(page.locator("#groups")).containsText("In no group");
    }

    @Test
    void everyPageIsAccessibleAndFitsInEveryLook() {
        var team = teams.fresh();
        var newcomers = teams.fresh();
        var pages = prepared(team);
        for (var look : List.of(Chromium.Look.DESK, Chromium.Look.PHONE)) {
            try (BrowserContext context = open(look)) {
                Page page = context.newPage();
                page.navigate(Addresses.SIGN_IN);
                Chromium.examine(page, look, "sign-in");
                signIn(page, team);
                for (var one : pages) {
                    page.navigate(one.path());
                    Chromium.examine(page, look, one.name());
                }
            }
            try (BrowserContext context = open(look)) {
                Page page = context.newPage();
                page.navigate(Addresses.SIGN_IN);
                signIn(page, newcomers);
                Chromium.examine(page, look, "overview-empty");
                for (String part : List.of("organizations", "roles", "events", "webhooks", "attributes")) {
                    page.navigate(newcomers.home() + "/" + part);
                    Chromium.examine(page, look, part + "-empty");
                }
            }
        }
    }

    @Test
    void questionOpensOverThePageAndCanBeDeclined() {
        var team = teams.fresh();
        var visit = team.visit();
        String acme = location(visit.post(team.home() + "/organizations", "name", "Acme Rockets"));
        String setup =
                location(visit.post(acme + "/directories/new", "provider", "okta scim v2.0", "name", "Acme Okta"));
        try (BrowserContext context = open(Chromium.Look.PHONE)) {
            Page page = context.newPage();
            page.navigate(Addresses.SIGN_IN);
            signIn(page, team);
            page.navigate(setup.replace("/setup", "/settings"));
            page.getByRole(AriaRole.LINK, named("Delete directory")).click();
            assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
            Chromium.examine(page, Chromium.Look.PHONE, "question");
            page.keyboard().press("Escape");
            assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
            assertThat(page.getByRole(AriaRole.LINK, named("Delete directory"))).isFocused();
        }
    }

    private static final String SCHEMA = "urn:acme:scim:schemas:hr:2.0:User";

    private record Shown(String name, String path) {}

    /** A tenant with something on every page. */
    private List<Shown> prepared(Teams.Team team) {
        var visit = team.visit();
        String acme = location(visit.post(team.home() + "/organizations", "name", "Acme Rockets"));
        visit.post(team.home() + "/organizations", "name", "Borealis Insurance");
        visit.post(team.home() + "/organizations", "name", "Cordoba Foods International Holding");
        String setup = location(
                visit.post(acme + "/directories/new", "provider", "onelogin scim v2.0", "name", "Acme OneLogin"));
        String directory = setup.replace("/setup", "");
        String html = visit.get(setup).asString();
        var provider =
                new Provider("/scim/v2/" + between(html, "/scim/v2/", "<"), "dst_" + between(html, ">dst_", "<"));
        List<String> people = IntStream.range(0, 31)
                .mapToObj(
                        i -> provider.user(NAMES[i % NAMES.length], SURNAMES[i % SURNAMES.length] + (i > 20 ? i : "")))
                .toList();
        String group = provider.group("Engineering");
        provider.group("Everybody in Copenhagen");
        people.stream().limit(12).forEach(person -> provider.member(group, person));
        location(visit.post(directory + "/schemas/new", "urn", SCHEMA, "name", "Hr", "attributes", """
                [{"name":"badge","type":"integer","mutability":"immutable","description":"On the card at the gate."},
                 {"name":"cars","type":"complex","multiValued":true,"subAttributes":[{"name":"value","required":true},
                  {"name":"since","type":"dateTime"}]}]"""));
        visit.post(
                team.home() + "/roles", "slug", "admin", "name", "Administrator", "description", "Manages everything");
        visit.post(team.home() + "/roles", "slug", "member", "name", "Member");
        String role = "role_" + between(visit.get(team.home() + "/roles").asString(), "/roles/role_", "\"");
        visit.post(team.home() + "/roles/settings", "default", role, "multiple", "false");
        visit.post(directory + "/roles", "group", group, "role", role);
        String webhook = location(visit.post(
                team.home() + "/webhooks", "url", "https://app.example.com/webhooks", "types", "dsync.user.created"));
        visit.post(acme + "/setup-link", "intent", "dsync");
        visit.post(team.home() + "/attributes", "name", "cost_code", "type", "string", "required", "yes");
        visit.post(directory + "/attributes", "name", "cost_code", "path", "name.familyName");
        String empty =
                location(visit.post(acme + "/directories/new", "provider", "okta scim v2.0", "name", "Acme Okta"));
        recorder.flush();
        String request = between(visit.get(directory + "/requests?method=POST").asString(), "/requests/", "\"");
        String event = between(
                given().redirects()
                        .follow(false)
                        .cookies("muster-session", visit.cookie("muster-session"))
                        .get(team.home() + "/events")
                        .asString(),
                "/events/event_",
                "\"");
        return List.of(
                new Shown("overview", team.home()),
                new Shown("environments", Addresses.ENVIRONMENTS),
                new Shown("account", "/dashboard/account"),
                new Shown("team", "/dashboard/team"),
                new Shown("audit", team.home() + "/audit"),
                new Shown("audit-none", team.home() + "/audit?action=nothing"),
                new Shown("organizations", team.home() + "/organizations"),
                new Shown("organization-new", team.home() + "/organizations/new"),
                new Shown("organization", acme),
                new Shown("organization-setup-link", acme + "/setup-link"),
                new Shown("directory-choose", acme + "/directories/new"),
                new Shown("directory-name", acme + "/directories/new?provider=onelogin+scim+v2.0"),
                new Shown("directory-setup", directory + "/setup"),
                new Shown("directory-setup-waiting", empty),
                new Shown("directory", directory),
                new Shown("directory-requests", directory + "/requests"),
                new Shown("directory-request", directory + "/requests/" + request),
                new Shown("directory-requests-empty", empty.replace("/setup", "/requests")),
                new Shown("directory-users", directory + "/users"),
                new Shown("directory-user", directory + "/users/" + people.getFirst()),
                new Shown("directory-groups", directory + "/groups"),
                new Shown("directory-group", directory + "/groups/" + group),
                new Shown("directory-events", directory + "/events"),
                new Shown("directory-attributes", directory + "/attributes"),
                new Shown("directory-attributes-empty", empty.replace("/setup", "/attributes")),
                new Shown("directory-settings", directory + "/settings"),
                new Shown("directory-schemas", directory + "/schemas"),
                new Shown("directory-schemas-empty", empty.replace("/setup", "/schemas")),
                new Shown("directory-schema", directory + "/schemas/" + SCHEMA),
                new Shown("directory-schema-new", directory + "/schemas/new"),
                new Shown("events", team.home() + "/events"),
                new Shown("event", team.home() + "/events/event_" + event),
                new Shown("webhook-new", team.home() + "/webhooks/new"),
                new Shown("webhook", webhook),
                new Shown("attributes", team.home() + "/attributes"),
                new Shown("keys", team.home() + "/keys"),
                new Shown("roles", team.home() + "/roles"),
                new Shown("role", team.home() + "/roles/" + role),
                new Shown("directory-roles", directory + "/roles"),
                new Shown("directory-roles-none", directory + "/roles?search=nothing"),
                new Shown("not-found", team.home() + "/organizations/org_x"));
    }

    private void signInByLink(Page page) {
        var tenant = tenants.fresh();
        page.navigate("/dashboard/sign-in/" + links.issue(tenant.teamId()).reveal());
        press(page, "Continue");
        assertThat(page.url()).doesNotContain("signin_");
        page.getByLabel("E-mail").fill("first-" + tenant.teamId() + "@muster.test");
        page.getByLabel("Password").fill(Teams.PASSWORD);
        press(page, "Create account");
        assertThat(page.getByRole(AriaRole.HEADING, named("Test"))).isVisible();
    }

    private static void signIn(Page page, Teams.Team team) {
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

    private static void tab(Page page, String name) {
        page.getByRole(AriaRole.NAVIGATION, named("Directory"))
                .getByRole(AriaRole.LINK)
                .filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText(name))
                .click();
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    private static String location(io.restassured.response.Response response) {
        return response.then().statusCode(303).extract().header("Location");
    }

    private static String pathOf(String endpoint) {
        return URI.create(endpoint).getPath();
    }

    private static String between(String text, String start, String end) {
        int from = text.indexOf(start) + start.length();
        return text.substring(from, text.indexOf(end, from));
    }

    /** An identity provider, as far as these pages need one. */
    private record Provider(String path, String token) {

        String user(String first, String last) {
            String login = (first + "." + last).toLowerCase() + "@vesterbro.example";
            return post("/Users", """
                    {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"%s","active":true,
                     "name":{"givenName":"%s","familyName":"%s"},"emails":[{"value":"%s","type":"work","primary":true}]}
                    """.formatted(login, first, last, login));
        }

        String group(String name) {
            return post("/Groups", """
                    {"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"%s"}
                    """.formatted(name));
        }

        void member(String group, String user) {
            given().auth()
                    .oauth2(token)
                    .contentType(SCIM)
                    .body("""
                            {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
                             "Operations":[{"op":"add","path":"members","value":[{"value":"%s"}]}]}
                            """.formatted(user))
                    .patch(path + "/Groups/" + group)
                    .then()
                    .statusCode(204);
        }

        private String post(String resource, String body) {
            return given().auth()
                    .oauth2(token)
                    .contentType(SCIM)
                    .body(body)
                    .post(path + resource)
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("id");
        }
    }

    private static final String[] NAMES = {
        "Una", "Lin", "Mateo", "Amina", "Jonas", "Priya", "Sofie", "Kwame", "Elif", "Oskar", "Ines", "Noah", "Yuki"
    };
    private static final String[] SURNAMES = {
        "Keller",
        "Wei",
        "Alvarez",
        "Diallo",
        "Lindqvist",
        "Raman",
        "Holm",
        "Mensah",
        "Demir",
        "Novak",
        "Costa",
        "Berg",
        "Tanaka",
        "Okafor",
        "Lund",
        "Moreau",
        "Silva"
    };
}
