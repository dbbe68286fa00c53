package dev.muster.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {

    @ParameterizedTest
    @EnumSource
    void issuedTokensAreWellFormedForTheirOwnPrefixOnly(TokenPrefix prefix) {
        String token = Tokens.issue(prefix).reveal();

        assertThat(token).matches(prefix.text() + "[0-9A-Za-z]{38}");
        for (TokenPrefix other : TokenPrefix.values()) {
            assertThat(Tokens.wellFormed(other, token)).isEqualTo(other == prefix);
        }
    }

    @Test
    void tokensAreNeverTheSame() {
        assertThat(IntStream.range(0, 1_000)
                        .mapToObj(i -> Tokens.issue(TokenPrefix.API_KEY).reveal()))
                .doesNotHaveDuplicates();
    }

    @Test
    void everyDigitOccurs() {
        Map<Integer, Long> counts = IntStream.range(0, 1_000)
                .boxed()
                .flatMapToInt(i -> Tokens.issue(TokenPrefix.PORTAL_LINK)
                        .reveal()
                        .substring(3, 35)
                        .chars())
                .boxed()
                .collect(Collectors.groupingBy(c -> c, Collectors.counting()));

        assertThat(counts).hasSize(62);
        assertThat(counts.values()).allMatch(count -> count > 350 && count < 700);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "API_KEY")
    void anyChangedOrSwappedCharacterIsNoticed(TokenPrefix prefix) {
        String token = Tokens.issue(prefix).reveal();

        for (int i = 0; i < token.length(); i++) {
            char other = token.charAt(i) == 'x' ? 'y' : 'x';
            assertThat(Tokens.wellFormed(prefix, token.substring(0, i) + other + token.substring(i + 1)))
                    .isFalse();
        }
        assertThat(Tokens.wellFormed(prefix, token.substring(1))).isFalse();
        assertThat(Tokens.wellFormed(prefix, token + "0")).isFalse();
    }

    @Test
    void theChecksumIsTheSameInEveryRelease() {
        String token = "dst_" + "0123456789ABCDEFGHIJKLMNOPQRSTUV" + "0ERc6p";

        assertThat(Tokens.issued(TokenPrefix.DIRECTORY_TOKEN, token)).isTrue();
    }

    @Test
    void anApiKeyMayBeChosenWithoutAChecksum() {
        String chosen = "sk_" + "my-own/very+long.key~of_32_chars";

        assertThat(chosen).hasSize(35);
        assertThat(Tokens.wellFormed(TokenPrefix.API_KEY, chosen)).isTrue();
        assertThat(Tokens.issued(TokenPrefix.API_KEY, chosen)).isFalse();
        assertThat(Tokens.wellFormed(TokenPrefix.DIRECTORY_TOKEN, "dst_" + "a".repeat(38)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sk_",
                "sk_0123456789012345678901234567890",
                "sk 01234567890123456789012345678901",
                "SK_01234567890123456789012345678901",
                "sk_0123456789012345678901234567890 ",
                "sk_0123456789012345678901234567890é",
                "sk_0123456789012345678901234567890\n",
                "sk_0123456789012345678901234567890\u0000",
            })
    void strangersTextsAreNoApiKeys(String text) {
        assertThat(Tokens.wellFormed(TokenPrefix.API_KEY, text)).isFalse();
    }

    @Test
    void nullAndHugeTextsAreNoTokens() {
        for (TokenPrefix prefix : TokenPrefix.values()) {
            assertThat(Tokens.wellFormed(prefix, null)).isFalse();
            assertThat(Tokens.wellFormed(prefix, prefix.text() + "a".repeat(1 << 20)))
                    .isFalse();
        }
    }

    @Test
    void webhookSecretsCarry32BytesInBase64() {
        String secret = Tokens.issueWebhookSecret().reveal();

        assertThat(secret).startsWith("whsec_");
        assertThat(Base64.getDecoder().decode(secret.substring(6))).hasSize(32);
        assertThat(secret).isNotEqualTo(Tokens.issueWebhookSecret().reveal());
    }

    @Test
    void theHashIsSha256OfUtf8() {
        assertThat(HexFormat.of().formatHex(Tokens.hash("abc")))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(Tokens.hash("ë")).hasSize(32);
    }

    @Test
    void theSuffixIsTheLastFour() {
        assertThat(Tokens.suffix(new Secret("sk_abcdefgh"))).isEqualTo("efgh");
        assertThat(Tokens.suffix(new Secret("abc"))).isEqualTo("abc");
    }

    @Test
    void aSecretDoesNotShowItself() {
        Secret secret = new Secret("sk_visible");

        assertThat(secret)
                .hasToString("•••")
                .isEqualTo(new Secret("sk_visible"))
                .isNotEqualTo(new Secret("sk_other"));
        assertThat("key " + secret).doesNotContain("visible");
        assertThat(secret.reveal()).isEqualTo("sk_visible");
    }
}
