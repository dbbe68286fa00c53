package dev.muster.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.standardwebhooks.Webhook;
import dev.muster.support.FakeReceiver;
import dev.muster.support.FakeReceiver.Received;
import dev.muster.support.Tenants;
import dev.muster.tenant.CurrentEnvironment;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code v1a} signatures as a receiver sees them, checked by OpenSSL's Ed25519 through Node. */
@QuarkusTest
@ActivateRequestContext
class SigningKeyTest {

    private static final String CHECK = """
            const crypto = require('crypto');
            const [key, id, timestamp, signature, body] = process.argv.slice(1);
            const raw = Buffer.from(key.replace('whpk_', ''), 'base64');
            const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw]);
            const publicKey = crypto.createPublicKey({ key: der, format: 'der', type: 'spki' });
            const v1a = signature.split(' ').filter(one => one.startsWith('v1a,')).map(one => one.slice(4));
            const signed = Buffer.from(`${id}.${timestamp}.${body}`);
            console.log(v1a.length === 1 && crypto.verify(null, signed, publicKey, Buffer.from(v1a[0], 'base64')));
            """;

    @Inject
    Tenants tenants;

    @Inject
    CurrentEnvironment environment;

    @Inject
    Endpoints endpoints;

    @Inject
    EndpointKeys keys;

    @Inject
    TestEvents tests;

    private final FakeReceiver receiver = FakeReceiver.start();
    private Endpoint endpoint;

    @BeforeEach
    void makeEndpoint() {
        environment.enter(tenants.fresh().environmentId());
        var saved = (EndpointOutcome.Saved) endpoints.create(receiver.url(), List.of("dsync.user.created"));
        endpoint = saved.endpoint();
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void anIndependentImplementationAcceptsIt() throws Exception {
        assumeTrue(nodeIsInstalled(), "no node on the path");
        String key = publicKey();
        Received sent = send();

        assertThat(verified(key, sent, new String(sent.body(), StandardCharsets.UTF_8)))
                .isEqualTo("true\n");
        assertThat(verified(key, sent, "{}")).isEqualTo("false\n");
        assertThat(verified(publicKey(), sent, new String(sent.body(), StandardCharsets.UTF_8)))
                .isEqualTo("false\n");
    }

    @Test
    void theOtherSignaturesStayAsTheyWere() throws Exception {
        publicKey();
        Received sent = send();

        assertThat(sent.header("WorkOS-Signature")).matches("t=\\d{13}, v1=[0-9a-f]{64}");
        assertThat(sent.header("webhook-signature")).matches("v1,\\S+ v1a,\\S+");
        Map<String, List<String>> headers = sent.headers().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.of(entry.getValue())));
        new Webhook(endpoint.secret().reveal()).verify(new String(sent.body(), StandardCharsets.UTF_8), headers);
    }

    @Test
    void withoutAKeyThereIsNone() {
        assertThat(send().header("webhook-signature")).doesNotContain("v1a");
        publicKey();
        keys.signAsymmetrically(endpoint.id(), false);
        assertThat(send().header("webhook-signature")).doesNotContain("v1a");
    }

    private String publicKey() {
        return keys.signAsymmetrically(endpoint.id(), true)
                .orElseThrow()
                .signingKey()
                .orElseThrow();
    }

    private Received send() {
        tests.send(endpoint.id(), "dsync.user.created");
        return receiver.received().getLast();
    }

    private static String verified(String key, Received sent, String body) throws Exception {
        Path output = Files.createTempFile("v1a", ".txt");
        new ProcessBuilder(
                        "node",
                        "-e",
                        CHECK,
                        key,
                        sent.header("webhook-id"),
                        sent.header("webhook-timestamp"),
                        sent.header("webhook-signature"),
                        body)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
        return Files.readString(output);
    }

    private static boolean nodeIsInstalled() {
        return List.of(System.getenv("PATH").split(java.io.File.pathSeparator)).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "node")));
    }
}
