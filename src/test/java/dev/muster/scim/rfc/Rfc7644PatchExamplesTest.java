package dev.muster.scim.rfc;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import dev.muster.provider.ProviderType;
import dev.muster.support.ScimDirectories;
import dev.muster.support.ScimDirectory;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The examples of RFC 7644 section 3.5.2: each operation on a person or a group, and what is refused. */
@QuarkusTest
class Rfc7644PatchExamplesTest {

    private static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    @Inject
    ScimDirectories directories;

    private ScimDirectory directory;
    private String user;
    private String pia;
    private String group;

    @BeforeEach
    void begin() {
        directory = directories.of(ProviderType.GENERIC);
        user = directory
                .post("/Users", """
                        {"userName":"tove","name":{"givenName":"Tove","familyName":"Ash"},"title":"Smith",
                         "emails":[{"value":"tove@forge.example","type":"work","primary":true},{"value":"t@home.example","type":"home"}],
                         "addresses":[{"type":"work","streetAddress":"1 Anvil Road","locality":"Aarhus","region":"J","postalCode":"8000","country":"DK"},
                          {"type":"home","locality":"Odense"}],"%s":{"department":"Forge"}}""".formatted(ENTERPRISE))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        pia = directory.user("pia");
        group = directory.group("Smiths", user);
    }

    @Test
    void section_3_5_2_1_addingAMember() {
        patchGroup(
                        "{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"display\":\"Pia\",\"$ref\":\"../Users/%1$s\",\"value\":\"%1$s\"}]}"
                                .formatted(pia))
                .statusCode(204);
        members(user, pia);
    }

    @Test
    void section_3_5_2_1_addingAMemberWhoIsInChangesNothing() {
        String version = directory.get("/Groups/" + group).then().extract().path("meta.version");
        patchGroup("{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\"%s\"}]}".formatted(user))
                .statusCode(204);
        directory.get("/Groups/" + group).then().body("meta.version", equalTo(version));
    }

    @Test
    void section_3_5_2_1_addingWithoutAPath() {
        patchUser(
                        "{\"op\":\"add\",\"value\":{\"emails\":[{\"value\":\"tove@new.example\",\"type\":\"other\"}],\"nickname\":\"Tov\"}}")
                .statusCode(204);
        user().body("emails.value", contains("tove@forge.example", "t@home.example", "tove@new.example"))
                .body("nickName", equalTo("Tov"));
    }

    @Test
    void section_3_5_2_1_addingToASingleValueReplacesIt() {
        patchUser("{\"op\":\"add\",\"path\":\"title\",\"value\":\"Master Smith\"}")
                .statusCode(204);
        patchUser("{\"op\":\"add\",\"path\":\"name\",\"value\":{\"middleName\":\"B\"}}")
                .statusCode(204);
        patchUser("{\"op\":\"add\",\"path\":\"%s:costCenter\",\"value\":\"41\"}".formatted(ENTERPRISE))
                .statusCode(204);
        user().body("title", equalTo("Master Smith"))
                .body("name.middleName", equalTo("B"))
                .body("name.givenName", equalTo("Tove"))
                .body("'" + ENTERPRISE + "'.costCenter", equalTo("41"))
                .body("'" + ENTERPRISE + "'.department", equalTo("Forge"));
    }

    @Test
    void section_3_5_2_aNewPrimaryValueTakesTheRankFromTheOldOne() {
        patchUser(
                        "{\"op\":\"add\",\"path\":\"emails\",\"value\":[{\"value\":\"boss@forge.example\",\"type\":\"other\",\"primary\":true}]}")
                .statusCode(204);
        user().body("emails.findAll { it.primary }.value", contains("boss@forge.example"));
        patchUser("{\"op\":\"replace\",\"path\":\"emails[type eq \\\"home\\\"].primary\",\"value\":true}")
                .statusCode(204);
        user().body("emails.findAll { it.primary }.value", contains("t@home.example"));
    }

    @Test
    void section_3_5_2_2_removingOneMember() {
        add(pia);
        patchGroup("{\"op\":\"remove\",\"path\":\"members[value eq \\\"%s\\\"]\"}".formatted(pia))
                .statusCode(204);
        members(user);
    }

    @Test
    void section_3_5_2_2_removingAllMembers() {
        add(pia);
        patchGroup("{\"op\":\"remove\",\"path\":\"members\"}").statusCode(204);
        directory.get("/Groups/" + group).then().body("members", empty());
    }

    @Test
    void section_3_5_2_2_removingValuesByAComplexFilter() {
        patchUser("{\"op\":\"remove\",\"path\":\"emails[type eq \\\"work\\\" and value ew \\\"forge.example\\\"]\"}")
                .statusCode(204);
        user().body("emails.value", contains("t@home.example"));
    }

    @Test
    void section_3_5_2_2_removingTheLastValueUnassignsTheAttribute() {
        patchUser("{\"op\":\"remove\",\"path\":\"emails[value pr]\"}").statusCode(204);
        user().body("emails", nullValue());
    }

    @Test
    void section_3_5_2_2_removingAndAddingInOneRequest() {
        patchGroup(
                        "{\"op\":\"remove\",\"path\":\"members[value eq \\\"%s\\\"]\"}".formatted(user),
                        "{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\"%s\"}]}".formatted(pia))
                .statusCode(204);
        members(pia);
    }

    @Test
    void section_3_5_2_3_replacingAllMembers() {
        String lis = directory.user("lis");
        patchGroup(
                        "{\"op\":\"replace\",\"path\":\"members\",\"value\":[{\"display\":\"Pia\",\"value\":\"%s\"},{\"value\":\"%s\"}]}"
                                .formatted(pia, lis))
                .statusCode(204);
        members(pia, lis);
    }

    @Test
    void section_3_5_2_3_replacingOneAddress() {
        patchUser("""
                {"op":"replace","path":"addresses[type eq \\"work\\"]","value":{"type":"work","streetAddress":"9 Bellows Way",
                 "locality":"Vejle","region":"S","postalCode":"7100","country":"DK","formatted":"9 Bellows Way, Vejle","primary":true}}""").statusCode(204);
        user().body("addresses.find { it.type == 'work' }.locality", equalTo("Vejle"))
                .body("addresses.find { it.type == 'work' }.primary", is(true))
                .body("addresses.find { it.type == 'home' }.locality", equalTo("Odense"));
    }

    @Test
    void section_3_5_2_3_replacingOnePartOfOneAddress() {
        patchUser(
                        "{\"op\":\"replace\",\"path\":\"addresses[type eq \\\"work\\\"].streetAddress\",\"value\":\"11 Tongs Lane\"}")
                .statusCode(204);
        user().body("addresses.find { it.type == 'work' }.streetAddress", equalTo("11 Tongs Lane"))
                .body("addresses.find { it.type == 'work' }.locality", equalTo("Aarhus"));
    }

    @Test
    void section_3_5_2_3_replacingWithoutAPath() {
        patchUser(
                        "{\"op\":\"replace\",\"value\":{\"emails\":[{\"value\":\"only@forge.example\",\"type\":\"work\",\"primary\":true}],\"nickname\":\"Tov\"}}")
                .statusCode(204);
        user().body("emails.value", contains("only@forge.example"))
                .body("nickName", equalTo("Tov"))
                .body("title", equalTo("Smith"));
    }

    @Test
    void section_3_5_2_3_replacingWhatIsNotThereAddsIt() {
        patchUser("{\"op\":\"replace\",\"path\":\"displayName\",\"value\":\"Tove Ash\"}")
                .statusCode(204);
        user().body("displayName", equalTo("Tove Ash"));
    }

    @Test
    void section_3_5_2_theAnswerHasTheResourceWhenAttributesAreAskedFor() {
        directory
                .patch(
                        "/Users/" + user + "?attributes=title",
                        body("{\"op\":\"replace\",\"path\":\"title\",\"value\":\"Guild Smith\"}"))
                .then()
                .statusCode(200)
                .body("title", equalTo("Guild Smith"))
                .body("userName", nullValue());
    }

    @Test
    void section_3_5_2_allOperationsOrNone() {
        refused(
                "invalidPath",
                "{\"op\":\"replace\",\"path\":\"title\",\"value\":\"Lost\"}",
                "{\"op\":\"replace\",\"path\":\"name.givenName[\",\"value\":\"x\"}");
        user().body("title", equalTo("Smith"));
    }

    @Test
    void section_3_5_2_3_aFilterWithoutAMatchHasNoTarget() {
        refused(
                "noTarget",
                "{\"op\":\"replace\",\"path\":\"addresses[type eq \\\"other\\\"].locality\",\"value\":\"x\"}");
    }

    @Test
    void section_3_5_2_2_removingNeedsAPath() {
        refused("noTarget", "{\"op\":\"remove\"}");
    }

    @Test
    void section_3_5_2_2_requiredAndReadOnlyAttributesAreNotRemoved() {
        refused("mutability", "{\"op\":\"remove\",\"path\":\"userName\"}");
        refused("mutability", "{\"op\":\"remove\",\"path\":\"id\"}");
        refused("mutability", "{\"op\":\"add\",\"path\":\"groups\",\"value\":[{\"value\":\"x\"}]}");
        refused("mutability", "{\"op\":\"replace\",\"path\":\"meta.location\",\"value\":\"x\"}");
    }

    @Test
    void section_3_5_2_valuesAndOperationsThatCannotBeRead() {
        refused("invalidValue", "{\"op\":\"replace\",\"path\":\"active\",\"value\":\"perhaps\"}");
        refused("invalidValue", "{\"op\":\"add\",\"path\":\"title\"}");
        refused("invalidSyntax", "{\"op\":\"move\",\"path\":\"title\",\"value\":\"x\"}");
        refused("invalidFilter", "{\"op\":\"remove\",\"path\":\"emails[type xx \\\"work\\\"]\"}");
        directory
                .patch("/Users/" + user, "{\"Operations\":[]}")
                .then()
                .statusCode(400)
                .body("scimType", equalTo("invalidSyntax"));
    }

    @Test
    void section_3_5_2_theMemberItselfIsImmutable() {
        patchGroup("{\"op\":\"replace\",\"path\":\"members[value eq \\\"%s\\\"].value\",\"value\":\"%s\"}"
                        .formatted(user, pia))
                .statusCode(400)
                .body("scimType", equalTo("mutability"));
        members(user);
    }

    private void add(String member) {
        patchGroup("{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\"%s\"}]}".formatted(member))
                .statusCode(204);
    }

    private void members(String... ids) {
        directory
                .get("/Groups/" + group)
                .then()
                .body("members", hasSize(ids.length))
                .body("members.value", containsInAnyOrder(ids));
    }

    private ValidatableResponse user() {
        return directory.get("/Users/" + user).then().statusCode(200);
    }

    private void refused(String type, String... operations) {
        patchUser(operations).statusCode(400).body("scimType", equalTo(type));
    }

    private ValidatableResponse patchUser(String... operations) {
        return directory.patch("/Users/" + user, body(operations)).then();
    }

    private ValidatableResponse patchGroup(String... operations) {
        return directory.patch("/Groups/" + group, body(operations)).then();
    }

    private static String body(String... operations) {
        return "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":[%s]}"
                .formatted(String.join(",", operations));
    }
}
