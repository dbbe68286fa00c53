package dev.muster.webhook;

import com.standardwebhooks.Webhook;
import dev.muster.support.FakeReceiver.Received;
import java.nio.charset.StandardCharsets;
import java.security.SignatureException;
import java.util.List;
import java.util.Map;

/** Verifies deliveries as an application would, with the libraries of WorkOS and Standard Webhooks. */
final class Signatures {

    private Signatures() {}

    static void verify(Received request, Endpoint endpoint) throws Exception {
        verifyWorkOs(request, endpoint);
        verifyStandard(request, endpoint);
    }

    static void verifyWorkOs(Received request, Endpoint endpoint) throws SignatureException {
        new com.workos.webhooks.Webhook()
                .constructEvent(
                        new String(request.body(), StandardCharsets.UTF_8),
                        request.header("WorkOS-Signature"),
                        endpoint.secret().reveal());
    }

    static void verifyStandard(Received request, Endpoint endpoint) throws Exception {
        var headers = Map.of(
                "webhook-id", List.of(request.header("webhook-id")),
                "webhook-timestamp", List.of(request.header("webhook-timestamp")),
                "webhook-signature", List.of(request.header("webhook-signature")));
        new Webhook(endpoint.secret().reveal()).verify(new String(request.body(), StandardCharsets.UTF_8), headers);
    }
}
