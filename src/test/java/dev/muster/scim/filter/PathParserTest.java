package dev.muster.scim.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.muster.scim.error.ScimException;
import dev.muster.scim.error.ScimType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathParserTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "members",
                "name.familyName",
                "addresses[type eq \"work\"]",
                "members[value eq \"2819c223-7f76-453a-919d-413861904646\"]",
                "members[value eq \"2819c223\"].displayName",
                "emails[type eq \"work\" and value ew \"example.com\"].value",
                "emails[not (type eq \"a]b\") or primary eq true].$ref",
                "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User",
                "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.displayName",
                "urn:ietf:params:scim:schemas:core:2.0:User:emails[type eq \"work\"].value"
            })
    void pathsArePrintedAsTheyWereWritten(String text) {
        assertThat(PathParser.parse(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    emails[                         | INVALID_FILTER
                    emails[type eq                  | INVALID_FILTER
                    emails[type eq "work"           | INVALID_FILTER
                    emails[]                        | INVALID_FILTER
                    emails[type]                    | INVALID_FILTER
                    emails[type eq "work"].         | INVALID_PATH
                    emails[type eq "work"].a.b      | INVALID_PATH
                    emails[type eq "work"]value     | INVALID_PATH
                    emails.value[type eq "work"]    | INVALID_PATH
                    emails value                    | INVALID_PATH
                    /emails/0                       | INVALID_PATH
                    [type eq "work"]                | INVALID_PATH
                    name..familyName                | INVALID_PATH
                    1                               | INVALID_PATH
                    """)
    void whatIsNoPathIsRefused(String text, ScimType type) {
        var refused = catchThrowableOfType(ScimException.class, () -> PathParser.parse(text));

        assertThat(refused.type()).isEqualTo(type);
    }
}
