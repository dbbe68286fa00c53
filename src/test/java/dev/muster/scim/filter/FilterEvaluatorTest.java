package dev.muster.scim.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.scim.Json;
import dev.muster.scim.error.ScimException;
import dev.muster.scim.error.ScimType;
import dev.muster.scim.schema.AttributeDraft;
import dev.muster.scim.schema.AttributeType;
import dev.muster.scim.schema.Attributes;
import dev.muster.scim.schema.ResourceType;
import dev.muster.scim.schema.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilterEvaluatorTest {

    private static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    private static final ResourceType TYPE = ResourceType.USER.with(new Schema(
            "urn:acme:hr:2.0:User",
            "Acme",
            "",
            Attributes.of(
                    AttributeDraft.of(AttributeType.INTEGER, "badge", ""),
                    AttributeDraft.text("tags", "").multiValued(),
                    AttributeDraft.of(AttributeType.BINARY, "key", "").caseExact())));

    private static final ObjectNode ANN = Json.object("""
            {'id':'directory_user_1','userName':'Ann@X.example','externalId':'AbC','active':true,'title':'Ääkkönen',
             'name':{'givenName':'Ann','familyName':"O'Malley"},
             'emails':[{'value':'ann@x.example','type':'work','primary':true},{'value':'ann@home.example','type':'home'}],
             'roles':[{'value':'admin'}],'meta':{'lastModified':'2024-05-13T06:42:34+02:00'},'shoeSize':43,
             'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User':{'department':'Care','employeeNumber':'701984',
              'manager':{'value':'M1'}},
             'urn:acme:hr:2.0:User':{'badge':7,'tags':['red','Blue'],'key':'QUJD'},
             'urn:other:2.0:User':{'tag':'701984','sub':{'part':true}}}
            """);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "userName eq \"ann@x.EXAMPLE\"",
                "userName ne \"bob\"",
                "userName co \"@X\" and userName sw \"ann\" and userName ew \"EXAMPLE\"",
                "userName gt \"anm\" and userName lt \"ann@y\" and userName ge \"ann@x.example\"",
                "TITLE eq \"ÄÄKKÖNEN\"",
                "id eq \"directory_user_1\"",
                "externalId eq \"AbC\"",
                "not (externalId eq \"abc\")",
                "active eq true",
                "active eq \"True\"",
                "active eq TRUE",
                "active ne false",
                "name.familyName co \"O'Malley\"",
                "name pr",
                "emails pr",
                "not (nickName pr)",
                "nickName eq null",
                "userName ne null",
                "nickName ne \"x\"",
                "emails eq \"ann@home.example\"",
                "emails.value co \"HOME\"",
                "emails.type ne \"work\"",
                "emails[type eq \"work\" and value co \"@x\"]",
                "emails[type eq \"work\"].value eq \"ann@x.example\"",
                "emails[primary eq \"True\"].value pr",
                "emails[not (type eq \"work\")]",
                "not (emails[type eq \"work\" and value co \"home\"])",
                "roles eq \"Admin\"",
                "meta.lastModified eq \"2024-05-13T04:42:34Z\"",
                "meta.lastModified gt \"2024-05-13\"",
                "meta.lastModified lt \"2024-05-13T04:42:34.001Z\"",
                ENTERPRISE + ":department eq \"care\"",
                ENTERPRISE + ":employeeNumber eq 701984",
                ENTERPRISE + ":manager eq \"m1\"",
                ENTERPRISE + ":manager.value eq \"M1\"",
                ENTERPRISE + " pr",
                "urn:acme:hr:2.0:User:badge ge 7",
                "urn:acme:hr:2.0:User:badge eq \"7\"",
                "urn:acme:hr:2.0:User:badge lt 7.5",
                "urn:acme:hr:2.0:user:TAGS eq \"blue\"",
                "urn:acme:hr:2.0:User:tags[value sw \"r\"]",
                "urn:acme:hr:2.0:User:key eq \"QUJD\"",
                "urn:other:2.0:User:tag eq 701984",
                "urn:other:2.0:User:sub.part eq true",
                "urn:other:2.0:User:tag pr",
                "not (urn:unheard:2.0:User:x pr)",
                "userName eq \"nobody\" or title pr and active eq true"
            })
    void trueOfAnn(String filter) {
        assertThat(matches(filter)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "userName eq \"ann\"",
                "userName ne \"ANN@x.example\"",
                "externalId eq \"abc\"",
                "id eq \"DIRECTORY_USER_1\"",
                "active eq false",
                "nickName pr",
                "nickName eq \"x\"",
                "nickName gt \"\"",
                "nickName ne null",
                "emails[type eq \"work\" and value co \"home\"]",
                "emails[type eq \"work\"].value eq \"ann@home.example\"",
                "emails[type eq \"other\"]",
                "phoneNumbers pr",
                "meta.lastModified gt \"2024-05-13T05:42:34+01:00\"",
                "urn:acme:hr:2.0:User:badge gt 7",
                "urn:acme:hr:2.0:User:key eq \"qujd\"",
                "urn:unheard:2.0:User:x eq \"1\"",
                "(userName eq \"nobody\" or title pr) and active eq false"
            })
    void notTrueOfAnn(String filter) {
        assertThat(matches(filter)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "userNam eq \"x\"",
                "shoeSize eq 43",
                "name.nick eq \"x\"",
                "urn:ietf:params:scim:schemas:core:2.0:User:nope pr",
                ENTERPRISE + ":nope pr",
                "password eq \"secret\"",
                "password pr",
                "active gt true",
                "active co \"t\"",
                "active eq \"maybe\"",
                "meta.lastModified co \"2024\"",
                "meta.lastModified gt \"yesterday\"",
                "urn:acme:hr:2.0:User:badge sw 7",
                "urn:acme:hr:2.0:User:badge eq \"seven\"",
                "urn:acme:hr:2.0:User:key gt \"a\"",
                "urn:acme:hr:2.0:User:tags[x eq \"r\"]",
                "name eq \"Ann\"",
                "addresses co \"street\"",
                "userName gt null",
                "userName[value eq \"x\"]",
                "emails[nope eq \"x\"]",
                "emails[emails.type eq \"x\"]"
            })
    void filterWithoutMeaningIsRefusedAndNeverFindsNothing(String filter) {
        var refused = catchThrowableOfType(ScimException.class, () -> matches(filter));

        assertThat(refused.type()).isEqualTo(ScimType.INVALID_FILTER);
    }

    @Test
    void textsAreOrderedByCodePoint() {
        var emoji = Json.object("{'title':'\\ud83d\\ude00'}");

        assertThat(matches("title gt \"\uffee\"", emoji)).isTrue();
        assertThat(matches("title lt \"\ud83d\ude01\"", emoji)).isTrue();
    }

    private static boolean matches(String filter) {
        return matches(filter, ANN);
    }

    private static boolean matches(String filter, ObjectNode resource) {
        return FilterEvaluator.matches(FilterParser.parse(filter), TYPE, resource);
    }
}
