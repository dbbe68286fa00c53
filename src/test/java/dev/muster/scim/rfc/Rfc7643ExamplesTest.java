package dev.muster.scim.rfc;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.muster.provider.ProviderType;
import dev.muster.support.ScimDirectories;
import dev.muster.support.ScimDirectory;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The examples of RFC 7643 section 8, in their structure and with people of our own. */
@QuarkusTest
class Rfc7643ExamplesTest {

    private static final String USER = "urn:ietf:params:scim:schemas:core:2.0:User";
    private static final String GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group";
    private static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    private static final String DATE_TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z";

    private static final String FULL = """
            "userName":"rosalind@harbour.example","externalId":"40117",
            "name":{"formatted":"Dr. Rosalind E. Marsh, PhD","familyName":"Marsh","givenName":"Rosalind",
             "middleName":"Elena","honorificPrefix":"Dr.","honorificSuffix":"PhD"},
            "displayName":"Rosalind Marsh","nickName":"Roz","profileUrl":"https://people.harbour.example/roz",
            "emails":[{"value":"rosalind@harbour.example","type":"work","primary":true},
             {"value":"roz@marsh.example","type":"home"}],
            "addresses":[{"type":"work","streetAddress":"1 Quay Street","locality":"Bristol","region":"Avon",
              "postalCode":"BS1 4DJ","country":"GB","formatted":"1 Quay Street\\nBristol BS1 4DJ GB","primary":true},
             {"type":"home","streetAddress":"8 Mill Lane","locality":"Bath","region":"Avon","postalCode":"BA1 1AA",
              "country":"GB","formatted":"8 Mill Lane\\nBath BA1 1AA GB"}],
            "phoneNumbers":[{"value":"tel:+44-117-555-0100","type":"work"},{"value":"tel:+44-7700-900001","type":"mobile"}],
            "ims":[{"value":"rozmarsh","type":"xmpp"}],
            "photos":[{"value":"https://photos.harbour.example/roz/F","type":"photo"},
             {"value":"https://photos.harbour.example/roz/T","type":"thumbnail"}],
            "userType":"Employee","title":"Harbour Master","preferredLanguage":"en-GB","locale":"en-GB",
            "timezone":"Europe/London","active":true,"password":"t1meMa$heen",
            "entitlements":[{"value":"crane"}],"roles":[{"value":"pilot","primary":true}],
            "x509Certificates":[{"value":"MIIBszCCAVmgAwIBAgIUQ2VydGlmaWNhdGU="}]""";

    @Inject
    ScimDirectories directories;

    private ScimDirectory directory;

    @BeforeEach
    void begin() {
        directory = directories.of(ProviderType.GENERIC);
    }

    @Test
    void section_8_1_minimalUser() {
        String id =
                created("/Users", "{\"schemas\":[\"%s\"],\"userName\":\"rosalind@harbour.example\"}".formatted(USER));
        directory
                .get("/Users/" + id)
                .then()
                .statusCode(200)
                .body("schemas", contains(USER))
                .body("id", equalTo(id))
                .body("userName", equalTo("rosalind@harbour.example"))
                .body("meta.resourceType", equalTo("User"))
                .body("meta.created", matchesPattern(DATE_TIME))
                .body("meta.lastModified", matchesPattern(DATE_TIME))
                .body("meta.version", matchesPattern("W/\".+\""))
                .body("meta.location", endsWith("/Users/" + id));
    }

    @Test
    void section_8_2_fullUser() {
        String id = created("/Users", "{\"schemas\":[\"%s\"],%s}".formatted(USER, FULL));
        String group = directory.group("Pilots", id);
        directory
                .get("/Users/" + id)
                .then()
                .body("externalId", equalTo("40117"))
                .body("name.formatted", equalTo("Dr. Rosalind E. Marsh, PhD"))
                .body("name.honorificSuffix", equalTo("PhD"))
                .body("emails.type", contains("work", "home"))
                .body("emails[0].primary", is(true))
                .body("addresses[1].formatted", equalTo("8 Mill Lane\nBath BA1 1AA GB"))
                .body("phoneNumbers[1].value", equalTo("tel:+44-7700-900001"))
                .body("ims[0].value", equalTo("rozmarsh"))
                .body("photos.type", contains("photo", "thumbnail"))
                .body("preferredLanguage", equalTo("en-GB"))
                .body("timezone", equalTo("Europe/London"))
                .body("active", is(true))
                .body("password", nullValue())
                .body("entitlements[0].value", equalTo("crane"))
                .body("roles[0].primary", is(true))
                .body("x509Certificates[0].value", equalTo("MIIBszCCAVmgAwIBAgIUQ2VydGlmaWNhdGU="))
                .body("groups.value", contains(group))
                .body("groups[0].$ref", endsWith("/Groups/" + group))
                .body("groups[0].display", equalTo("Pilots"));
    }

    @Test
    void section_8_3_enterpriseUserExtension() {
        String manager = directory.user("henry@harbour.example");
        String id = created("/Users", """
                {"schemas":["%s","%s"],%s,"%2$s":{"employeeNumber":"40117","costCenter":"4130","organization":"Harbour Trust",
                 "division":"Pilotage","department":"Operations",
                 "manager":{"value":"%s","$ref":"../Users/%4$s","displayName":"Henry Pool"}}}""".formatted(USER, ENTERPRISE, FULL, manager));
        String extension = "'" + ENTERPRISE + "'.";
        directory
                .get("/Users/" + id)
                .then()
                .body("schemas", contains(USER, ENTERPRISE))
                .body(extension + "employeeNumber", equalTo("40117"))
                .body(extension + "costCenter", equalTo("4130"))
                .body(extension + "division", equalTo("Pilotage"))
                .body(extension + "manager.value", equalTo(manager))
                .body(extension + "manager.displayName", equalTo("Henry Pool"));
    }

    @Test
    void section_8_4_group() {
        String roz = directory.user("rosalind@harbour.example");
        String henry = directory.user("henry@harbour.example");
        String id = created("/Groups", """
                {"schemas":["%s"],"displayName":"Harbour Guides","members":[
                 {"value":"%s","$ref":"https://x.example/Users/%2$s","display":"Rosalind Marsh"},
                 {"value":"%s","$ref":"https://x.example/Users/%3$s","display":"Henry Pool"}]}""".formatted(GROUP, roz, henry));
        directory
                .get("/Groups/" + id)
                .then()
                .body("schemas", contains(GROUP))
                .body("displayName", equalTo("Harbour Guides"))
                .body("members.value", containsInAnyOrder(roz, henry))
                .body("members.type", everyItem(equalTo("User")))
                .body("members.$ref", hasItem(endsWith("/Users/" + roz)))
                .body("meta.resourceType", equalTo("Group"));
    }

    @Test
    void section_8_5_serviceProviderConfiguration() {
        directory
                .get("/ServiceProviderConfig")
                .then()
                .statusCode(200)
                .body("schemas", contains("urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"))
                .body("patch.supported", is(true))
                .body("bulk.supported", is(true))
                .body("bulk.maxOperations", greaterThan(0))
                .body("bulk.maxPayloadSize", greaterThan(0))
                .body("filter.supported", is(true))
                .body("filter.maxResults", greaterThan(0))
                .body("changePassword.supported", is(false))
                .body("sort.supported", is(true))
                .body("etag.supported", is(true))
                .body("authenticationSchemes.type", hasItem("oauthbearertoken"))
                .body("authenticationSchemes[0].name", notNullValue())
                .body("authenticationSchemes[0].description", notNullValue())
                .body("meta.resourceType", equalTo("ServiceProviderConfig"))
                .body("meta.location", endsWith("/ServiceProviderConfig"));
    }

    @Test
    void section_8_6_resourceTypes() {
        directory
                .get("/ResourceTypes")
                .then()
                .statusCode(200)
                .body("totalResults", equalTo(2))
                .body("Resources.id", contains("User", "Group"))
                .body("Resources[0].endpoint", equalTo("/Users"))
                .body("Resources[0].schema", equalTo(USER))
                .body("Resources[0].schemaExtensions.schema", contains(ENTERPRISE))
                .body("Resources[1].schema", equalTo(GROUP))
                .body("Resources.meta.resourceType", everyItem(equalTo("ResourceType")));
        directory
                .get("/ResourceTypes/Group")
                .then()
                .body("endpoint", equalTo("/Groups"))
                .body("meta.location", endsWith("/ResourceTypes/Group"));
    }

    @Test
    void section_8_7_1_resourceSchemas() {
        directory
                .get("/Schemas")
                .then()
                .statusCode(200)
                .body("Resources.id", hasItems(USER, GROUP, ENTERPRISE))
                .body("Resources.meta.resourceType", everyItem(equalTo("Schema")));
        attribute(USER, "userName")
                .body("type", equalTo("string"))
                .body("required", is(true))
                .body("caseExact", is(false))
                .body("mutability", equalTo("readWrite"))
                .body("returned", equalTo("default"))
                .body("uniqueness", equalTo("server"));
        attribute(USER, "password").body("mutability", equalTo("writeOnly")).body("returned", equalTo("never"));
        attribute(USER, "emails")
                .body("multiValued", is(true))
                .body("subAttributes.name", contains("value", "display", "type", "primary"))
                .body("subAttributes[2].canonicalValues", contains("work", "home", "other"));
        attribute(USER, "groups").body("mutability", equalTo("readOnly"));
        attribute(USER, "profileUrl").body("type", equalTo("reference")).body("referenceTypes", contains("external"));
        attribute(GROUP, "members").body("subAttributes.find { it.name == 'value' }.mutability", equalTo("immutable"));
        attribute(ENTERPRISE, "manager").body("type", equalTo("complex")).body("subAttributes", hasSize(3));
    }

    @Test
    void section_8_7_2_serviceProviderSchemas() {
        String config = "urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig";
        String resourceType = "urn:ietf:params:scim:schemas:core:2.0:ResourceType";
        String schema = "urn:ietf:params:scim:schemas:core:2.0:Schema";
        directory.get("/Schemas").then().body("Resources.id", hasItems(config, resourceType, schema));
        attribute(config, "bulk")
                .body("mutability", equalTo("readOnly"))
                .body("subAttributes.name", contains("supported", "maxOperations", "maxPayloadSize"));
        attribute(config, "authenticationSchemes").body("multiValued", is(true)).body("required", is(true));
        attribute(resourceType, "schemaExtensions").body("subAttributes.name", contains("schema", "required"));
        attribute(schema, "attributes")
                .body("subAttributes.name", hasItems("name", "type", "mutability", "subAttributes"));
    }

    private ValidatableResponse attribute(String schema, String name) {
        return directory
                .get("/Schemas/" + schema)
                .then()
                .statusCode(200)
                .rootPath("attributes.find { it.name == '" + name + "' }")
                .body("name", equalTo(name));
    }

    private String created(String path, String body) {
        return directory
                .post(path, body)
                .then()
                .statusCode(201)
                .header("Location", containsString(path + "/"))
                .header("ETag", not(nullValue()))
                .extract()
                .path("id");
    }
}
