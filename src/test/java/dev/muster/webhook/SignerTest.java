package dev.muster.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.workos.webhooks.Webhook;
import dev.muster.vault.Secret;
import dev.muster.vault.Tokens;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.SignatureException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SignerTest {

    private static final String BODY = """
            {"id":"event_01HZ0000000000000000000000","event":"dsync.user.updated","data":{"object":"directory_user",\
            "first_name":"Zoë \\"Q\\"","state":"active","custom_attributes":{"7":"x","score":1,"path":"a/b",\
            "ctl":"\\u001f","none":null}},"created_at":"2026-01-15T12:00:00.000Z"}""";
    private static final byte[] BYTES = BODY.getBytes(StandardCharsets.UTF_8);
    private static final String ID = "event_01HZ0000000000000000000000";

    private final Secret secret = Tokens.issueWebhookSecret();
    private final Secret previous = Tokens.issueWebhookSecret();

    @Test
    void theWorkOsHeaderAgreesWithTheKnownVector() {
        Map<String, String> headers = Signer.of(new Secret("whsec_test_0123456789"))
                .headers(ID, BYTES, Instant.ofEpochMilli(1_768_478_400_000L));

        assertThat(headers)
                .containsEntry(
                        "WorkOS-Signature",
                        "t=1768478400000, v1=bb6878291a38b128cf76cd01c0eaf80f96cd5bc257591c58ca5f520e141c499b");
    }

    @Test
    void theWorkOsSdkAcceptsIt() throws Exception {
        String header =
                Signer.of(secret, previous).headers(ID, BYTES, Instant.now()).get("WorkOS-Signature");

        assertThat(new Webhook()
                        .constructEvent(BODY, header, secret.reveal())
                        .path("id")
                        .asText())
                .isEqualTo(ID);
        assertThatExceptionOfType(SignatureException.class)
                .isThrownBy(() -> new Webhook().constructEvent(BODY, header, previous.reveal()));
        assertThatExceptionOfType(SignatureException.class)
                .isThrownBy(() -> new Webhook().constructEvent(BODY + " ", header, secret.reveal()));
    }

    @Test
    void theStandardWebhooksLibraryAcceptsEveryRotatingSecret() throws Exception {
        Map<String, String> headers = Signer.of(secret, previous).headers(ID, BYTES, Instant.now());

        standardVerify(secret, headers);
        standardVerify(previous, headers);
        assertThatExceptionOfType(WebhookVerificationException.class)
                .isThrownBy(() -> standardVerify(Tokens.issueWebhookSecret(), headers));
    }

    @Test
    void ed25519IsAddedOnRequest() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Instant now = Instant.ofEpochSecond(1_768_478_400);

        String header = Signer.of(secret)
                .withEd25519(pair.getPrivate())
                .headers(ID, BYTES, now)
                .get("webhook-signature");

        assertThat(header).matches("v1,\\S+ v1a,\\S+");
        Signature verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(pair.getPublic());
        verifier.update((ID + ".1768478400." + BODY).getBytes(StandardCharsets.UTF_8));
        assertThat(verifier.verify(Base64.getDecoder().decode(header.substring(header.indexOf("v1a,") + 4))))
                .isTrue();
    }

    @Test
    void theTimesAreMillisecondsForOneSchemeAndSecondsForTheOther() {
        Map<String, String> headers = Signer.of(secret).headers(ID, BYTES, Instant.ofEpochMilli(1_768_478_400_999L));

        assertThat(headers.get("WorkOS-Signature")).matches("t=1768478400999, v1=[0-9a-f]{64}");
        assertThat(headers).containsEntry("webhook-timestamp", "1768478400").containsEntry("webhook-id", ID);
    }

    @Test
    void aSecretThatIsNotBase64SignsForWorkOsOnly() {
        Map<String, String> headers = Signer.of(new Secret("whsec_not~base64")).headers(ID, BYTES, Instant.now());

        assertThat(headers).containsKey("WorkOS-Signature").doesNotContainKey("webhook-signature");
    }

    private static void standardVerify(Secret secret, Map<String, String> headers) throws Exception {
        Map<String, List<String>> lists =
                headers.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, e -> List.of(e.getValue())));
        new com.standardwebhooks.Webhook(secret.reveal()).verify(BODY, lists);
    }
}
