package dev.muster.requestlog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeptBodyTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"userName\":\"ada\",\"password\":\"s3cret\"}",
                "{\"userName\":\"ada\",\"PassWord\":12345}",
                "{\"pass\\u0077ord\":\"s3cret\"}",
                "{\"password\":{\"value\":\"s3cret\"}}",
                "{\"password\":[\"s3cret\",[\"s3cret\"]]}",
                "{\"urn:x:y:User\":{\"clientSecret\":\"s3cret\"}}",
                "{\"Operations\":[{\"op\":\"replace\",\"path\":\"password\",\"value\":\"s3cret\"}]}",
                "{\"Operations\":[{\"op\":\"replace\",\"value\":\"s3cret\",\"path\":\"password\"}]}",
                "{\"Operations\":[{\"op\":\"replace\",\"path\":\"password\",\"value\":[\"s3cret\"]}]}",
                "{\"Operations\":[{\"op\":\"replace\",\"value\":{\"x\":\"s3cret\"},\"path\":\"password\"}]}",
                "{\"Operations\":[{\"op\":\"replace\",\"value\":\"s3cret\",\"value\":\"x\",\"path\":\"password\"}]}",
                "{\"Operations\":[{\"op\":\"replace\",\"value\":{\"password\":\"s3cret\"}}]}",
                "{\"Operations\":[{\"method\":\"POST\",\"data\":{\"password\":\"s3cret\"}}]}",
                "{\"Operations\":[{\"op\":\"replace\",\"value\":\"s3cret\"",
                "{\"Operations\":[{\"op\":\"replace\",\"value\":\"s3cret\",\"pa",
                "{\"Operations\":[{\"op\":\"replace\",\"value\":[\"s3cret\",\"s3c",
                "{\"password\":\"s3cret",
                "{\"password\":[\"s3cret\",",
                "password=s3cret&userName=ada",
                "{password: 's3cret'}",
                "{\"title\":\"Authorization: Bearer s3cret\"}",
                "{\"title\":\"see dst_s3cretAs3cretAs3cretAs3cretAs3cretA12345\"}",
                "{\"dst_s3cretAs3cretAs3cretAs3cretAs3cretA12345\":1}",
            })
    void noSecretIsKept(String body) {
        String kept = KeptBody.of(body.getBytes(UTF_8), "userName").text();
        assertThat(kept).doesNotContain("s3c").doesNotContain("12345");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":[1,2.50,true,null,{\"b\":\"x\"}],\"c\":{}}",
                "{\"name\":\"Ünïcødé 😀 \\\" \\\\ \\u0000\"}",
                "{\"Operations\":[{\"op\":\"Add\",\"path\":\"members\",\"value\":[{\"value\":\"x\"},{\"value\":\"y\"}]}]}",
                "{\"detail\":\"The bearer token is missing.\"}",
                "[]",
            })
    void everythingElseIsKeptAsItWas(String body) {
        assertThat(KeptBody.of(body.getBytes(UTF_8), null).text()).isEqualTo(body);
    }

    @Test
    void whatIsCutOffSaysSo() {
        byte[] whole = "{\"userName\":\"ada\",\"title\":\"Ünïcødé\"}".getBytes(UTF_8);
        for (int length = 1; length < whole.length; length++) {
            var kept = KeptBody.of(Arrays.copyOf(whole, length), "userName");
            assertThat(kept.text()).endsWith(KeptBody.CUT);
        }
        assertThat(KeptBody.of(Arrays.copyOf(whole, 20), "userName").name()).isEqualTo("ada");
    }

    @Test
    void theNameIsThatOfTheResourceAndNotOneFurtherInside() {
        var kept = KeptBody.of("{\"x\":{\"userName\":\"other\"},\"username\":\"ada\"}".getBytes(UTF_8), "userName");
        assertThat(kept.name()).isEqualTo("ada");
        assertThat(KeptBody.of(null, "userName").text()).isNull();
    }

    @Test
    void queriesKeepTheirFormWithoutTokens() {
        assertThat(Secrets.maskedQuery("filter=userName+eq+%22ada%22&count=1"))
                .isEqualTo("filter=userName+eq+%22ada%22&count=1");
        assertThat(Secrets.maskedQuery("count=1&access_token=abc&x=y")).isEqualTo("count=1&access_token=•••&x=y");
        assertThat(Secrets.maskedQuery("filter=password+eq+%22abc%22")).isEqualTo("filter=•••");
        assertThat(Secrets.maskedQuery("x=dst_0123456789abcdef")).isEqualTo("x=•••");
    }
}
