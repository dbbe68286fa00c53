package dev.muster.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.health.Health;
import dev.muster.health.MutedFinding;
import dev.muster.health.MutedFindings;
import dev.muster.id.IdType;
import dev.muster.tenant.Transactions;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;

/** {@code /directories/{id}/muted_findings}: findings about its health that somebody does not want to see for a while. */
@Path("/directories/{id}/muted_findings")
@Produces(Json.TYPE)
@RunOnVirtualThread
class MutedFindingsApi {

    private final Health health;
    private final MutedFindings muted;
    private final DirectoryLookup directories;
    private final Transactions transactions;

    MutedFindingsApi(Health health, MutedFindings muted, DirectoryLookup directories, Transactions transactions) {
        this.health = health;
        this.muted = muted;
        this.directories = directories;
        this.transactions = transactions;
    }

    @GET
    public ObjectNode list(@RestPath String id) {
        return transactions.call(() -> Page.whole(muted.of(directories.get(id).id()).stream()
                .map(MutedFindingsApi::view)
                .toList()));
    }

    @POST
    public Response mute(@RestPath String id, byte[] json) {
        Body body = Body.of(json);
        String code = body.required("code");
        String subject = Objects.requireNonNullElse(body.text("subject"), "");
        body.check();
        return transactions.call(() -> health.mute(directories.get(id).id(), code, subject)
                .map(MutedFindingsApi::view)
                .map(Answers::created)
                .orElseThrow(() -> ApiError.invalid("code", "there is no such finding at present")
                        .exception()));
    }

    @DELETE
    @Path("/{mutedId}")
    public Response unmute(@RestPath String id, @RestPath String mutedId) {
        return transactions
                .call(() -> {
                    UUID directory = directories.get(id).id();
                    return IdType.MUTED_FINDING.parse(mutedId).filter(known -> muted.unmute(directory, known));
                })
                .map(done -> Answers.noContent())
                .orElseThrow(() -> ApiError.notFound("Muted Finding", mutedId).exception());
    }

    static ObjectNode view(MutedFinding muted) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("object", "muted_finding");
        json.put("id", muted.printedId());
        json.put("directory_id", IdType.DIRECTORY.print(muted.directoryId()));
        json.put("code", muted.code());
        json.put("subject", muted.subject().isEmpty() ? null : muted.subject());
        json.put("created_at", Times.print(muted.mutedAt()));
        return json.put("expires_at", Times.print(muted.expiresAt()));
    }
}
