package dev.muster.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SealerTest {

    private static final String OLD = base64(1);
    private static final String NEW = base64(2);
    private static final byte[] PLAIN = "whsec_Zoë".getBytes(StandardCharsets.UTF_8);
    private static final String PLACE = "webhook_endpoint/01563e3a";

    private final Sealer sealer = sealer("old:" + OLD);

    @Test
    void opensWhatItSealed() {
        byte[] sealed = sealer.seal(PLAIN, PLACE);

        assertThat(sealer.open(sealed, PLACE)).isEqualTo(PLAIN);
        assertThat(sealer.open(sealer.seal(new byte[0], PLACE), PLACE)).isEmpty();
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("whsec");
    }

    @Test
    void theSameTextIsSealedDifferentlyEachTime() {
        assertThat(sealer.seal(PLAIN, PLACE)).isNotEqualTo(sealer.seal(PLAIN, PLACE));
    }

    @Test
    void sealedBytesOfAnotherRowDoNotOpen() {
        byte[] sealed = sealer.seal(PLAIN, PLACE);

        assertThatExceptionOfType(CannotOpen.class).isThrownBy(() -> sealer.open(sealed, "webhook_endpoint/other"));
    }

    @Test
    void noChangedByteOpens() {
        byte[] sealed = sealer.seal(PLAIN, PLACE);

        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThatExceptionOfType(CannotOpen.class).isThrownBy(() -> sealer.open(changed, PLACE));
        }
    }

    @Test
    void shortenedBytesDoNotOpen() {
        byte[] sealed = sealer.seal(PLAIN, PLACE);

        for (int length = 0; length < sealed.length; length++) {
            byte[] shortened = Arrays.copyOf(sealed, length);
            assertThatExceptionOfType(CannotOpen.class).isThrownBy(() -> sealer.open(shortened, PLACE));
        }
        assertThatExceptionOfType(CannotOpen.class).isThrownBy(() -> sealer.open(new byte[] {1, -1, 0}, PLACE));
    }

    @Test
    void rotationSealsWithTheFirstKeyAndOpensWithAll() {
        byte[] before = sealer.seal(PLAIN, PLACE);
        Sealer rotated = sealer("new:" + NEW + ", old:" + OLD);

        assertThat(rotated.open(before, PLACE)).isEqualTo(PLAIN);
        assertThat(rotated.outdated(before)).isTrue();
        byte[] after = rotated.seal(rotated.open(before, PLACE), PLACE);
        assertThat(Sealer.keyIdOf(after)).isEqualTo("new");
        assertThat(rotated.outdated(after)).isFalse();
        assertThat(sealer("new:" + NEW).open(after, PLACE)).isEqualTo(PLAIN);
    }

    @Test
    void aMissingKeyIsNamed() {
        byte[] sealed = sealer.seal(PLAIN, PLACE);

        assertThatExceptionOfType(CannotOpen.class)
                .isThrownBy(() -> sealer("new:" + NEW).open(sealed, PLACE))
                .withMessageContaining("'old'");
    }

    @Test
    void anotherKeyOfTheSameIdDoesNotOpen() {
        byte[] sealed = sealer.seal(PLAIN, PLACE);

        assertThatExceptionOfType(CannotOpen.class)
                .isThrownBy(() -> sealer("old:" + NEW).open(sealed, PLACE));
    }

    @Test
    void aKeyAloneHasTheIdK1AndCanBeRotatedOutLater() {
        byte[] sealed = sealer(OLD).seal(PLAIN, PLACE);

        assertThat(Sealer.keyIdOf(sealed)).isEqualTo("k1");
        assertThat(sealer("new:" + NEW + ",k1:" + OLD).open(sealed, PLACE)).isEqualTo(PLAIN);
    }

    @Test
    void aPassphraseIsAKeyTooAndCanBeRotatedOutLater() {
        String passphrase = "correct horse battery staple, twice over";
        byte[] sealed = sealer(passphrase).seal(PLAIN, PLACE);
        String asBase64 = Base64.getEncoder().encodeToString(passphrase.getBytes(StandardCharsets.UTF_8));

        assertThat(sealer("new:" + NEW + ",k1:" + asBase64).open(sealed, PLACE)).isEqualTo(PLAIN);
    }

    @Test
    void aGeneratedKeyReads() {
        String generated = MasterKeys.generate().reveal();

        assertThat(MasterKeys.parse(generated).ids()).containsExactly("k1");
        assertThat(generated).isNotEqualTo(MasterKeys.generate().reveal());
    }

    @Test
    void eachPurposeAndEachKeyDerivesItsOwn() {
        MasterKeys keys = MasterKeys.parse("new:" + NEW + ",old:" + OLD);

        assertThat(keys.currentId()).isEqualTo("new");
        assertThat(keys.derive("new", "a").orElseThrow())
                .hasSize(32)
                .isEqualTo(keys.derive("new", "a").orElseThrow())
                .isNotEqualTo(keys.derive("new", "b").orElseThrow())
                .isNotEqualTo(keys.derive("old", "a").orElseThrow());
        assertThat(keys.derive("gone", "a")).isEmpty();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  ", "short", "k1:short", "k1:", ":", "k 1:x", "a:b:c", "k1:c2hvcnQ=,k2"})
    void wrongKeysAreRefusedWithASentence(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MasterKeys.parse(text))
                .withMessageEndingWith(".");
    }

    @Test
    void aRefusalNeverRepeatsTheKey() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MasterKeys.parse("k1:" + OLD + ",k1:" + NEW))
                .withMessage("The master key id 'k1' is given twice.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MasterKeys.parse("k1:" + OLD + "," + NEW))
                .matches(e -> !e.getMessage().contains(NEW));
        assertThat(MasterKeys.parse("k1:" + OLD)).hasToString("MasterKeys[k1]");
    }

    /** RFC 5869, test case 1, first block. */
    @Test
    void hkdfAgreesWithItsRfc() {
        HexFormat hex = HexFormat.of();
        byte[] key = Hkdf.derive(
                hex.parseHex("000102030405060708090a0b0c"),
                hex.parseHex("0b".repeat(22)),
                hex.parseHex("f0f1f2f3f4f5f6f7f8f9"));

        assertThat(hex.formatHex(key)).isEqualTo("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf");
    }

    private static Sealer sealer(String keys) {
        return new Sealer(MasterKeys.parse(keys));
    }

    private static String base64(int fill) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) fill);
        return Base64.getEncoder().encodeToString(key);
    }
}
