package dev.muster.api;

import static dev.muster.api.Calls.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.muster.support.Tenants;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class OrganizationsApiTest {

    @Inject
    Tenants tenants;

    Calls calls;

    @BeforeEach
    void aTenant() {
        calls = as(tenants.fresh());
    }

    @Test
    void aNewOrganizationHasEveryKey() {
        calls.post("/organizations", Map.of("name", "Acme"))
                .then()
                .statusCode(201)
                .body("object", equalTo("organization"))
                .body("domains", empty())
                .body("metadata", equalTo(Map.of()))
                .body("external_id", nullValue())
                .body("stripe_customer_id", nullValue())
                .body("allow_profiles_outside_organization", equalTo(false));
    }

    @Test
    void theOldDomainsFieldIsBelievedAndTheNewOneSaysWhoVouches() {
        calls.post(
                        "/organizations",
                        Map.of(
                                "name", "Acme",
                                "domains", List.of("Old.Example.com"),
                                "domain_data",
                                        List.of(
                                                Map.of("domain", "mine.example.com", "state", "verified"),
                                                Map.of("domain", "later.example.com", "state", "pending"))))
                .then()
                .statusCode(201)
                .body("domains.domain", contains("mine.example.com", "later.example.com", "old.example.com"))
                .body("domains.state", contains("verified", "pending", "legacy_verified"))
                .body("domains.verification_strategy", contains("manual", "dns", "manual"));
    }

    @Test
    void aDomainBelongsToOneOrganization() {
        var acme = Map.of("name", "Acme", "domains", List.of("acme.example.com"));
        calls.post("/organizations", acme).then().statusCode(201);
        calls.post("/organizations", acme)
                .then()
                .statusCode(409)
                .body("message", equalTo("An Organization with the domain acme.example.com already exists."));
        String other = calls.organization("Other");
        calls.put("/organizations/" + other, Map.of("domains", List.of("acme.example.com")))
                .then()
                .statusCode(409);
        as(tenants.fresh()).post("/organizations", acme).then().statusCode(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gmail.com", "no domain", "acme", "a@acme.com", "-acme.com", ""})
    void whatNobodyCanOwnIsNoDomain(String domain) {
        calls.post("/organizations", Map.of("name", "Acme", "domains", List.of(domain)))
                .then()
                .statusCode(422)
                .body("errors[0].field", equalTo("domains"));
    }

    @Test
    void anExternalIdIsFoundWhateverItsLetters() {
        String id = calls.post("/organizations", Map.of("name", "Acme", "external_id", "a/b c:d"))
                .path("id");
        calls.get("/organizations/external_id/a%2Fb%20c%3Ad")
                .then()
                .statusCode(200)
                .body("id", equalTo(id));
        calls.get("/organizations/external_id/a/b%20c:d").then().statusCode(200).body("id", equalTo(id));
        calls.get("/organizations/external_id/nobody").then().statusCode(404);
        calls.post("/organizations", Map.of("name", "Second", "external_id", "a/b c:d"))
                .then()
                .statusCode(400)
                .body("code", equalTo("external_id_already_used"));
        calls.delete("/organizations/" + id).then().statusCode(202).body(emptyString());
        calls.post("/organizations", Map.of("name", "Third", "external_id", "a/b c:d"))
                .then()
                .statusCode(201);
    }

    @Test
    void metadataIsMergedAndNullsTakeKeysAway() {
        String id = calls.post("/organizations", Map.of("name", "A", "metadata", Map.of("a", "1", "b", "2")))
                .path("id");
        var change = new HashMap<String, String>();
        change.put("a", null);
        change.put("c", "3");
        calls.put("/organizations/" + id, Map.of("metadata", change))
                .then()
                .statusCode(200)
                .body("metadata", equalTo(Map.of("b", "2", "c", "3")));
        calls.put("/organizations/" + id, Map.of("name", "B")).then().body("metadata.b", equalTo("2"));
        calls.put("/organizations/" + id, Map.of("metadata", Map.of())).then().body("metadata", equalTo(Map.of()));
    }

    @Test
    void tooMuchMetadataIsRefused() {
        Map<String, String> many =
                IntStream.rangeClosed(1, 51).boxed().collect(Collectors.toMap(n -> "k" + n, n -> "v"));
        calls.post("/organizations", Map.of("name", "A", "metadata", many))
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid_metadata"));
        calls.post("/organizations", Map.of("name", "A", "metadata", Map.of("k", "v".repeat(601))))
                .then()
                .statusCode(400);
        calls.post("/organizations", Map.of("name", "A", "metadata", Map.of("k", 1)))
                .then()
                .statusCode(422);
    }

    @Test
    void anUpdateLeavesAloneWhatItDoesNotName() {
        String id = calls.post(
                        "/organizations",
                        Map.of("name", "Acme", "external_id", "x", "domains", List.of("acme.example.com")))
                .path("id");
        calls.put(
                        "/organizations/" + id,
                        Map.of("stripe_customer_id", "cus_1", "allow_profiles_outside_organization", true))
                .then()
                .statusCode(200)
                .body("name", equalTo("Acme"))
                .body("external_id", equalTo("x"))
                .body("domains", hasSize(1))
                .body("allow_profiles_outside_organization", equalTo(true));
        calls.put("/organizations/" + calls.organization("Second"), Map.of("stripe_customer_id", "cus_1"))
                .then()
                .statusCode(400)
                .body("code", equalTo("stripe_customer_id_already_used"));
        calls.request()
                .contentType(ContentType.JSON)
                .body("{\"external_id\": null, \"domain_data\": []}")
                .put("/organizations/" + id)
                .then()
                .body("external_id", nullValue())
                .body("domains", empty());
    }

    @Test
    void domainsAndNamesAreSearched() {
        calls.post("/organizations", Map.of("name", "Acme Inc", "domains", List.of("acme.example.com")));
        calls.post("/organizations", Map.of("name", "Bolt", "domains", List.of("bolt.example.com")));
        calls.organization("Acme Labs");

        calls.get("/organizations?domains=acme.example.com,bolt.example.com")
                .then()
                .body("data", hasSize(2));
        calls.get("/organizations?domains[]=acme.example.com&domains[]=x.example.com")
                .then()
                .body("data.name", contains("Acme Inc"));
        calls.get("/organizations?search=acME").then().body("data.name", contains("Acme Labs", "Acme Inc"));
        calls.get("/organizations?search=%25").then().body("data", empty());
        calls.get("/organizations?order=asc&limit=2").then().body("data.name", contains("Acme Inc", "Bolt"));
    }

    @Test
    void aDeletedOrganizationTakesItsDirectoriesAlong() {
        String id = calls.organization("Acme");
        String directory = calls.directory(id, "Acme");
        calls.delete("/organizations/" + id).then().statusCode(202).header("Content-Length", equalTo("0"));

        calls.get("/organizations/" + id).then().statusCode(404).body("entity_id", equalTo(id));
        calls.get("/directories/" + directory).then().statusCode(404);
        calls.delete("/organizations/" + id).then().statusCode(404);
        calls.post("/directories", Map.of("organization_id", id, "name", "x", "type", "okta scim v2.0"))
                .then()
                .statusCode(404);
    }

    @Test
    void aDomainIsManagedOnItsOwn() {
        String organization = calls.organization("Acme");
        var body = Map.of("organization_id", organization, "domain", "acme.example.com");
        String id = calls.post("/organization_domains", body)
                .then()
                .statusCode(201)
                .body("state", equalTo("pending"))
                .extract()
                .path("id");
        calls.post("/organization_domains", body).then().statusCode(409).body("code", equalTo("domain_already_exists"));
        calls.get("/organization_domains/" + id).then().statusCode(200).body("organization_id", equalTo(organization));
        calls.delete("/organization_domains/" + id).then().statusCode(204);
        calls.get("/organization_domains/" + id).then().statusCode(404);
        calls.post("/organization_domains", Map.of("domain", "x"))
                .then()
                .statusCode(422)
                .body("errors.field", containsInAnyOrder("organization_id", "domain"));
    }

    @Test
    void aBodyThatIsNoObjectIsRefused() {
        for (String body : List.of("[]", "{", "\"x\"", "{\"name\": \"a\"} x", "\u0000")) {
            int status = calls.request()
                    .contentType(ContentType.JSON)
                    .body(body)
                    .post("/organizations")
                    .statusCode();
            assertThat(status).as(body).isEqualTo(400);
        }
        calls.request().post("/organizations").then().statusCode(422).body("errors[0].field", equalTo("name"));
    }
}
