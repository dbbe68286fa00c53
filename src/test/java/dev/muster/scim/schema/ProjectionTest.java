package dev.muster.scim.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.scim.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProjectionTest {

    private static final String USER = """
            {'schemas':['s'],'id':'1','userName':'ann','password':'p','name':{'givenName':'Ann','familyName':'Lee'},
             'emails':[{'value':'a@x','type':'work'},{'type':'home'}],'shoeSize':43,'meta':{'version':'1'},
             'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User':{'department':'Care','division':'D'}}
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    userName                      | {'userName':'ann'}
                    USERNAME, name.GivenName      | {'userName':'ann','name':{'givenName':'Ann'}}
                    name.givenName,name           | {'name':{'givenName':'Ann','familyName':'Lee'}}
                    emails.value                  | {'emails':[{'value':'a@x'}]}
                    title,nonsense,,a[b]          | {}
                    password                      | {}
                    shoeSize                      | {'shoeSize':43}
                    urn:ietf:params:scim:schemas:core:2.0:User:userName | {'userName':'ann'}
                    urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department | {'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User':{'department':'Care'}}
                    urn:ietf:params:scim:schemas:extension:enterprise:2.0:user | {'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User':{'department':'Care','division':'D'}}
                    name.honorificPrefix          | {}
                    """)
    void onlyWhatIsAskedForIsReturned(String attributes, String expected) {
        var projected = Projection.parse(ResourceType.USER, attributes, null).apply(Json.object(USER));

        var always = Json.object("{'schemas':['s'],'id':'1'}");
        assertThat(projected).isEqualTo(always.setAll(Json.object(expected)));
    }

    @Test
    void excludedAttributesAndPartsAreLeftOut() {
        var projected = Projection.parse(
                        ResourceType.USER,
                        null,
                        "id, meta,name.familyName,emails.type,shoeSize,"
                                + "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User")
                .apply(Json.object(USER));

        assertThat(projected)
                .isEqualTo(Json.object("{'schemas':['s'],'id':'1','userName':'ann','name':{'givenName':'Ann'},"
                        + "'emails':[{'value':'a@x'}]}"));
    }

    @Test
    void secretIsNeverReturned() {
        assertThat(Projection.everything(ResourceType.USER)
                        .apply(Json.object(USER))
                        .has("password"))
                .isFalse();
    }

    @Test
    void emptyListStaysEvenIfOnlyAPartIsAskedFor() {
        var projected = Projection.parse(ResourceType.GROUP, "members.value", null)
                .apply(Json.object("{'id':'1','displayName':'g','members':[]}"));

        assertThat(projected).isEqualTo(Json.object("{'id':'1','members':[]}"));
    }

    @Test
    void membersNeedNotBeReadIfTheyAreNotWanted() {
        assertThat(Projection.everything(ResourceType.GROUP).wants("members")).isTrue();
        assertThat(Projection.parse(ResourceType.GROUP, null, "Members").wants("members"))
                .isFalse();
        assertThat(Projection.parse(ResourceType.GROUP, "displayName", " ").wants("members"))
                .isFalse();
        assertThat(Projection.parse(ResourceType.GROUP, "members.value", null).wants("members"))
                .isTrue();
        assertThat(Projection.parse(ResourceType.GROUP, null, "members.value").wants("members"))
                .isTrue();
        assertThat(Projection.parse(ResourceType.GROUP, null, "id").wants("id")).isTrue();
    }

    @Test
    void attributeReturnedOnRequestNeedsToBeAskedFor() {
        var type = ResourceType.USER.with(new Schema(
                "urn:acme:User",
                "",
                "",
                Attributes.of(AttributeDraft.text("cv", "").returned(Returned.REQUEST))));
        var resource = Json.object("{'id':'1','urn:acme:User':{'cv':'long'}}");

        assertThat(Projection.everything(type).apply(resource)).isEqualTo(Json.object("{'id':'1'}"));
        assertThat(Projection.parse(type, "urn:acme:User:cv", "").apply(resource))
                .isEqualTo(resource);
    }

    @Test
    void knowsWhetherTheClientAskedForAnything() {
        assertThat(Projection.parse(ResourceType.USER, " ", null).narrows()).isFalse();
        assertThat(Projection.parse(ResourceType.USER, "id", null).narrows()).isTrue();
        assertThat(Projection.parse(ResourceType.USER, null, "groups").narrows())
                .isTrue();
    }
}
