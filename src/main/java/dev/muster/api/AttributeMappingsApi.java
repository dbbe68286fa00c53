package dev.muster.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.directory.AttributeMappings;
import dev.muster.directory.AttributeMappings.Mapped;
import dev.muster.directory.AttributeMappings.Preview;
import dev.muster.directory.MappingOutcome;
import dev.muster.directory.UserRewrites;
import dev.muster.directory.UserRewrites.Progress;
import dev.muster.event.payload.WireTime;
import dev.muster.id.IdType;
import dev.muster.tenant.Transactions;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestPath;

/** {@code /directories/{id}/attribute_mappings}: where in the provider's data each attribute comes from. */
@Path("/directories/{id}/attribute_mappings")
@Produces(Json.TYPE)
@RunOnVirtualThread
class AttributeMappingsApi {

    private final AttributeMappings mappings;
    private final DirectoryLookup directories;
    private final UserRewrites rewrites;
    private final Transactions transactions;

    AttributeMappingsApi(
            AttributeMappings mappings, DirectoryLookup directories, UserRewrites rewrites, Transactions transactions) {
        this.mappings = mappings;
        this.directories = directories;
        this.rewrites = rewrites;
        this.transactions = transactions;
    }

    @GET
    public ObjectNode show(@RestPath String id) {
        return transactions.call(() -> {
            UUID directory = directories.get(id).id();
            return view(directory, mappings.of(directory));
        });
    }

    @PUT
    public ObjectNode replace(@RestPath String id, byte[] json) {
        Body body = Body.of(json);
        var wanted = body.texts("mappings");
        complainUnless(body.given("mappings"), body);
        body.check();
        UUID directory = directory(id);
        return transactions.call(() -> view(directory, done(() -> mappings.replace(directory, wanted), id, null)));
    }

    @POST
    @Path("/preview")
    public ObjectNode preview(@RestPath String id, byte[] json) {
        Body body = Body.of(json);
        var wanted = body.texts("mappings");
        String user = body.text("user");
        complainUnless(body.given("mappings"), body);
        body.check();
        UUID directory = directory(id);
        UUID person = user == null ? null : IdType.DIRECTORY_USER.parse(user).orElseThrow(() -> noUser(user));
        return transactions.call(() -> view(done(() -> mappings.preview(directory, wanted, person), id, user)));
    }

    private static void complainUnless(boolean given, Body body) {
        if (!given) {
            body.complain("mappings", "mappings must be an object of attribute names and paths");
        }
    }

    private static UUID directory(String id) {
        return IdType.DIRECTORY.parse(id).orElseThrow(() -> DirectoriesApi.notFound(id));
    }

    private static <T> T done(Supplier<MappingOutcome<T>> work, String directory, String user) {
        return switch (work.get()) {
            case MappingOutcome.Done<T>(T result) -> result;
            case MappingOutcome.NoDirectory<T>() -> throw DirectoriesApi.notFound(directory);
            case MappingOutcome.NoUser<T>() -> throw noUser(user);
            case MappingOutcome.NobodyThere<T>() ->
                throw ApiError.invalid("user", "the directory has no users yet to try a mapping on")
                        .exception();
            case MappingOutcome.Refused<T>(var problems) ->
                throw ApiError.invalid(problems.entrySet().stream()
                                .map(problem ->
                                        new ApiError.Problem("mappings." + problem.getKey(), problem.getValue()))
                                .toList())
                        .exception();
        };
    }

    private static ApiException noUser(String user) {
        return ApiError.notFound("Directory User", user).exception();
    }

    private ObjectNode view(UUID directory, List<Mapped> mapped) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("object", "attribute_mappings");
        json.put("directory_id", IdType.DIRECTORY.print(directory));
        ArrayNode list = json.putArray("data");
        mapped.forEach(one -> list.addObject()
                .put("attribute", one.attribute().name())
                .put("kind", one.attribute().predefined() ? "predefined" : "custom")
                .put("enabled", one.attribute().enabled())
                .put("type", one.attribute().type().wireName())
                .put("required", one.attribute().required())
                .put("path", one.path())
                .put("default", one.mapped() == null));
        json.set(
                "rewrite",
                rewrites.progress(directory).map(AttributeMappingsApi::view).orElse(null));
        return json;
    }

    private static ObjectNode view(Progress progress) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("state", progress.running() ? "running" : "done");
        json.put("done", progress.done());
        json.put("total", progress.total());
        json.put("requested_at", WireTime.print(progress.requestedAt()));
        json.put("finished_at", Times.print(progress.finishedAt()));
        return json;
    }

    private static ObjectNode view(Preview preview) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("object", "attribute_mapping_preview");
        json.put("user_id", IdType.DIRECTORY_USER.print(preview.user().apiId()));
        json.set("custom_attributes", preview.then());
        json.set("current_custom_attributes", preview.now());
        ArrayNode findings = json.putArray("findings");
        preview.findings()
                .forEach(finding -> findings.addObject()
                        .put("attribute", finding.attribute())
                        .put("code", finding.code().wireName())
                        .put("message", finding.message()));
        return json;
    }
}
