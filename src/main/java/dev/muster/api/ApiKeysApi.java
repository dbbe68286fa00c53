package dev.muster.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.event.payload.WireTime;
import dev.muster.id.IdType;
import dev.muster.tenant.ApiKey;
import dev.muster.tenant.ApiKeys;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.RestPath;

/** {@code /api_keys}: the keys to this environment, the one of the caller included. */
@Path("/api_keys")
@Produces(Json.TYPE)
@RunOnVirtualThread
class ApiKeysApi {

    private final ApiKeys apiKeys;

    ApiKeysApi(ApiKeys apiKeys) {
        this.apiKeys = apiKeys;
    }

    @GET
    public ObjectNode list() {
        return Page.whole(apiKeys.list().stream().map(ApiKeysApi::view).toList());
    }

    @POST
    public Response issue(byte[] json) {
        Body body = Body.of(json);
        String name = body.required("name");
        body.check();
        ApiKeys.Issued issued = apiKeys.issue(name);
        return Answers.created(view(issued.key()).put("key", issued.secret().reveal()));
    }

    @DELETE
    @Path("/{id}")
    public Response revoke(@RestPath String id) {
        return IdType.API_KEY
                .parse(id)
                .filter(apiKeys::revoke)
                .map(revoked -> Answers.noContent())
                .orElseThrow(() -> ApiError.notFound("API Key", id).exception());
    }

    private static ObjectNode view(ApiKey key) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("object", "api_key");
        json.put("id", IdType.API_KEY.print(key.id()));
        json.put("name", key.name());
        json.put("key_suffix", key.suffix());
        json.put("created_at", WireTime.print(key.createdAt()));
        json.put("last_used_at", Times.print(key.lastUsedAt()));
        return json;
    }
}
