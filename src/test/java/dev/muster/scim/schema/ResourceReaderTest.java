package dev.muster.scim.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.scim.Json;
import dev.muster.scim.error.ScimException;
import dev.muster.scim.error.ScimType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceReaderTest {

    private static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {'USERNAME':'ann','Name':{'GIVENNAME':'Ann'}}              | {'userName':'ann','name':{'givenName':'Ann'}}
                    {'active':'False'}                                         | {'active':false}
                    {'active':' TRUE '}                                        | {'active':true}
                    {'active':'1'}                                             | {'active':true}
                    {'active':0}                                               | {'active':false}
                    {'active':'no'}                                            | {'active':false}
                    {'active':['true']}                                        | {'active':true}
                    {'title':null,'nickName':'','displayName':'  '}            | {}
                    {'title':42,'nickName':true}                               | {'title':'42','nickName':'true'}
                    {'title':' as sent '}                                      | {'title':' as sent '}
                    {'title':['Fitter']}                                       | {'title':'Fitter'}
                    {'name':{},'emails':[],'addresses':[{}]}                   | {}
                    {'name':{'givenName':' '}}                                 | {}
                    {'emails':{'value':'a@x'}}                                 | {'emails':[{'value':'a@x'}]}
                    {'emails':'a@x'}                                           | {'emails':[{'value':'a@x'}]}
                    {'emails':['a@x',{'value':'b@x'}]}                         | {'emails':[{'value':'a@x'},{'value':'b@x'}]}
                    {'emails':[{'value':'','type':'work','primary':true}]}     | {}
                    {'emails':[{'value':'a@x','primary':'True'}]}              | {'emails':[{'value':'a@x','primary':true}]}
                    {'emails.value':'a@x'}                                     | {'emails':[{'value':'a@x'}]}
                    {'addresses':[{'locality':'Aarhus','region':''}]}          | {'addresses':[{'locality':'Aarhus'}]}
                    {'roles':['{\\"value\\":\\"admin\\"}']}                        | {'roles':[{'value':'admin'}]}
                    {'roles':'[{\\"value\\":\\"admin\\"}]'}                        | {'roles':[{'value':'admin'}]}
                    {'roles':'{not json'}                                      | {'roles':[{'value':'{not json'}]}
                    {'name.familyName':'Holt','name':{'givenName':'Jens'}}     | {'name':{'familyName':'Holt','givenName':'Jens'}}
                    {'name':'Jens Holt'}                                       | {'name':{'formatted':'Jens Holt'}}
                    {'id':'1','meta':{'a':1},'groups':[{'value':'g'}],'schemas':['x'],'password':'p'} | {}
                    {'urn:ietf:params:scim:schemas:core:2.0:user:title':'T'}   | {'title':'T'}
                    {'urn:ietf:params:scim:schemas:core:2.0:User':{'TITLE':'T'}} | {'title':'T'}
                    {'shoeSize':43,'hat':{'colour':' ','size':5.50}}           | {'shoeSize':43,'hat':{'size':5.5}}
                    {'vault':{'Password':'p','a':1}}                           | {'vault':{'a':1}}
                    {'shoe.size':'43'}                                         | {'shoe':{'size':'43'}}
                    {'emails[type eq work].value':'x','a.b.c':'y'}             | {}
                    {'urn:acme:2.0:User':{'tag':['a','']}}                     | {'urn:acme:2.0:User':{'tag':['a']}}
                    {'urn:acme:2.0:User:tag':'a'}                              | {'urn:acme:2.0:User':{'tag':'a'}}
                    """)
    void clientsFormIsBroughtIntoOne(String sent, String read) {
        assertThat(normalize(sent)).isEqualTo(Json.object(read));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'URN:ietf:params:scim:schemas:extension:ENTERPRISE:2.0:User':{'Department':'Care'}}",
                "{'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department':'Care'}",
                "{'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User':{'department':'Care','manager':"
                        + "{'managerId':'','displayName':' '},'division':null}}"
            })
    void enterpriseAttributesAreFoundUnderAnySpellingOfTheUrn(String sent) {
        assertThat(normalize(sent)).isEqualTo(Json.object("{'" + ENTERPRISE + "':{'department':'Care'}}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'26118915'",
                "{'value':26118915}",
                "{'managerId':'26118915'}",
                "['26118915']",
                "{'VALUE':['26118915']}"
            })
    void managerIsReadFromEveryFormProvidersSend(String manager) {
        var sent = "{'" + ENTERPRISE + "':{'manager':" + manager + "}}";

        assertThat(normalize(sent).at("/" + ENTERPRISE + "/manager/value").asText())
                .isEqualTo("26118915");
    }

    @Test
    void dottedKeyInsideAnExtensionIsNested() {
        assertThat(normalize("{'" + ENTERPRISE + "':{'manager.value':'7'}}"))
                .isEqualTo(Json.object("{'" + ENTERPRISE + "':{'manager':{'value':'7'}}}"));
    }

    @Test
    void onlyTheFirstPrimaryEntryStaysPrimary() {
        var read = normalize("{'emails':[{'value':'a','primary':true},{'value':'b','primary':true},{'value':'c'}]}");

        assertThat(read)
                .isEqualTo(Json.object(
                        "{'emails':[{'value':'a','primary':true},{'value':'b','primary':false},{'value':'c'}]}"));
    }

    @Test
    void repeatedEntriesAreKeptOnce() {
        var read = normalize(
                "{'emails':[{'value':'A@x','type':'work'},{'value':'a@X','type':'Work','primary':true},{'value':'a@x'}]}");

        assertThat(read.at("/emails")).hasSize(2);
        assertThat(read.at("/emails/0/primary").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {'userName':'u','active':'maybe'}                | active
                    {'userName':'u','active':{'value':true}}         | active
                    {'userName':'u','title':['a','b']}               | title
                    {'userName':'u','title':{'x':1}}                 | title
                    {'userName':'u','name':{'givenName':['a','b']}}  | name.givenName
                    {'userName':'u\\u0000'}                           | userName
                    {'userName':'\\ud800x'}                           | userName
                    {'userName':'u','colour':'\\udc00'}               | colour
                    {'userName':'u','size':1e999}                    | size
                    {'userName':'u','size':NaN}                      | size
                    {'userName':'u','title':-Infinity}               | title
                    {'userName':'u','emails':[{'value':'a','primary':'perhaps'}]} | emails.primary
                    {'name':{'givenName':'No'}}                      | userName
                    {'userName':' '}                                 | userName
                    """)
    void unreadableValueIsRefusedByName(String sent, String attribute) {
        var refused = refusal(sent);

        assertThat(refused.type()).isEqualTo(ScimType.INVALID_VALUE);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.detail()).startsWith(attribute + " ");
    }

    @Test
    void textsOfATousandCharactersAreKeptExactly() {
        var text = "é".repeat(1_024);

        assertThat(normalize("{'userName':'" + text + "'}").get("userName").textValue())
                .isEqualTo(text);
        assertThat(refusal("{'userName':'" + text + "x'}").detail()).contains("1024");
        assertThat(normalize("{'title':'" + text + "x'}").get("title").textValue())
                .hasSize(1_025);
    }

    @Test
    void bottomlessNestingIsRefused() {
        var deep = "{'userName':'u','x':" + "[".repeat(60) + "1" + "]".repeat(60) + "}";

        assertThat(refusal(deep).detail()).contains("x").contains("16 levels");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'schemas':['urn:scim:schemas:core:1.0'],'userName':'u'}",
                "{'Schemas':'URN:scim:schemas:core:1.0','userName':'u'}",
                "{'userName':'u','urn:scim:schemas:extension:enterprise:1.0':{'department':'d'}}"
            })
    void scim11IsRefusedWithTheRemedy(String sent) {
        assertThat(refusal(sent).detail()).contains("SCIM 1.1").contains("SCIM V2 Enterprise");
    }

    @Test
    void groupIsReadWithoutItsMembers() {
        var read = ResourceReader.read(
                ResourceType.GROUP, Json.object("{'displayName':'Crew','members':[{'value':'1'}],'externalId':'e'}"));

        assertThat(read).isEqualTo(Json.object("{'displayName':'Crew','externalId':'e'}"));
    }

    @Test
    void groupNeedsAName() {
        var refused = catchThrowableOfType(
                ScimException.class, () -> ResourceReader.read(ResourceType.GROUP, Json.object("{'members':[]}")));

        assertThat(refused.detail()).contains("displayName");
    }

    @Test
    void directorysOwnSchemaIsFollowed() {
        var badge = new Schema(
                "urn:acme:hr:2.0:User",
                "Acme",
                "",
                Attributes.of(
                        AttributeDraft.of(AttributeType.INTEGER, "badge", ""),
                        AttributeDraft.of(AttributeType.DECIMAL, "share", ""),
                        AttributeDraft.of(AttributeType.DATETIME, "since", ""),
                        AttributeDraft.text("tags", "").multiValued()));
        var type = ResourceType.USER.with(badge);

        var read = ResourceReader.normalize(
                type,
                Json.object("{'URN:ACME:hr:2.0:user':{'BADGE':'7.0','share':'0.5','since':'2024-02-29','tags':"
                        + "['a','A','b']}}"));

        assertThat(read)
                .isEqualTo(Json.object(
                        "{'urn:acme:hr:2.0:User':{'badge':7,'share':0.5,'since':'2024-02-29','tags':['a','b']}}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'badge':'seven'}", "{'badge':7.5}", "{'since':'yesterday'}", "{'since':'2023-02-29'}"})
    void directorysOwnSchemaIsEnforced(String values) {
        var schema = new Schema(
                "urn:acme:hr:2.0:User",
                "Acme",
                "",
                Attributes.of(
                        AttributeDraft.of(AttributeType.INTEGER, "badge", ""),
                        AttributeDraft.of(AttributeType.DATETIME, "since", "")));
        var body = Json.object("{'userName':'u','urn:acme:hr:2.0:User':" + values + "}");

        var refused = catchThrowableOfType(
                ScimException.class, () -> ResourceReader.read(ResourceType.USER.with(schema), body));

        assertThat(refused.detail()).startsWith("urn:acme:hr:2.0:User.");
    }

    @Test
    void readingTwiceChangesNothingAndLeavesTheBodyAlone() {
        var body = Json.object("{'userName':'u','emails':[{'value':'a','primary':true},{'value':'b','primary':'1'}],"
                + "'name.givenName':'A','name':{'familyName':'B'},'size':1e10,'" + ENTERPRISE + "':{'manager':'7'}}");
        var before = body.deepCopy();

        var once = ResourceReader.read(ResourceType.USER, body);

        assertThat(ResourceReader.read(ResourceType.USER, once)).isEqualTo(once);
        assertThat(body).isEqualTo(before);
    }

    private static ObjectNode normalize(String sent) {
        return ResourceReader.normalize(ResourceType.USER, Json.object(sent));
    }

    private static ScimException refusal(String sent) {
        return catchThrowableOfType(
                ScimException.class, () -> ResourceReader.read(ResourceType.USER, Json.object(sent)));
    }
}
