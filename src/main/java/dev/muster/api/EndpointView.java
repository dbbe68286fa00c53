package dev.muster.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.event.payload.WireTime;
import dev.muster.id.IdType;
import dev.muster.webhook.Endpoint;

/** A webhook endpoint as the API shows it: WorkOS's members, and those of Muster behind them. */
final class EndpointView {

    private EndpointView() {}

    static ObjectNode of(Endpoint endpoint) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("object", "webhook_endpoint");
        json.put("id", IdType.WEBHOOK_ENDPOINT.print(endpoint.id()));
        json.put("endpoint_url", endpoint.url());
        json.put("secret", endpoint.secret().reveal());
        json.put("status", endpoint.status().wireName());
        endpoint.types().forEach(json.putArray("events")::add);
        putOwn(json, endpoint);
        json.put("created_at", WireTime.print(endpoint.createdAt()));
        json.put("updated_at", WireTime.print(endpoint.updatedAt()));
        return json;
    }

    private static void putOwn(ObjectNode json, Endpoint endpoint) {
        json.put("disabled_reason", endpoint.disabledReason().orElse(null));
        json.put("ordering", endpoint.ordering().wireName());
        json.put("rate_per_second", endpoint.ratePerSecond());
        json.put("timeout_ms", endpoint.timeoutMillis());
        json.put(
                "previous_secret_until",
                Times.print(endpoint.previousSecretUntil().orElse(null)));
        json.put("signing_public_key", endpoint.signingKey().orElse(null));
    }
}
