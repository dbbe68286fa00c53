package dev.muster.scim.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.scim.Json;
import dev.muster.scim.error.ScimException;
import dev.muster.scim.error.ScimType;
import dev.muster.scim.schema.AttributeDraft;
import dev.muster.scim.schema.Attributes;
import dev.muster.scim.schema.ResourceType;
import dev.muster.scim.schema.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResourcePatchTest {

    private static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    /** Resource (besides its userName), operations, result. {@code E:} stands for the enterprise extension's URN. */
    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    # single values
                    {}                          | {'op':'add','path':'title','value':'T'}                    | {'title':'T'}
                    {'title':'A'}               | {'op':'add','path':'TITLE','value':'T'}                    | {'title':'T'}
                    {'title':'A'}               | {'op':'replace','path':'title','value':'T'}                | {'title':'T'}
                    {}                          | {'op':'replace','path':'title','value':'T'}                | {'title':'T'}
                    {'title':'A'}               | {'op':'remove','path':'title'}                             | {}
                    {}                          | {'op':'remove','path':'title'}                             | {}
                    {'title':'A'}               | {'op':'remove','path':'title','value':'whatever'}          | {}
                    {'title':'A'}               | {'op':'replace','path':'title','value':null}               | {}
                    {'title':'A'}               | {'op':'replace','path':'title','value':' '}                | {}
                    {'active':true}             | {'op':'Replace','path':'active','value':'False'}           | {'active':false}
                    {'active':true}             | {'op':'add','value':{'active':false}}                      | {'active':false}
                    {}                          | {'op':'add','path':'urn:ietf:params:scim:schemas:core:2.0:User:title','value':'T'} | {'title':'T'}
                    # parts of a complex value
                    {}                          | {'op':'add','path':'name.givenName','value':'G'}           | {'name':{'givenName':'G'}}
                    {'name':{'familyName':'F'}} | {'op':'replace','path':'name.givenName','value':'G'}       | {'name':{'familyName':'F','givenName':'G'}}
                    {'name':{'familyName':'F'}} | {'op':'replace','path':'name','value':{'GIVENNAME':'G'}}   | {'name':{'familyName':'F','givenName':'G'}}
                    {'name':{'familyName':'F'}} | {'op':'add','path':'name','value':{'givenName':'G'}}       | {'name':{'familyName':'F','givenName':'G'}}
                    {'name':{'familyName':'F','givenName':'G'}} | {'op':'replace','value':{'name':{'givenName':null}}} | {'name':{'familyName':'F'}}
                    {'name':{'familyName':'F'}} | {'op':'remove','path':'name.familyName'}                   | {}
                    {'name':{'familyName':'F'}} | {'op':'remove','path':'name'}                              | {}
                    {'name':{'familyName':'F'}} | {'op':'replace','path':'name','value':null}                | {}
                    # values without a path: plain, nested, dotted, qualified
                    {}                          | {'op':'replace','value':{'displayName':'J','name.familyName':'H','E::department':'Care'}} | {'displayName':'J','name':{'familyName':'H'},'E:':{'department':'Care'}}
                    {'E:':{'department':'A','division':'D'}} | {'op':'replace','value':{'E:':{'Department':'Care'}}}  | {'E:':{'department':'Care','division':'D'}}
                    {}                          | {'op':'add','value':{'E:':{'manager.value':'7'}}}          | {'E:':{'manager':{'value':'7'}}}
                    {}                          | {'op':'replace','value':{'urn:ietf:params:scim:schemas:core:2.0:User':{'title':'T'}}} | {'title':'T'}
                    {}                          | {'op':'replace','value':{'id':'x','schemas':['y'],'meta':{},'groups':[{'value':'g'}],'password':'p','active':false}} | {'active':false}
                    {}                          | {'op':'replace','value':{'emails[type eq \\"work\\"].value':'a@x'}} | {'emails':[{'type':'work','value':'a@x'}]}
                    {'title':'A'}               | {'op':'replace','value':{'title':'','emails':[]}}          | {}
                    {}                          | {'op':'replace','path':'urn:ietf:params:scim:schemas:core:2.0:User','value':{'title':'T'}} | {'title':'T'}
                    # lists
                    {}                          | {'op':'add','path':'emails','value':[{'value':'a'}]}       | {'emails':[{'value':'a'}]}
                    {'emails':[{'value':'a'}]}  | {'op':'add','path':'emails','value':{'value':'b'}}         | {'emails':[{'value':'a'},{'value':'b'}]}
                    {'emails':[{'value':'a'}]}  | {'op':'add','path':'emails','value':'b'}                   | {'emails':[{'value':'a'},{'value':'b'}]}
                    {'emails':[{'value':'a'}]}  | {'op':'add','path':'emails','value':[{'value':'A'}]}       | {'emails':[{'value':'A'}]}
                    {'emails':[{'value':'a','primary':true}]} | {'op':'add','path':'emails','value':[{'value':'b','primary':true}]} | {'emails':[{'value':'a','primary':false},{'value':'b','primary':true}]}
                    {'emails':[{'value':'a'}]}  | {'op':'add','value':{'emails':[{'value':'b'}]}}            | {'emails':[{'value':'a'},{'value':'b'}]}
                    {'emails':[{'value':'a'}]}  | {'op':'add','path':'emails','value':[]}                    | {'emails':[{'value':'a'}]}
                    {'emails':[{'value':'a'}]}  | {'op':'replace','path':'emails','value':[{'value':'b'}]}   | {'emails':[{'value':'b'}]}
                    {'emails':[{'value':'a'}]}  | {'op':'replace','path':'emails','value':[]}                | {}
                    {'emails':[{'value':'a'}]}  | {'op':'remove','path':'emails'}                            | {}
                    {'emails':[{'value':'a','type':'work'},{'value':'b'}]} | {'op':'remove','path':'emails','value':[{'value':'A'}]} | {'emails':[{'value':'b'}]}
                    {'emails':[{'value':'a','type':'work'},{'value':'b'}]} | {'op':'remove','path':'emails','value':{'type':'Work'}} | {'emails':[{'value':'b'}]}
                    {'emails':[{'value':'a'}]}  | {'op':'remove','path':'emails','value':[]}                 | {'emails':[{'value':'a'}]}
                    {'emails':[{'value':'a','display':'A'},{'value':'b','display':'B'}]} | {'op':'remove','path':'emails.display'} | {'emails':[{'value':'a'},{'value':'b'}]}
                    {'emails':[{'value':'a'}]}  | {'op':'replace','path':'emails.type','value':'home'}       | {'emails':[{'value':'a','type':'home'}]}
                    {}                          | {'op':'add','path':'emails.value','value':'a'}             | {'emails':[{'value':'a'}]}
                    {}                          | {'op':'add','path':'roles','value':'[{\\"value\\":\\"admin\\"}]'} | {'roles':[{'value':'admin'}]}
                    # entries picked by a filter
                    {'emails':[{'value':'a','type':'work'},{'value':'b','type':'home'}]} | {'op':'replace','path':'emails[type eq \\"work\\"].value','value':'c'} | {'emails':[{'value':'c','type':'work'},{'value':'b','type':'home'}]}
                    {'emails':[{'value':'a','type':'work','display':'d'}]} | {'op':'replace','path':'emails[type eq \\"work\\"]','value':{'value':'c'}} | {'emails':[{'value':'c','type':'work'}]}
                    {'emails':[{'value':'a','type':'work'}]} | {'op':'add','path':'emails[type eq \\"work\\"]','value':{'display':'d'}} | {'emails':[{'value':'a','type':'work','display':'d'}]}
                    {'emails':[{'value':'a','type':'work'},{'value':'b'}]} | {'op':'remove','path':'emails[type eq \\"work\\"]'} | {'emails':[{'value':'b'}]}
                    {'emails':[{'value':'a','type':'work'}]} | {'op':'remove','path':'emails[type eq \\"work\\"]'} | {}
                    {'emails':[{'value':'a','type':'work','display':'d'}]} | {'op':'remove','path':'emails[type eq \\"work\\"].display'} | {'emails':[{'value':'a','type':'work'}]}
                    {'emails':[{'value':'a','type':'work'}]} | {'op':'remove','path':'emails[type eq \\"work\\"].value'} | {}
                    {'emails':[{'value':'a','type':'work'}]} | {'op':'replace','path':'emails[type eq \\"work\\"]','value':null} | {}
                    {'emails':[{'value':'a'}]}  | {'op':'remove','path':'emails[type eq \\"work\\"]'}          | {'emails':[{'value':'a'}]}
                    {'emails':[{'value':'a','primary':true},{'value':'b','type':'home'}]} | {'op':'replace','path':'emails[type eq \\"home\\"].primary','value':'True'} | {'emails':[{'value':'a','primary':false},{'value':'b','type':'home','primary':true}]}
                    {'emails':[{'value':'a','primary':true}]} | {'op':'Replace','path':'emails[primary eq \\"True\\"].value','value':'b'} | {'emails':[{'value':'b','primary':true}]}
                    {}                          | {'op':'Add','path':'roles[primary eq \\"True\\"].value','value':'admin'} | {'roles':[{'primary':true,'value':'admin'}]}
                    {}                          | {'op':'add','path':'phoneNumbers[type eq \\"mobile\\"].value','value':'+45'} | {'phoneNumbers':[{'type':'mobile','value':'+45'}]}
                    {'addresses':[{'type':'home','country':'DK'}]} | {'op':'add','path':'addresses[type eq \\"work\\"].locality','value':'Aarhus'} | {'addresses':[{'type':'home','country':'DK'},{'type':'work','locality':'Aarhus'}]}
                    {}                          | {'op':'add','path':'emails[type eq \\"work\\" and value pr].value','value':'a'} | {'emails':[{'type':'work','value':'a'}]}
                    {}                          | {'op':'add','path':'emails[type eq \\"work\\"]','value':{'value':'a'}} | {'emails':[{'type':'work','value':'a'}]}
                    {'E:':{'manager':{'value':'7','displayName':'B'}}} | {'op':'remove','path':'E::manager[value eq \\"7\\"]'} | {}
                    # extensions
                    {}                          | {'op':'add','path':'E::manager','value':'26'}              | {'E:':{'manager':{'value':'26'}}}
                    {'E:':{'manager':{'value':'7','displayName':'B'}}} | {'op':'replace','path':'E::manager','value':'8'} | {'E:':{'manager':{'value':'8'}}}
                    {'E:':{'manager':{'value':'7','displayName':'B'}}} | {'op':'replace','path':'E::manager.value','value':'8'} | {'E:':{'manager':{'value':'8'}}}
                    {'E:':{'manager':{'value':'7','displayName':'B'}}} | {'op':'add','path':'E::manager','value':{'value':'7'}} | {'E:':{'manager':{'value':'7','displayName':'B'}}}
                    {'E:':{'manager':{'value':'7'}}} | {'op':'remove','path':'E::manager'}                     | {}
                    {'E:':{'department':'A','division':'D'}} | {'op':'replace','path':'E:','value':{'department':'B'}} | {'E:':{'department':'B','division':'D'}}
                    {'E:':{'department':'A'}}   | {'op':'remove','path':'E:'}                                | {}
                    # what no schema knows
                    {}                          | {'op':'add','path':'urn:ietf:params:scim:schemas:extension:CustomExtensionName:2.0:User:tag','value':'701984'} | {'urn:ietf:params:scim:schemas:extension:CustomExtensionName:2.0:User':{'tag':'701984'}}
                    {'urn:acme:2.0:User':{'Tag':'1','b':'2'}} | {'op':'replace','path':'URN:acme:2.0:user:TAG','value':'3'} | {'urn:acme:2.0:User':{'Tag':'3','b':'2'}}
                    {'urn:acme:2.0:User':{'tag':'1'}} | {'op':'remove','path':'urn:acme:2.0:User'}             | {}
                    {'hats':['a']}              | {'op':'add','path':'hats','value':['a','b']}               | {'hats':['a','b']}
                    {'hat':{'size':1}}          | {'op':'add','path':'hat.colour','value':'red'}             | {'hat':{'size':1,'colour':'red'}}
                    {'hat':{'size':1}}          | {'op':'replace','value':{'HAT':{'colour':'red'}}}          | {'hat':{'size':1,'colour':'red'}}
                    # the formatted name follows the names it was made of
                    {'name':{'givenName':'G','familyName':'F','formatted':'G F'}} | {'op':'replace','path':'name.familyName','value':'H'} | {'name':{'givenName':'G','familyName':'H','formatted':'G H'}}
                    {'name':{'givenName':'G','familyName':'F','formatted':'Dr F'}} | {'op':'replace','path':'name.familyName','value':'H'} | {'name':{'givenName':'G','familyName':'H','formatted':'Dr F'}}
                    """)
    void operationHasItsEffect(String resource, String op, String result) {
        ObjectNode before = user(resource);

        var after = apply(before, op, PatchRules.PROVIDER);

        assertThat(after).isEqualTo(user(result));
        assertThat(before).isEqualTo(user(resource));
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    NO_TARGET     | {'op':'replace','path':'emails[type eq \\"other\\"].value','value':'x'}
                    NO_TARGET     | {'op':'replace','path':'emails[type eq \\"other\\"]','value':{'value':'x'}}
                    NO_TARGET     | {'op':'add','path':'emails[type co \\"oth\\"].value','value':'x'}
                    NO_TARGET     | {'op':'add','path':'emails[type eq \\"other\\" and value co \\"@\\"].value','value':'x'}
                    NO_TARGET     | {'op':'add','path':'emails[type eq \\"other\\"].primary','value':true}
                    NO_TARGET     | {'op':'add','path':'emails[value eq \\"old\\"].value','value':'new'}
                    NO_TARGET     | {'op':'remove'}
                    MUTABILITY    | {'op':'remove','path':'userName'}
                    MUTABILITY    | {'op':'replace','path':'id','value':'x'}
                    MUTABILITY    | {'op':'replace','path':'meta.created','value':'2024-01-01T00:00:00Z'}
                    MUTABILITY    | {'op':'add','path':'groups','value':[{'value':'g'}]}
                    MUTABILITY    | {'op':'remove','path':'groups[value eq \\"g\\"]'}
                    INVALID_VALUE | {'op':'replace','path':'userName','value':''}
                    INVALID_VALUE | {'op':'replace','value':{'userName':null}}
                    INVALID_VALUE | {'op':'replace','path':'active','value':'maybe'}
                    INVALID_VALUE | {'op':'replace','path':'title','value':{'a':1}}
                    INVALID_VALUE | {'op':'replace','path':'title'}
                    INVALID_VALUE | {'op':'add','path':'emails[type eq \\"work\\"].value'}
                    INVALID_VALUE | {'op':'replace','value':'active'}
                    INVALID_VALUE | {'op':'add'}
                    INVALID_VALUE | {'op':'remove','path':'emails','value':[{}]}
                    INVALID_PATH  | {'op':'replace','path':'title.short','value':'x'}
                    INVALID_PATH  | {'op':'replace','path':'title[value eq \\"a\\"]','value':'x'}
                    INVALID_PATH  | {'op':'replace','value':{'a.b.c':'x'}}
                    INVALID_PATH  | {'op':'replace','path':7,'value':'x'}
                    INVALID_FILTER| {'op':'replace','path':'emails[type eq','value':'x'}
                    INVALID_FILTER| {'op':'replace','path':'emails[kind eq \\"x\\"].value','value':'x'}
                    INVALID_SYNTAX| {'op':'upsert','path':'title','value':'x'}
                    INVALID_SYNTAX| {'path':'title','value':'x'}
                    INVALID_SYNTAX| 'add'
                    """)
    void impossibleOperationIsRefused(ScimType type, String op) {
        var before = user("{'emails':[{'value':'a','type':'work','primary':true}]}");

        var refused = catchThrowableOfType(ScimException.class, () -> apply(before, op, PatchRules.STRICT));

        assertThat(refused.type()).isEqualTo(type);
        assertThat(refused.detail()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{'Operations':[]}",
                "{'Operations':'replace'}",
                "{'schemas':['urn:scim:schemas:core:1.0'],'members':[{'value':'1','operation':'delete'}]}"
            })
    void bodyWithoutOperationsIsRefused(String body) {
        var refused = catchThrowableOfType(ScimException.class, () -> PatchParser.parse(Json.node(body)));

        assertThat(refused.type()).isEqualTo(ScimType.INVALID_SYNTAX);
    }

    @Test
    void bodyIsReadInAnySpelling() {
        var ops = PatchParser.parse(Json.node("{'operations':{'OP':'REPLACE','Path':' ','VALUE':{'title':'T'}}}"));

        assertThat(ops).singleElement().satisfies(op -> {
            assertThat(op.kind()).isEqualTo(PatchOp.Kind.REPLACE);
            assertThat(op.path()).isEmpty();
            assertThat(op.value()).isEqualTo(Json.node("{'title':'T'}"));
        });
    }

    @Test
    void laterOperationsSeeEarlierOnes() {
        var after = apply(
                user("{}"),
                "{'op':'add','path':'emails','value':[{'value':'a','type':'work'}]},"
                        + "{'op':'replace','path':'emails[type eq \\\"work\\\"].value','value':'b'},"
                        + "{'op':'add','path':'title','value':'T'},{'op':'remove','path':'title'}",
                PatchRules.STRICT);

        assertThat(after).isEqualTo(user("{'emails':[{'value':'b','type':'work'}]}"));
    }

    @Test
    void immutableAttributeIsSetOnce() {
        var type = ResourceType.USER.with(new Schema(
                "urn:acme:User",
                "",
                "",
                Attributes.of(AttributeDraft.text("badge", "").immutable())));
        var first =
                PatchParser.parse(Json.node("{'Operations':[{'op':'add','path':'urn:acme:User:badge','value':'1'}]}"));
        var second =
                PatchParser.parse(Json.node("{'Operations':[{'op':'add','path':'urn:acme:User:badge','value':'2'}]}"));

        var set = ResourcePatch.apply(type, user("{}"), first, PatchRules.STRICT);

        assertThat(ResourcePatch.apply(type, set, first, PatchRules.STRICT)).isEqualTo(set);
        assertThat(catchThrowableOfType(
                                ScimException.class, () -> ResourcePatch.apply(type, set, second, PatchRules.STRICT))
                        .type())
                .isEqualTo(ScimType.MUTABILITY);
    }

    @Test
    void plainListsOfADirectorysOwnSchemaCanBePickedByValue() {
        var type = ResourceType.USER.with(new Schema(
                "urn:acme:User",
                "",
                "",
                Attributes.of(AttributeDraft.text("tags", "").multiValued())));
        var ops =
                PatchParser.parse(Json.node("{'Operations':[{'op':'add','path':'urn:acme:User:tags','value':['a','b']},"
                        + "{'op':'remove','path':'urn:acme:User:tags[value eq \\\"A\\\"]'},"
                        + "{'op':'add','path':'urn:acme:User:tags','value':'B'}]}"));

        assertThat(ResourcePatch.apply(type, user("{}"), ops, PatchRules.STRICT))
                .isEqualTo(user("{'urn:acme:User':{'tags':['b']}}"));
    }

    private static ObjectNode apply(ObjectNode resource, String ops, PatchRules rules) {
        var parsed = PatchParser.parse(Json.node("{'Operations':[" + full(ops) + "]}"));
        return ResourcePatch.apply(ResourceType.USER, resource, parsed, rules);
    }

    private static ObjectNode user(String attributes) {
        return Json.object(full(attributes)).put("userName", "ann");
    }

    private static String full(String json) {
        return json.replace("E:", ENTERPRISE);
    }
}
