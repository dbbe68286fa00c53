package dev.muster.support.trace;

import static dev.muster.support.trace.MatcherTest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CapturesTest {

    private final Captures captures = new Captures();

    @BeforeEach
    void capture() {
        captures.put("id", json("\"u$1\""));
        captures.put("count", json("3"));
        captures.put("doc", json("{\"a\":[1]}"));
    }

    @Test
    void aReferenceAloneKeepsItsType() {
        assertThat(captures.fill(json("[\"${id}\",\"${count}\",{\"x\":\"${doc}\"}]")))
                .isEqualTo(json("[\"u$1\",3,{\"x\":{\"a\":[1]}}]"));
    }

    @Test
    void insideALongerTextItIsText() {
        assertThat(captures.fill(json("\"/Users/${id}?n=${count}\""))).isEqualTo(json("\"/Users/u$1?n=3\""));
    }

    @Test
    void memberNamesAreFilledToo() {
        assertThat(captures.fill(json("{\"$.members[?(@.value=='${id}')]\":1}")))
                .isEqualTo(json("{\"$.members[?(@.value=='u$1')]\":1}"));
    }

    @Test
    void anUnknownNameIsNamed() {
        assertThatThrownBy(() -> captures.fill(json("{\"a\":\"x ${nobody}\"}")))
                .isInstanceOf(Captures.Unknown.class)
                .hasMessageContaining("${nobody}");
    }

    @Test
    void mergeGoesFromLeftToRightAndReplacesArrays() {
        assertThat(Merge.resolve(json("""
                        {"body":{"$merge":[
                          {"name":{"given":"A","family":"B"},"emails":[1,2],"title":"x"},
                          {"name":{"family":"C"},"emails":[3]},
                          {"title":null}]}}""")))
                .isEqualTo(
                        json("{\"body\":{\"name\":{\"given\":\"A\",\"family\":\"C\"},\"emails\":[3],\"title\":null}}"));
    }
}
