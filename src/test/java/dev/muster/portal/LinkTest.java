package dev.muster.portal;

import static dev.muster.portal.Customers.token;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.muster.dashboard.Visit;
import dev.muster.id.IdType;
import dev.muster.sql.Sql;
import dev.muster.tenant.CrossTenant;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From {@code POST /portal/generate_link} to a session. */
@QuarkusTest
class LinkTest {

    @Inject
    Customers customers;

    @Inject
    Sql sql;

    @Inject
    CrossTenant crossTenant;

    @Test
    void eachCallMakesAnotherLinkWhateverTheIdempotencyKey() {
        var acme = customers.fresh("Acme");
        List<String> links = IntStream.range(0, 2)
                .mapToObj(n -> given().header(
                                "Authorization", "Bearer " + acme.tenant().apiKey())
                        .header("Idempotency-Key", "retry-0123456789abcdef")
                        .body("{\"organization\":\"" + acme.organization() + "\",\"intent\":\"dsync\"}")
                        .post("/portal/generate_link")
                        .then()
                        .statusCode(201)
                        .header("Content-Security-Policy", nullValue())
                        .header("Set-Cookie", nullValue())
                        .body("link", matchesPattern("http.*/portal/pl_[0-9A-Za-z]{38}"))
                        .extract()
                        .<String>path("link"))
                .toList();
        assertThat(links).doesNotHaveDuplicates();
    }

    @Test
    void unknownOrganizationIsToldAsWorkosTellsIt() {
        var acme = customers.fresh("Acme");
        var stranger = customers.fresh("Bolt");
        for (String id : List.of("org_x", "org_01EHWNCE74X7JSDV0X3SZ3PJNY", stranger.organization())) {
            acme.generate(Map.of("organization", id))
                    .then()
                    .statusCode(400)
                    .body("message", equalTo("Could not find an organization with the id, " + id + "."));
        }
    }

    @Test
    void otherIntentsAreRefusedInWords() {
        var acme = customers.fresh("Acme");
        acme.generate(Map.of("intent", "sso"))
                .then()
                .statusCode(400)
                .body("code", equalTo("intent_not_supported"))
                .body("message", containsString("sso"));
        acme.generate(Map.of("intent", "nonsense")).then().statusCode(422).body("errors[0].field", equalTo("intent"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "//evil.example",
                "/settings",
                "http://app.example.com/",
                "https://user:secret@app.example.com/",
                "ftp://app.example.com",
                "https:///x",
                "not an address"
            })
    void onlyAddressesThatAreSafeToFollowAreTaken(String address) {
        var acme = customers.fresh("Acme");
        for (String member : List.of("return_url", "success_url")) {
            acme.generate(Map.of(member, address)).then().statusCode(422).body("errors[0].field", equalTo(member));
        }
    }

    @Test
    void contactsAreCheckedUnderBothNames() {
        var acme = customers.fresh("Acme");
        for (String member : List.of("it_contact_emails", "admin_emails")) {
            acme.generate(Map.of(member, Collections.nCopies(20, "it@acme.example.com")))
                    .then()
                    .statusCode(201);
            acme.generate(Map.of(member, Collections.nCopies(21, "it@acme.example.com")))
                    .then()
                    .statusCode(422);
            acme.generate(Map.of(member, List.of("nobody"))).then().statusCode(422);
        }
    }

    @Test
    void lookingAtALinkDoesNotUseIt() {
        var acme = customers.fresh("Acme");
        String link = acme.link("dsync");
        var scanner = new Visit();
        scanner.get(link).then().statusCode(200).body(containsString("Continue"));
        scanner.request().head(link).then().statusCode(200);
        var visit = new Visit();
        visit.get(link).then().header("Referrer-Policy", "strict-origin").header("Cache-Control", "no-store");
        visit.post("/portal/open", "token", token(link)).then().statusCode(303).header("Location", "/portal");
        visit.get("/portal").then().statusCode(303).header("Location", "/portal/directories/new");
        visit.get("/portal/directories/new").then().statusCode(200).body(containsString("Which identity provider"));
    }

    @Test
    void usedOldAndInventedLinksReadTheSameAndSayWhatToDo() {
        var acme = customers.fresh("Acme");
        String used = token(acme.link("dsync"));
        new Visit().post("/portal/open", "token", used).then().statusCode(303);
        String old = token(acme.link("dsync"));
        age(acme, "portal_link", "expires_at = now()");
        List<String> answers = List.of(used, old, "pl_" + "x".repeat(38), "", "pl_<script>").stream()
                .map(token -> new Visit()
                        .post("/portal/open", "token", token)
                        .then()
                        .statusCode(410)
                        .body(containsString("ask the people who sent you the link for a new one"))
                        .extract()
                        .asString())
                .distinct()
                .toList();
        assertThat(answers).hasSize(1);
        assertThat(new Visit().post("/portal/open", "token", used).cookie("muster-portal"))
                .isNull();
    }

    @Test
    void ofTwentyAtOnceOneGetsIn() throws Exception {
        String token = token(customers.fresh("Acme").link("dsync"));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> attempt =
                    () -> new Visit().post("/portal/open", "token", token).statusCode();
            var attempts = threads.invokeAll(Collections.nCopies(20, attempt));
            var statuses = new ArrayList<Integer>();
            for (var one : attempts) {
                statuses.add(one.get());
            }
            assertThat(statuses).containsOnly(303, 410);
            assertThat(Collections.frequency(statuses, 303)).isEqualTo(1);
        }
    }

    @Test
    void tokenIsNeitherInTheRowsNorInTheLog() {
        var logged = new StringBuffer();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                logged.append(line.getMessage()).append(line.getThrown());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger.getLogger("").addHandler(handler);
        try {
            var acme = customers.fresh("Acme");
            String token = token(acme.link("dsync"));
            var visit = new Visit();
            visit.get("/portal/" + token);
            visit.post("/portal/open", "token", token);
            visit.post("/portal/open", "token", token);
            visit.get("/portal/" + token + "/more").then().statusCode(404).body(not(containsString(token)));
            assertThat(logged).doesNotContain(token);
            for (String table : List.of("portal_link", "portal_session", "audit_entry")) {
                assertThat(crossTenant.<Boolean>call(
                                "a look at everything",
                                () -> sql.exists(
                                        "select from " + table + " t where t::text like ?", "%" + token + "%")))
                        .as(table)
                        .isFalse();
            }
        } finally {
            Logger.getLogger("").removeHandler(handler);
        }
    }

    private void age(Customers.Customer customer, String table, String change) {
        crossTenant.run(
                "time passes",
                () -> sql.update(
                        "update " + table + " set " + change + " where organization_id = ?",
                        IdType.ORGANIZATION.parse(customer.organization()).orElseThrow()));
    }
}
