package dev.muster.scim.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.muster.scim.ProcessorTime;
import dev.muster.scim.error.ScimException;
import dev.muster.scim.error.ScimType;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterParserTest {

    /** The examples of RFC 7644 figure 2. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "userName eq \"bjensen\"",
                "name.familyName co \"O'Malley\"",
                "userName sw \"J\"",
                "urn:ietf:params:scim:schemas:core:2.0:User:userName sw \"J\"",
                "title pr",
                "meta.lastModified gt \"2011-05-13T04:42:34Z\"",
                "title pr and userType eq \"Employee\"",
                "title pr or userType eq \"Intern\"",
                "schemas eq \"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User\"",
                "userType eq \"Employee\" and (emails co \"example.com\" or emails.value co \"example.org\")",
                "userType ne \"Employee\" and not (emails co \"example.com\" or emails.value co \"example.org\")",
                "userType eq \"Employee\" and emails[type eq \"work\" and value co \"@example.com\"]",
                "emails[type eq \"work\" and value co \"@example.com\"] or ims[type eq \"xmpp\" and value co \"@foo.com\"]"
            })
    void examplesOfTheRfcArePrintedAsTheyWereWritten(String text) {
        assertThat(parse(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    USERNAME EQ "a" AND Title PR                  | USERNAME eq "a" and Title pr
                    a pr or b pr and c pr                         | a pr or (b pr and c pr)
                    (a pr or b pr) and c pr                       | (a pr or b pr) and c pr
                    a pr and b pr and c pr or d pr                | (a pr and b pr and c pr) or d pr
                    not (a pr) and b pr                           | not (a pr) and b pr
                    NOT(a pr)                                     | not (a pr)
                    ((((((((((a pr))))))))))                      | a pr
                    a  eq\t"x"                                   | a eq "x"
                    a eq "q\\"b\\\\c\\/\\u0041\\n"               | a eq "q\\"b\\\\c/A\\n"
                    a eq True and b eq FALSE and c eq NULL        | a eq true and b eq false and c eq null
                    a eq 1 and b gt -2.5e3                        | a eq 1 and b gt -2500
                    emails[type eq "work"].value eq "x"           | emails[type eq "work" and value eq "x"]
                    emails[type eq "work"].value pr and a pr      | emails[type eq "work" and value pr] and a pr
                    not eq "a"                                    | not eq "a"
                    organization eq "o" or order pr               | organization eq "o" or order pr
                    """)
    void formsOfClientsMeanTheSame(String written, String meaning) {
        assertThat(parse(written)).isEqualTo(parse(meaning));
    }

    @Test
    void textsMayContainAnything() {
        var filter = (Filter.Compare) parse("userName eq \"cn=A,ou=(x) ] and \\\\ \\\"b\\\" é😀\"");

        assertThat(filter.literal()).isEqualTo(new Literal.Text("cn=A,ou=(x) ] and \\ \"b\" é😀"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "userName",
                "userName eq",
                "userName eq bjensen",
                "userName eq 'bjensen'",
                "userName eq \"bjensen",
                "userName eq \"b\" \"c\"",
                "userName eq \"b\" and",
                "and userName pr",
                "userName is \"b\"",
                "userName pr title pr",
                "(userName pr",
                "userName pr)",
                "()",
                "not userName pr",
                "emails[type eq \"work\"",
                "emails[]",
                "emails[type eq \"work\"].",
                "emails[type eq \"work\"].value",
                "a.b.c pr",
                "1a pr",
                "userName eq \"\\x\"",
                "userName eq \"\\u12\"",
                "userName eq \"\\u0000\"",
                "userName eq \"\\ud800\"",
                "userName eq 1e999",
                "userName eq --1",
                "userName eq nan",
                "\u0000"
            })
    void whatIsNoFilterIsRefused(String text) {
        var refused = refusal(text);

        assertThat(refused.type()).isEqualTo(ScimType.INVALID_FILTER);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.detail()).isNotBlank();
    }

    @Test
    void refusalSaysWhereAndWhatToDo() {
        assertThat(refusal("userName eq bjensen").detail()).contains("userName").contains("double quotes");
        assertThat(refusal("(userName pr").detail()).contains("')'").contains("character 13");
    }

    static Stream<Arguments> hostileFilters() {
        return Stream.of(
                Arguments.of("clauses", "a pr" + " and a pr".repeat(3_000)),
                Arguments.of("many clauses", "a eq 1" + " or a eq 1".repeat(10_000)),
                Arguments.of("parentheses", "(".repeat(5_000) + "a pr" + ")".repeat(5_000)),
                Arguments.of("negations", "not (".repeat(5_000) + "a pr" + ")".repeat(5_000)),
                Arguments.of("brackets", "a[".repeat(5_000) + "b pr" + "]".repeat(5_000)),
                Arguments.of("text", "a eq \"" + "x".repeat(1_000_000) + "\""),
                Arguments.of("number", "a eq 1e" + "9".repeat(30_000)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostileFilters")
    void hostileFiltersAreRefusedAtOnce(String kind, String text) {
        Duration cost = ProcessorTime.of(() -> assertThat(refusal(text).type()).isEqualTo(ScimType.INVALID_FILTER));

        assertThat(cost).isLessThan(Duration.ofMillis(100));
    }

    @Test
    void largeButReasonableFilterIsRead() {
        assertThat(parse("id eq \"directory_user_01J\"" + " or id eq \"directory_user_01J\"".repeat(400)))
                .isInstanceOf(Filter.Or.class);
    }

    @Test
    void printedFilterParsesToItself() {
        long seed = System.nanoTime();
        var filters = new RandomFilters(seed);
        for (int i = 0; i < 2_000; i++) {
            Filter filter = i % 4 == 0 ? filters.anyLiteral() : filters.next(4);

            assertThat(parse(filter.text()))
                    .as("seed %d: %s", seed, filter.text())
                    .isEqualTo(filter);
        }
    }

    private static Filter parse(String text) {
        return FilterParser.parse(text);
    }

    private static ScimException refusal(String text) {
        return catchThrowableOfType(ScimException.class, () -> FilterParser.parse(text));
    }
}
