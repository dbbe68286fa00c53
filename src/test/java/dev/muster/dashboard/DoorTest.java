package dev.muster.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import dev.muster.id.IdType;
import dev.muster.id.Ulids;
import dev.muster.support.Dump;
import dev.muster.tenant.Operator;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds at the door of every page there is or will be: found by their routes, tried one by one. */
@QuarkusTest
class DoorTest {

    private static final String FORM = "application/x-www-form-urlencoded";

    @Inject
    Teams teams;

    /** @param guarded behind the sign-in */
    private record Route(Class<? extends Annotation> method, String path, boolean guarded) {}

    @Test
    void everyChangeNeedsTheTokenOfItsForm() throws Exception {
        var team = teams.fresh();
        var visit = team.visit();
        for (Route route : routes(POST.class)) {
            visit.request()
                    .contentType(FORM)
                    .formParam("name", "x")
                    .post(path(route, ids(team)))
                    .then()
                    .statusCode(403)
                    .body(containsString("This form has expired"));
        }
    }

    @Test
    void noChangeIsTakenFromAnotherSite() throws Exception {
        var team = teams.fresh();
        var visit = team.visit();
        for (Route route : routes(POST.class)) {
            for (var header : Map.of("Origin", "https://evil.example", "Sec-Fetch-Site", "cross-site")
                    .entrySet()) {
                visit.request()
                        .header(header.getKey(), header.getValue())
                        .contentType(FORM)
                        .formParam("csrf-token", visit.cookie("csrf-token"))
                        .post(path(route, ids(team)))
                        .then()
                        .statusCode(403)
                        .body(containsString("This form has expired"));
            }
        }
    }

    @Test
    void whoIsNotSignedInGetsNowhere() throws Exception {
        var team = teams.fresh();
        for (Route route : routes(GET.class)) {
            if (route.guarded()) {
                new Visit()
                        .get(path(route, ids(team)))
                        .then()
                        .statusCode(303)
                        .header("Location", containsString("/sign-in"));
            }
        }
    }

    @Test
    void viewersChangeNothingButTheirOwnAccount() throws Exception {
        var team = teams.fresh(Operator.Role.VIEWER);
        var visit = team.visit();
        for (Route route : routes(POST.class)) {
            boolean own = route.path().startsWith("/dashboard/account/")
                    || route.path().equals("/dashboard/sign-out");
            if (route.guarded() && !own) {
                visit.post(path(route, ids(team))).then().statusCode(403).body(containsString("You may look"));
            }
        }
    }

    @Test
    void everyAnswerForbidsWhatPagesDoNotNeed() throws Exception {
        var team = teams.fresh();
        var visit = team.visit();
        for (Route route : routes(GET.class)) {
            if (!route.path().endsWith("/live")) {
                visit.get(path(route, ids(team)))
                        .then()
                        .header("Content-Security-Policy", containsString("default-src 'none'"))
                        .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
                        .header("Content-Security-Policy", not(containsString("unsafe")))
                        .header("X-Content-Type-Options", "nosniff")
                        .header("Referrer-Policy", "strict-origin")
                        .header("Cross-Origin-Opener-Policy", "same-origin")
                        .header("Cache-Control", "no-store");
            }
        }
    }

    @Test
    void lookingChangesNothing() throws Exception {
        var team = teams.fresh();
        var visit = team.visit();
        var ids = ids(team);
        ids.putAll(filled(visit, team));
        var environment = team.tenant().environmentId().toString();
        var before = Dump.take().rowsWith(environment);
        for (Route route : routes(GET.class)) {
            if (!route.path().endsWith("/live")) {
                assertThat(visit.get(path(route, ids)).statusCode())
                        .as(route.path())
                        .isIn(200, 303, 404, 422);
            }
        }
        assertThat(Dump.take().rowsWith(environment)).isEqualTo(before);
    }

    /** An organization, a directory and an endpoint, so that most pages have something to show. */
    private static Map<String, String> filled(Visit visit, Teams.Team team) {
        String organization = location(visit.post(team.home() + "/organizations", "name", "Acme"));
        String directory =
                location(visit.post(organization + "/directories/new", "provider", "okta scim v2.0", "name", "Acme"));
        String endpoint = location(visit.post(
                team.home() + "/webhooks", "url", "https://app.example.com/hook", "types", "dsync.user.created"));
        // What has happened has its place in the log before anybody looks.
        org.awaitility.Awaitility.await()
                .until(() -> visit.get(team.home() + "/events").asString().contains("dsync.token.created"));
        return Map.of(
                "organization", last(organization),
                "directory", last(directory.replace("/setup", "")),
                "endpoint", last(endpoint));
    }

    private static String location(io.restassured.response.Response response) {
        return response.then().statusCode(303).extract().header("Location");
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Ids of things that do not exist, in the team's environment. */
    private static Map<String, String> ids(Teams.Team team) {
        var ids = new HashMap<String, String>();
        ids.put("environment", last(team.home()));
        ids.put("endpoint", IdType.WEBHOOK_ENDPOINT.print(Ulids.next()));
        ids.put("directory", IdType.DIRECTORY.print(Ulids.next()));
        ids.put("organization", IdType.ORGANIZATION.print(Ulids.next()));
        return ids;
    }

    private static String path(Route route, Map<String, String> ids) {
        String path = route.path();
        for (var id : ids.entrySet()) {
            path = path.replace("{" + id.getKey() + "}", id.getValue());
        }
        return path.replaceAll("\\{[^}]+}", "x_01JD0000000000000000000000");
    }

    private static List<Route> routes(Class<? extends Annotation> method) throws IOException {
        try (var files = Files.list(java.nio.file.Path.of("target", "classes", "dev", "muster", "dashboard"))) {
            List<Route> routes = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".class") && !name.contains("$") && !name.startsWith("package-info"))
                    .map(name -> loaded(name.replace(".class", "")))
                    .filter(page -> page.isAnnotationPresent(Path.class) && page != RootPage.class)
                    .flatMap(page -> Arrays.stream(page.getDeclaredMethods()).flatMap(one -> route(page, one, method)))
                    .toList();
            assertThat(routes).hasSizeGreaterThan(20);
            return routes;
        }
    }

    private static Stream<Route> route(Class<?> page, Method one, Class<? extends Annotation> method) {
        if (!one.isAnnotationPresent(method)) {
            return Stream.empty();
        }
        String below = one.isAnnotationPresent(Path.class)
                ? one.getAnnotation(Path.class).value()
                : "";
        String base = page.getAnnotation(Path.class).value();
        String path = below.isEmpty() || below.startsWith("/") ? base + below : base + "/" + below;
        boolean guarded = page.isAnnotationPresent(SignedIn.class) || one.isAnnotationPresent(SignedIn.class);
        return Stream.of(new Route(method, path.replaceAll(":[^}]+}", "}"), guarded));
    }

    private static Class<?> loaded(String name) {
        try {
            return Class.forName("dev.muster.dashboard." + name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
