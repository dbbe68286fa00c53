package dev.muster.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StringifyTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper EXACT = new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.USE_BIG_INTEGER_FOR_INTS);

    /** The right column is what Node prints for {@code JSON.stringify(JSON.parse(left))}. */
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, 0",
        "-0.0, 0",
        "0e10, 0",
        "1, 1",
        "-1, -1",
        "1.0, 1",
        "1.50, 1.5",
        "100, 100",
        "1e2, 100",
        "1E+2, 100",
        "123.456, 123.456",
        "-123.456e3, -123456",
        "0.1, 0.1",
        "0.000001, 0.000001",
        "0.0000012345, 0.0000012345",
        "0.0000001, 1e-7",
        "1e-7, 1e-7",
        "1.5e-7, 1.5e-7",
        "1e20, 100000000000000000000",
        "123456789012345678901, 123456789012345680000",
        "999999999999999900000, 999999999999999900000",
        "1e21, 1e+21",
        "1.25e21, 1.25e+21",
        "9007199254740991, 9007199254740991",
        "9007199254740992, 9007199254740992",
        "9007199254740993, 9007199254740992",
        "-9007199254740993, -9007199254740992",
        "9223372036854775807, 9223372036854776000",
        "12345678901234567890, 12345678901234567000",
        "0.30000000000000004, 0.30000000000000004",
        "0.1000000000000000055511151231257827, 0.1",
        "2e-323, 2e-323",
        "5e-324, 5e-324",
        "4.9e-324, 5e-324",
        "9.9e-324, 1e-323",
        "1.5e-323, 1.5e-323",
        "2e-324, 0",
        "2.2250738585072014e-308, 2.2250738585072014e-308",
        "1.7976931348623157e308, 1.7976931348623157e+308",
        "1e400, null",
        "-1e400, null",
        "2e23, 2e+23",
        "1e23, 1e+23",
        "4.35, 4.35",
        "0.000123, 0.000123",
        "18014398509481985, 18014398509481984",
    })
    void numbersArePrintedAsJavaScriptWould(String number, String expected) {
        assertThat(stringify(JSON, number)).isEqualTo(expected);
        assertThat(stringify(EXACT, number)).isEqualTo(expected);
    }

    @Test
    void javaNumbersOfEveryKindPrintAlike() {
        JsonNodeFactory nodes = JsonNodeFactory.instance;

        assertThat(print(nodes.numberNode((short) 7))).isEqualTo("7");
        assertThat(print(nodes.numberNode(1.1f))).isEqualTo("1.1");
        assertThat(print(nodes.numberNode(Long.MIN_VALUE))).isEqualTo("-9223372036854776000");
        assertThat(print(nodes.numberNode(new BigInteger("1" + "0".repeat(30)))))
                .isEqualTo("1e+30");
        assertThat(print(nodes.numberNode(new BigDecimal("1.000")))).isEqualTo("1");
        assertThat(print(nodes.numberNode(Double.NaN))).isEqualTo("null");
    }

    @Test
    void onlyQuoteBackslashAndControlCharactersAreEscaped() {
        String text = "\"\\/\b\f\n\r\t\u0000\u001f\u007f\u0080é\u2028€😀";

        assertThat(print(JSON.getNodeFactory().textNode(text)))
                .isEqualTo("\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\u007f\u0080é\u2028€😀\"");
    }

    @Test
    void surrogatesWithoutPartnerAreEscapedInLowerCase() {
        assertThat(stringify(JSON, "\"a\\uD83Db\\uDE00\\uD83D\\uDE00\\uDBFF\""))
                .isEqualTo("\"a\\ud83db\\ude00😀\\udbff\"");
    }

    @Test
    void keysLikeArrayIndexesComeFirstInAscendingOrder() {
        assertThat(stringify(JSON, """
                {"b":1,"10":2,"9":3,"a":4,"4294967295":5,"4294967294":6,"01":7,"0":8,"-1":9,"1.0":10,"":11,"99999999999":12}""")).isEqualTo("""
                {"0":8,"9":3,"10":2,"4294967294":6,"b":1,"a":4,"4294967295":5,"01":7,"-1":9,"1.0":10,"":11,"99999999999":12}""");
    }

    @Test
    void aRepeatedKeyKeepsItsFirstPlaceAndItsLastValue() {
        assertThat(stringify(JSON, "{\"a\":1,\"b\":2,\"a\":3}")).isEqualTo("{\"a\":3,\"b\":2}");
    }

    @Test
    void whitespaceGoesAndStructureStays() {
        assertThat(stringify(JSON, " { \"a\" : [ ] , \"b\" : { } , \"c\" : [ null , true , false , [ 1 ] ] } "))
                .isEqualTo("{\"a\":[],\"b\":{},\"c\":[null,true,false,[1]]}");
    }

    @Test
    void whatItPrintsItPrintsAgain() {
        for (String document : RandomJson.documents(20261123, 300)) {
            String once = stringify(JSON, document);
            assertThat(stringify(JSON, once)).isEqualTo(once);
        }
    }

    @Test
    void longTextsGrowTheBuffer() {
        String text = "€".repeat(100_000);

        assertThat(print(JSON.getNodeFactory().textNode(text))).isEqualTo('"' + text + '"');
    }

    @Test
    void whatIsNotJsonIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Stringify.utf8(MissingNode.getInstance()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Stringify.utf8(JSON.getNodeFactory().pojoNode(new Object())));
    }

    private static String stringify(ObjectMapper mapper, String json) {
        try {
            return print(mapper.readTree(json));
        } catch (JsonProcessingException e) {
            throw new AssertionError(json, e);
        }
    }

    private static String print(JsonNode tree) {
        return new String(Stringify.utf8(tree), StandardCharsets.UTF_8);
    }
}
