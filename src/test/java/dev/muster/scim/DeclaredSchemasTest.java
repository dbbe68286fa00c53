package dev.muster.scim;

import static dev.muster.scim.ScimUsersTest.operations;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.muster.id.IdType;
import dev.muster.provider.ProviderType;
import dev.muster.support.ScimDirectories;
import dev.muster.support.ScimDirectory;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A directory keeps its word on the schemas it declared (RFC 7643 sections 3.3 and 7). */
@QuarkusTest
class DeclaredSchemasTest {

    private static final String HR = "urn:acme:scim:schemas:hr:2.0:User";
    private static final String AT_HR = "'" + HR + "'.";

    @Inject
    ScimDirectories directories;

    private ScimDirectory directory;

    @BeforeEach
    void begin() {
        directory = directories.of(ProviderType.GENERIC);
        declare(HR, """
                {"name":"Hr","description":"What the HR system knows.","attributes":[
                  {"name":"badge","type":"integer","description":"On the card."},
                  {"name":"remote","type":"boolean"},
                  {"name":"entry","type":"dateTime"},
                  {"name":"grade","caseExact":true},
                  {"name":"number","mutability":"immutable"},
                  {"name":"score","type":"decimal","mutability":"readOnly"},
                  {"name":"pin","mutability":"writeOnly"},
                  {"name":"note","returned":"request"},
                  {"name":"union","returned":"always"},
                  {"name":"skills","multiValued":true},
                  {"name":"cars","type":"complex","multiValued":true,"subAttributes":[
                    {"name":"value","required":true},{"name":"seats","type":"integer"},{"name":"primary","type":"boolean"}]},
                  {"name":"desk","type":"complex","subAttributes":[{"name":"floor","type":"integer"},{"name":"room"}]}]}""");
    }

    @Test
    void discoveryShowsThem() {
        directory
                .get("/Schemas/" + HR)
                .then()
                .statusCode(200)
                .body("id", equalTo(HR))
                .body("name", equalTo("Hr"))
                .body("attributes.name", hasItem("badge"))
                .body("attributes.find { it.name == 'badge' }.type", equalTo("integer"))
                .body("attributes.find { it.name == 'badge' }.uniqueness", equalTo("none"))
                .body("attributes.find { it.name == 'pin' }.returned", equalTo("never"))
                .body("attributes.find { it.name == 'cars' }.subAttributes[0].required", equalTo(true));
        directory.get("/Schemas").then().body("Resources.id", hasItem(HR)).body("totalResults", equalTo(7));
        directory
                .get("/ResourceTypes/User")
                .then()
                .body("schemaExtensions.find { it.schema == '" + HR + "' }.required", equalTo(false));
        directory.get("/ResourceTypes/Group").then().body("schemaExtensions.schema", not(hasItem(HR)));
    }

    @Test
    void otherDirectoriesKnowNothingOfThem() {
        ScimDirectory sibling = directories.in(directory.tenant(), ProviderType.GENERIC);
        sibling.get("/Schemas/" + HR).then().statusCode(404);
        created(sibling, "\"badge\":\"abc\"").body(AT_HR + "badge", equalTo("abc"));
    }

    @Test
    void valuesAreReadByTheirTypesAndNamesInAnyCase() {
        directory
                .post("/Users", """
                        {"userName":"a","URN:ACME:scim:schemas:HR:2.0:user":{"BADGE":"17","remote":"True","Skills":"go",
                         "cars":{"value":"van","seats":"7"},"desk":[{"floor":3}],"entry":" ","colour":"red"}}""")
                .then()
                .statusCode(201)
                .body("schemas", hasItem(HR))
                .body(AT_HR + "badge", equalTo(17))
                .body(AT_HR + "remote", equalTo(true))
                .body(AT_HR + "skills", contains("go"))
                .body(AT_HR + "cars[0].seats", equalTo(7))
                .body(AT_HR + "desk.floor", equalTo(3))
                .body(AT_HR + "entry", nullValue())
                .body(AT_HR + "colour", equalTo("red"));
    }

    @Test
    void whatCannotBeReadIsRefusedByName() {
        refused(directory.post("/Users", user("b", "\"badge\":\"many\"")).then(), "invalidValue", "badge");
        refused(directory.post("/Users", user("b", "\"cars\":[{\"seats\":2}]")).then(), "invalidValue", "cars.value");
        String ada = id(created(directory, "\"badge\":1"));
        refused(patch(ada, "replace", ":remote", "\"maybe\""), "invalidValue", "remote");
        directory.get("/Users/" + ada).then().body(AT_HR + "badge", equalTo(1)).body(AT_HR + "remote", nullValue());
    }

    @Test
    void readOnlyIsNotWrittenAndImmutableIsWrittenOnce() {
        String ada = id(created(directory, "\"score\":1.5,\"badge\":1").body(AT_HR + "score", nullValue()));
        refused(patch(ada, "replace", ":score", "2.5"), "mutability", "score");
        patch(ada, "add", ":number", "\"7\"").statusCode(204);
        patch(ada, "replace", ":number", "\"7\"").statusCode(204);
        refused(patch(ada, "replace", ":number", "\"8\""), "mutability", "number");
        refused(patch(ada, "remove", ":number", "null"), "mutability", "number");
        refused(directory.put("/Users/" + ada, user("a", "\"number\":\"8\"")).then(), "mutability", "number");
        directory
                .put("/Users/" + ada, "{\"userName\":\"a\"}")
                .then()
                .statusCode(200)
                .body(AT_HR + "number", equalTo("7"))
                .body(AT_HR + "badge", nullValue());
    }

    @Test
    void eachIsReturnedAsDeclared() {
        String ada = id(created(directory, "\"pin\":\"1234\",\"note\":\"n\",\"union\":\"yes\",\"badge\":1")
                .body(AT_HR + "pin", nullValue())
                .body(AT_HR + "note", nullValue())
                .body(AT_HR + "union", equalTo("yes")));
        String address = "/Users/" + ada;
        directory.get(address + "?attributes=" + HR + ":note").then().body(AT_HR + "note", equalTo("n"));
        directory
                .get(address + "?attributes=" + HR + ":badge")
                .then()
                .body(AT_HR + "badge", equalTo(1))
                .body(AT_HR + "note", nullValue())
                .body("userName", nullValue());
        directory
                .get(address + "?excludedAttributes=" + HR + ":union," + HR + ":badge")
                .then()
                .body(AT_HR + "union", equalTo("yes"))
                .body(AT_HR + "badge", nullValue());
        directory.get("/Users").then().body("Resources[0]." + AT_HR + "note", nullValue());
        refused(search(HR + ":pin eq \"1234\""), "invalidFilter", "pin");
    }

    @Test
    void searchesAndOrdersKnowTheTypes() {
        post(
                "a",
                "\"badge\":9,\"entry\":\"2024-01-01T00:00:00Z\",\"grade\":\"A\",\"cars\":[{\"value\":\"van\",\"seats\":7}]");
        post("b", "\"badge\":10,\"entry\":\"2024-01-01T00:30:00+01:00\",\"remote\":true");
        post("c", "\"badge\":100,\"skills\":[\"go\",\"java\"]");
        found(HR + ":badge gt 9", "b", "c");
        found("badge eq 9", "a");
        found(HR + ":remote eq true", "b");
        found(HR + ":entry lt \"2024-01-01T00:00:00Z\"", "b");
        found(HR + ":grade eq \"A\"", "a");
        found(HR + ":grade eq \"a\"");
        found(HR + ":skills eq \"JAVA\"", "c");
        found(HR + ":cars[seats ge 5 and value eq \"van\"]", "a");
        found(HR + ":badge pr and not (" + HR + ":cars pr)", "b", "c");
        refused(search(HR + ":badge sw \"1\""), "invalidFilter", "badge");
        refused(search(HR + ":colour eq \"red\""), "invalidFilter", "colour");
        directory.get("/Users?sortBy=" + HR + ":badge").then().body("Resources.userName", contains("a", "b", "c"));
        directory
                .get("/Users?sortOrder=descending&sortBy=" + HR + ":entry")
                .then()
                .body("Resources.userName", contains("c", "a", "b"));
    }

    @Test
    void patchPathsLeadIntoThem() {
        String ada = id(created(directory, "\"cars\":[{\"value\":\"van\",\"primary\":true}]"));
        patch(ada, "add", ":cars", "[{\"value\":\"bus\",\"primary\":\"True\"}]").statusCode(204);
        patch(ada, "replace", ":cars[value eq \\\"van\\\"].seats", "8").statusCode(204);
        patch(ada, "replace", ":desk.floor", "\"4\"").statusCode(204);
        directory
                .get("/Users/" + ada)
                .then()
                .body(AT_HR + "cars.value", contains("van", "bus"))
                .body(AT_HR + "cars.primary", contains(false, true))
                .body(AT_HR + "cars[0].seats", equalTo(8))
                .body(AT_HR + "desk.floor", equalTo(4));
        patch(ada, "remove", "", "null").statusCode(204);
        directory.get("/Users/" + ada).then().body("schemas", not(hasItem(HR)));
    }

    @Test
    void whatIsRequiredMustBeThereUnlessItWasNotBefore() {
        String old = directory.user("old");
        declare(HR, "{\"name\":\"Hr\",\"required\":true,\"attributes\":[{\"name\":\"badge\",\"required\":true}]}");
        directory
                .get("/ResourceTypes/User")
                .then()
                .body("schemaExtensions.find { it.schema == '" + HR + "' }.required", equalTo(true));
        refused(directory.post("/Users", "{\"userName\":\"new\"}").then(), "invalidValue", HR);
        refused(directory.post("/Users", user("new", "\"x\":1")).then(), "invalidValue", "badge");
        refused(directory.put("/Users/" + old, "{\"userName\":\"old\"}").then(), "invalidValue", HR);
        directory
                .patch("/Users/" + old, operations("{\"op\":\"replace\",\"path\":\"active\",\"value\":false}"))
                .then()
                .statusCode(204);
        patch(old, "add", ":badge", "\"1\"").statusCode(204);
        refused(patch(old, "remove", ":badge", "null"), "mutability", "badge");
    }

    @Test
    void whatWasKeptBeforeAndDoesNotFitKeepsNobodyFromBeingLockedOut() {
        String other = "urn:acme:scim:schemas:shop:1.0:User";
        String ada = directory
                .post("/Users", "{\"userName\":\"a\",\"%s\":{\"Size\":\"large\",\"tags\":\"x\"}}".formatted(other))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        declare(
                other,
                "{\"name\":\"Shop\",\"attributes\":[{\"name\":\"size\",\"type\":\"integer\"},{\"name\":\"tags\",\"multiValued\":true}]}");
        directory
                .patch("/Users/" + ada, operations("{\"op\":\"replace\",\"path\":\"active\",\"value\":false}"))
                .then()
                .statusCode(204);
        directory
                .get("/Users/" + ada)
                .then()
                .body("active", equalTo(false))
                .body("'" + other + "'.size", equalTo("large"))
                .body("'" + other + "'.tags", contains("x"));
        directory
                .patch(
                        "/Users/" + ada,
                        operations("{\"op\":\"replace\",\"path\":\"%s:size\",\"value\":\"42\"}".formatted(other)))
                .then()
                .statusCode(204);
        directory.get("/Users/" + ada).then().body("'" + other + "'.size", equalTo(42));
    }

    @Test
    void withoutTheDeclarationValuesStayAsTheyAre() {
        String ada = id(created(directory, "\"badge\":17"));
        api().delete(address(HR)).then().statusCode(204);
        directory.get("/Schemas/" + HR).then().statusCode(404);
        directory.get("/Users/" + ada).then().body(AT_HR + "badge", equalTo(17));
        patch(ada, "replace", ":badge", "\"any\"").statusCode(204);
    }

    @Test
    void groupsHaveSchemasOfTheirOwn() {
        String site = "urn:acme:scim:schemas:site:1.0:Group";
        declare(
                site,
                "{\"resource_type\":\"Group\",\"name\":\"Site\",\"attributes\":[{\"name\":\"floor\",\"type\":\"integer\"}]}");
        directory
                .post("/Groups", "{\"displayName\":\"G\",\"%s\":{\"floor\":\"3\"}}".formatted(site))
                .then()
                .statusCode(201)
                .body("'" + site + "'.floor", equalTo(3));
        directory.get("/Groups?filter=" + encoded(site + ":floor lt 4")).then().body("totalResults", equalTo(1));
        directory.get("/ResourceTypes/Group").then().body("schemaExtensions.schema", contains(site));
        directory.get("/?filter=" + encoded(site + ":floor eq 3")).then().body("totalResults", equalTo(1));
    }

    private void declare(String urn, String body) {
        api().contentType("application/json")
                .body(body)
                .put(address(urn))
                .then()
                .statusCode(200);
    }

    private RequestSpecification api() {
        return given().auth().oauth2(directory.tenant().apiKey());
    }

    private String address(String urn) {
        return "/directories/" + IdType.DIRECTORY.print(directory.access().directoryId()) + "/schema_extensions/" + urn;
    }

    private void post(String userName, String values) {
        directory.post("/Users", user(userName, values)).then().statusCode(201);
    }

    private static ValidatableResponse created(ScimDirectory where, String values) {
        return where.post("/Users", user("a", values)).then().statusCode(201);
    }

    private static String user(String userName, String values) {
        return "{\"userName\":\"%s\",\"%s\":{%s}}".formatted(userName, HR, values);
    }

    private static String id(ValidatableResponse response) {
        return response.extract().path("id");
    }

    private ValidatableResponse patch(String id, String op, String path, String value) {
        String operation = "{\"op\":\"%s\",\"path\":\"%s%s\",\"value\":%s}".formatted(op, HR, path, value);
        return directory.patch("/Users/" + id, operations(operation)).then();
    }

    private ValidatableResponse search(String filter) {
        return directory.get("/Users?filter=" + encoded(filter)).then();
    }

    private void found(String filter, String... userNames) {
        search(filter).statusCode(200).body("Resources.userName", equalTo(List.of(userNames)));
    }

    private static void refused(ValidatableResponse response, String type, String attribute) {
        response.statusCode(400).body("scimType", equalTo(type)).body("detail", containsString(attribute));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
