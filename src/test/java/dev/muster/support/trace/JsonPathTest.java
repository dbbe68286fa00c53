package dev.muster.support.trace;

import static dev.muster.support.trace.MatcherTest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPathTest {

    private static final JsonNode USER = json("""
            {"name":{"givenName":"Ada"},"urn:x:2.0:User":{"department":"Ops"},"$ref":"r","name.familyName":"dotted",
             "emails":[{"type":"home","value":"h","rank":2},{"type":"work","value":"w","primary":true}]}""");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    $.name.givenName                       | "Ada"
                    $['urn:x:2.0:User'].department         | "Ops"
                    $['name.familyName']                   | "dotted"
                    $.$ref                                 | "r"
                    $.emails[1].value                      | "w"
                    $.emails[*].value                      | ["h","w"]
                    $.emails[*].primary                    | [true]
                    $.emails[?(@.type=='work')].value      | "w"
                    $.emails[?(@.primary==true)].value     | "w"
                    $.emails[?(@.rank == 2)].value         | "h"
                    """)
    void selects(String path, String selected) {
        assertThat(JsonPath.of(path).in(USER)).isEqualTo(json(selected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$.nickName",
                "$.name.familyName",
                "$.name[0]",
                "$.name[*]",
                "$.emails[2]",
                "$.emails.value",
                "$.emails[?(@.type=='other')].value",
                "$.emails[?(@.primary=='true')]"
            })
    void leadsNowhere(String path) {
        assertThat(JsonPath.of(path).in(USER).isMissingNode()).isTrue();
    }

    @Test
    void dollarIsTheWholeBody() {
        assertThat(JsonPath.of("$").in(USER)).isSameAs(USER);
    }

    @Test
    void fieldsOfEventsStartInTheirMembers() {
        assertThat(JsonPath.ofMembers("name.givenName").in(USER)).isEqualTo(json("\"Ada\""));
        assertThat(JsonPath.ofMembers("['urn:x:2.0:User'].department").in(USER)).isEqualTo(json("\"Ops\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "$name", "$..name", "$.emails[-1]", "$.emails[?(@.type)]"})
    void refusesWhatIsOutsideTheSubset(String path) {
        assertThatIllegalArgumentException().isThrownBy(() -> JsonPath.of(path));
    }
}
