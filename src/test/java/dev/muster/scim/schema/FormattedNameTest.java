package dev.muster.scim.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.scim.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormattedNameTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {'givenName':'Sol','familyName':'I','formatted':'Sol I'}    | {'givenName':'Ana','familyName':'I','formatted':'Sol I'}  | Ana I
                    {'givenName':'Sol','familyName':'I','formatted':'Dr. Sol'}  | {'givenName':'Ana','familyName':'I','formatted':'Dr. Sol'} | Dr. Sol
                    {'givenName':'Sol','familyName':'I','formatted':'Sol I'}    | {'givenName':'Ana','familyName':'I','formatted':'A. I'}   | A. I
                    {'givenName':'Sol','formatted':'Sol'}                       | {'givenName':'Sol','familyName':'I','formatted':'Sol'}    | Sol I
                    {'givenName':'Sol','formatted':'Sol'}                       | {'formatted':'Sol'}                                       | ``
                    {'givenName':'Sol','formatted':'Sol'}                       | {'givenName':'Ana'}                                       | ``
                    """)
    void formattedNameFollowsTheNamesItWasMadeOf(String before, String after, String formatted) {
        var resource = Json.object("{'name':" + after + "}");

        FormattedName.follow(Json.object("{'name':" + before + "}"), resource);

        assertThat(resource.at("/name/formatted").asText("")).isEqualTo(formatted);
    }

    @Test
    void aNameWithoutAnyPartIsNoName() {
        var resource = Json.object("{'userName':'sol','name':{'formatted':'Sol'}}");

        FormattedName.follow(Json.object("{'name':{'givenName':'Sol','formatted':'Sol'}}"), resource);

        assertThat(resource).isEqualTo(Json.object("{'userName':'sol'}"));
    }
}
