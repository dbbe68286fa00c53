package dev.muster.directory.attribute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AttributePathTest {

    private static final JsonMapper JSON = new JsonMapper();

    private static final String ADA = """
            {"userName":"ada","name":{"givenName":"Ada"},
             "emails":[{"value":"a@work.test","type":"work","primary":true},{"value":"a@home.test","type":"home"},
                       {"value":"b@work.test","type":"Work"}],
             "tags":["x","y"],
             "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"costCenter":"4711","manager":{"value":"m1"}},
             "urn:acme:hr":{"site":{"floor":{"room":7}},"badges":[{"kind":"a:b","no":1}]}}
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "userName|\"ada\"",
                "USERNAME|\"ada\"",
                "name.givenName|\"Ada\"",
                "urn:ietf:params:scim:schemas:core:2.0:User:name.givenName|\"Ada\"",
                "emails[type eq \"work\"].value|[\"a@work.test\",\"b@work.test\"]",
                "emails[type EQ \"work\" and primary eq true].value|[\"a@work.test\"]",
                "emails.value|[\"a@work.test\",\"a@home.test\",\"b@work.test\"]",
                "emails[type eq \"home\"]|[{\"value\":\"a@home.test\",\"type\":\"home\"}]",
                "tags|[\"x\",\"y\"]",
                "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:costCenter|\"4711\"",
                "URN:ietf:params:scim:schemas:extension:enterprise:2.0:user:manager.value|\"m1\"",
                "urn:acme:hr:site.floor.room|7",
                "urn:acme:hr:badges[kind eq \"a:b\"].no|[1]",
            })
    void leadsToWhatStandsThere(String path, String expected) throws Exception {
        assertThat(AttributePath.parse(path).in(ada())).isEqualTo(JSON.readTree(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "title",
                "userName.part",
                "emails[type eq \"other\"].value",
                "emails[primary eq false].value",
                "urn:acme:other:site",
                "urn:acme:hr:site.roof",
                "tags.value",
            })
    void leadsNowhere(String path) throws Exception {
        assertThat(AttributePath.parse(path).in(ada()).isMissingNode()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                "a b",
                "name.",
                "emails[",
                "emails[]",
                "emails[type]",
                "emails[type co \"w\"]",
                "emails[type eq \"w]",
                "emails[type eq \"w\" or type eq \"h\"]",
                "emails[type eq \"w\" and]",
                "emails[type eq \"w\"]value",
                "a[b eq \"c\"][d eq \"e\"]",
            })
    void isRefusedWithASentence(String text) {
        assertThatThrownBy(() -> AttributePath.parse(text))
                .isInstanceOf(InvalidPath.class)
                .hasMessageEndingWith(".");
    }

    @Test
    void longTextsAreRefusedBeforeTheyAreRead() {
        assertThatThrownBy(() -> AttributePath.parse("a[b eq \"" + "\\\"".repeat(100_000)))
                .isInstanceOf(InvalidPath.class);
    }

    @Test
    void placesAreAllThereIsToChooseFromAndLeadThere() throws Exception {
        List<String> paths = Place.of(ada()).stream().map(Place::path).toList();
        assertThat(paths)
                .contains(
                        "userName",
                        "name.givenName",
                        "emails",
                        "emails[type eq \"work\"].value",
                        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:costCenter",
                        "urn:acme:hr:site.floor.room",
                        "urn:acme:hr:badges.no");
        for (Place place : Place.of(ada())) {
            assertThat(AttributePath.parse(place.path()).in(ada()).isMissingNode())
                    .isFalse();
        }
    }

    private static ObjectNode ada() throws Exception {
        return (ObjectNode) JSON.readTree(ADA);
    }
}
