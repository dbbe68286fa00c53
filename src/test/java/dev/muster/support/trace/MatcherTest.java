package dev.muster.support.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatcherTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    "a"                               | "a"
                    1                                 | 1.0
                    null                              | null
                    []                                | []
                    ["a",{"$type":"integer"}]         | ["a",7]
                    {}                                | {"a":1}
                    {"a":1}                           | {"a":1,"b":2}
                    {"a":{"$absent":true}}            | {"b":2}
                    {"$ref":null}                     | {"$ref":null,"value":"x"}
                    {"$absent":true}                  | absent
                    {"$absent":false}                 | null
                    {"$exists":true}                  | ""
                    {"$exists":false}                 | null
                    {"$empty":true}                   | absent
                    {"$empty":true}                   | null
                    {"$empty":true}                   | ""
                    {"$empty":true}                   | []
                    {"$empty":true}                   | {}
                    {"$empty":false}                  | [0]
                    {"$type":"number"}                | 1
                    {"$type":"integer"}               | 1
                    {"$type":"boolean"}               | false
                    {"$type":["array","null"]}        | null
                    {"$regex":"b.c"}                  | "ab\\nc"
                    {"$iregex":"USERname"}            | "the userName is missing"
                    {"$eqi":"ADA"}                    | "Ada"
                    {"$in":["a","b"]}                 | "b"
                    {"$any":[1,{"$gte":5}]}           | 6
                    {"$all":[{"$gte":5},{"$lte":7}]}  | 6
                    {"$gte":5,"$lte":7}               | 7
                    {"$not":{"$regex":"[^:]//"}}      | "http://a/b"
                    {"$not":"a"}                      | absent
                    {"$contains":{"a":1}}             | [{"b":1},{"a":1}]
                    {"$contains":"a"}                 | ["b","a"]
                    {"$contains":"ell"}               | "hello"
                    {"$len":{"$gte":2}}               | [1,2]
                    {"$len":5}                        | "hello"
                    {"$set":[{"$type":"string"},"a"]} | ["a","b"]
                    """)
    void fits(String matcher, String value) {
        assertThat(MatcherReader.read(json(matcher)).matches(json(value))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    "1"                               | 1
                    true                              | "true"
                    null                              | absent
                    ["a"]                             | ["a","b"]
                    {}                                | []
                    {"a":1}                           | {"a":2}
                    {"$absent":true}                  | null
                    {"$exists":true}                  | null
                    {"$empty":true}                   | " "
                    {"$empty":true}                   | 0
                    {"$type":"integer"}               | 1.5
                    {"$type":"string"}                | absent
                    {"$regex":"A"}                    | "a"
                    {"$regex":"1"}                    | 1
                    {"$eqi":"a"}                      | "ab"
                    {"$in":["a"]}                     | "b"
                    {"$all":[{"$gte":5},{"$lte":7}]}  | 8
                    {"$gte":5}                        | "6"
                    {"$not":{"$type":"string"}}       | "a"
                    {"$contains":"z"}                 | ["a"]
                    {"$contains":"z"}                 | absent
                    {"$len":2}                        | 2
                    {"$set":["a","a"]}                | ["a","b"]
                    {"$set":["a"]}                    | ["a","a"]
                    """)
    void doesNotFit(String matcher, String value) {
        assertThat(MatcherReader.read(json(matcher)).matches(json(value))).isFalse();
    }

    @Test
    void operatorsAndMembersDoNotMix() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MatcherReader.read(json("{\"$gte\":1,\"name\":\"a\"}")))
                .withMessageContaining("name");
    }

    static JsonNode json(String text) {
        try {
            return text.equals("absent") ? MissingNode.getInstance() : new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
