package dev.muster.directory.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttributeTypeTest {

    private static final JsonMapper JSON = new JsonMapper();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "string|\"x\"|\"x\"",
                "string|12|\"12\"",
                "string|[\"x\",\"y\"]|\"x\"",
                "string|{\"a\":1}|",
                "number|4711|4711",
                "number|\"4711\"|4711",
                "number|\"1.50\"|1.5",
                "number|\"1e3\"|1000",
                "number|\"1e999999999\"|",
                "number|\"x\"|",
                "number|true|",
                "boolean|\"TRUE\"|true",
                "boolean|false|false",
                "boolean|1|",
                "object|{\"a\":1}|{\"a\":1}",
                "object|[{\"a\":1}]|{\"a\":1}",
                "object|\"x\"|",
                "array|[1,2]|[1,2]",
                "array|\"x\"|[\"x\"]",
            })
    void valuesAreReadTolerantly(String type, String value, String expected) throws Exception {
        var read = AttributeType.BY_NAME.get(type).read(JSON.readTree(value));
        assertThat(read.orElse(null)).isEqualTo(expected == null ? null : JSON.readTree(expected));
    }
}
