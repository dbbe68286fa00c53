package dev.muster.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.directory.Directory;
import dev.muster.directory.DirectoryToken;
import dev.muster.directory.DirectoryTokens;
import dev.muster.event.payload.WireTime;
import dev.muster.id.IdType;
import dev.muster.tenant.Transactions;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import org.jboss.resteasy.reactive.RestPath;

/** {@code /directories/{id}/tokens}: the bearer tokens of a directory, two at most, so that a rotation can overlap. */
@Path("/directories/{id}/tokens")
@Produces(Json.TYPE)
@RunOnVirtualThread
class DirectoryTokensApi {

    private final DirectoryLookup directories;
    private final DirectoryTokens tokens;
    private final Transactions transactions;

    DirectoryTokensApi(DirectoryLookup directories, DirectoryTokens tokens, Transactions transactions) {
        this.directories = directories;
        this.tokens = tokens;
        this.transactions = transactions;
    }

    @GET
    public ObjectNode list(@RestPath String id) {
        return transactions.call(() -> Page.whole(tokens.list(directories.get(id)).stream()
                .map(DirectoryTokensApi::view)
                .toList()));
    }

    @POST
    public Response issue(@RestPath String id, byte[] json) {
        Body body = Body.of(json);
        Instant expiresAt = body.parsed("expires_at", Times::parse, "expires_at must be an ISO 8601 date and time");
        if (expiresAt != null && !expiresAt.isAfter(Instant.now())) {
            body.complain("expires_at", "expires_at must be in the future");
        }
        body.check();
        return transactions
                .call(() -> tokens.issue(directories.get(id), expiresAt))
                .map(issued -> view(issued.token()).put("token", issued.secret().reveal()))
                .map(Answers::created)
                .orElseThrow(() -> ApiError.of(
                                409,
                                "too_many_directory_tokens",
                                "The directory already has two active tokens. Revoke one of them first.")
                        .exception());
    }

    @DELETE
    @Path("/{tokenId}")
    public Response revoke(@RestPath String id, @RestPath String tokenId) {
        return transactions
                .call(() -> {
                    Directory directory = directories.get(id);
                    return IdType.DIRECTORY_TOKEN.parse(tokenId).filter(token -> tokens.revoke(directory, token));
                })
                .map(revoked -> Answers.noContent())
                .orElseThrow(() -> ApiError.notFound("Directory Token", tokenId).exception());
    }

    private static ObjectNode view(DirectoryToken token) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("object", "directory_token");
        json.put("id", IdType.DIRECTORY_TOKEN.print(token.id()));
        json.put("directory_id", IdType.DIRECTORY.print(token.directoryId()));
        json.put("token_suffix", token.suffix());
        json.put("created_at", WireTime.print(token.createdAt()));
        json.put("last_used_at", Times.print(token.lastUsedAt()));
        json.put("last_used_by", token.lastUsedBy());
        json.put("expires_at", Times.print(token.expiresAt()));
        return json;
    }
}
