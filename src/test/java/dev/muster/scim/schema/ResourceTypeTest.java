package dev.muster.scim.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.scim.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceTypeTest {

    private static final String CORE = "urn:ietf:params:scim:schemas:core:2.0:User";
    private static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    USERNAME                                                                      | userName
                    Name.FamilyName                                                               | name/familyName
                    emails.VALUE                                                                  | emails/value
                    meta.lastmodified                                                             | meta/lastModified
                    URN:ietf:params:scim:schemas:core:2.0:user:name.givenname                     | name/givenName
                    urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:Department         | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User/department
                    urn:ietf:params:scim:schemas:extension:enterprise:2.0:user:manager.managerId  | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User/manager/value
                    URN:ietf:params:scim:schemas:extension:enterprise:2.0:USER                    | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User
                    urn:acme:2.0:User:tag                                                         | urn:acme:2.0:User/tag
                    urn:acme:2.0:User                                                             | urn:acme:2.0:User
                    urn:acme:1.0                                                                  | urn:acme:1.0
                    shoe.size                                                                     | shoe/size
                    """)
    void namesLeadToTheirPlaceInAResource(String text, String keys) {
        assertThat(String.join("/", resolve(text).keys())).isEqualTo(keys);
    }

    @Test
    void whatNoSchemaHasIsKnownAsUndeclared() {
        assertThat(resolve("userName").declared()).isTrue();
        assertThat(resolve("userNam").declared()).isFalse();
        assertThat(resolve("name.nick").declared()).isFalse();
        assertThat(resolve("urn:acme:2.0:User:tag").inUnknownExtension()).isTrue();
        assertThat(resolve(ENTERPRISE + ":tag").inUnknownExtension()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a.", ".a", "a.b.c", "1a", "a b", "a[b]", ":a", "urn:x:", "é"})
    void whatIsNoPathIsNotParsed(String text) {
        assertThat(AttributePath.parse(text)).isEmpty();
    }

    @Test
    void pathIsPrintedAsItWasWritten() {
        var path = ENTERPRISE + ":manager.displayName";

        assertThat(AttributePath.parse(path)).map(AttributePath::text).contains(path);
    }

    @Test
    void extensionWithTheSameUrnReplacesTheOlderOne() {
        var schema = new Schema(ENTERPRISE, "Own", "", Attributes.of(AttributeDraft.text("team", "")));

        var type = ResourceType.USER.with(schema);

        assertThat(type.extensions()).containsExactly(schema);
        assertThat(ResourceType.USER.extensions()).doesNotContain(schema);
    }

    @Test
    void schemasOfAResourceAreThoseItHasValuesIn() {
        var resource = Json.object("{'userName':'u','" + ENTERPRISE + "':{'department':'d'},'urn:acme:1.0':{'a':1}}");

        assertThat(ResourceType.USER.schemasOf(resource)).containsExactly(CORE, ENTERPRISE, "urn:acme:1.0");
        assertThat(ResourceType.USER.schemasOf(Json.object("{}"))).containsExactly(CORE);
    }

    @Test
    void schemaDocumentShowsTheRegistry() {
        var document = new Discovery("https://muster.example/scim/v2/k").schema(ResourceType.USER.core());

        assertThat(document.get("id").asText()).isEqualTo(CORE);
        assertThat(document.at("/meta/location").asText())
                .isEqualTo("https://muster.example/scim/v2/k/Schemas/" + CORE);
        assertThat(document.get("attributes"))
                .extracting(attribute -> attribute.get("name").asText())
                .containsExactly(
                        "userName",
                        "name",
                        "displayName",
                        "nickName",
                        "profileUrl",
                        "title",
                        "userType",
                        "preferredLanguage",
                        "locale",
                        "timezone",
                        "active",
                        "password",
                        "emails",
                        "phoneNumbers",
                        "ims",
                        "photos",
                        "addresses",
                        "groups",
                        "entitlements",
                        "roles",
                        "x509Certificates");
        JsonNode userName = document.at("/attributes/0");
        assertThat(userName.get("required").asBoolean()).isTrue();
        assertThat(userName.get("uniqueness").asText()).isEqualTo("server");
        assertThat(document.at("/attributes/12/subAttributes/0/name").asText()).isEqualTo("value");
        assertThat(document.at("/attributes/12/subAttributes/2/canonicalValues/0")
                        .asText())
                .isEqualTo("work");
    }

    @Test
    void resourceTypeDocumentListsItsExtensions() {
        var document = new Discovery("https://muster.example/s").resourceType(ResourceType.USER);

        assertThat(document.get("endpoint").asText()).isEqualTo("/Users");
        assertThat(document.get("schema").asText()).isEqualTo(CORE);
        assertThat(document.at("/schemaExtensions/0/schema").asText()).isEqualTo(ENTERPRISE);
        assertThat(document.at("/schemaExtensions/0/required").asBoolean(true)).isFalse();
    }

    private static Target resolve(String text) {
        return ResourceType.USER.resolve(AttributePath.parse(text).orElseThrow());
    }
}
