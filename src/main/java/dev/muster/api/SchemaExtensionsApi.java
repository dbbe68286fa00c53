package dev.muster.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.directory.SchemaDefinition;
import dev.muster.directory.SchemaExtension;
import dev.muster.directory.SchemaExtensions;
import dev.muster.event.payload.WireTime;
import dev.muster.id.IdType;
import dev.muster.tenant.Transactions;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestPath;

/** {@code /directories/{id}/schema_extensions}: the attributes a provider sends beyond the standard's schemas. */
@Path("/directories/{id}/schema_extensions")
@Produces(Json.TYPE)
@RunOnVirtualThread
class SchemaExtensionsApi {

    private static final Map<String, String> RESOURCE_TYPES = SchemaDefinition.RESOURCE_TYPES.stream()
            .collect(Collectors.toMap(Function.identity(), Function.identity()));

    private final DirectoryLookup directories;
    private final SchemaExtensions extensions;
    private final Transactions transactions;

    SchemaExtensionsApi(DirectoryLookup directories, SchemaExtensions extensions, Transactions transactions) {
        this.directories = directories;
        this.extensions = extensions;
        this.transactions = transactions;
    }

    @GET
    public ObjectNode list(@RestPath String id) {
        return transactions.call(() -> Page.whole(extensions.of(directories.get(id)).stream()
                .map(SchemaExtensionsApi::view)
                .toList()));
    }

    @GET
    @Path("/{urn}")
    public ObjectNode get(@RestPath String id, @RestPath String urn) {
        return transactions
                .call(() -> extensions.find(directories.get(id), urn).map(SchemaExtensionsApi::view))
                .orElseThrow(() -> notFound(urn));
    }

    @PUT
    @Path("/{urn}")
    public ObjectNode put(@RestPath String id, @RestPath String urn, byte[] json) {
        Body body = Body.of(json);
        SchemaDefinition definition = definition(urn, body);
        body.check();
        return transactions
                .call(() -> extensions.put(directories.get(id), definition).map(SchemaExtensionsApi::view))
                .orElseThrow(() -> ApiError.of(
                                409,
                                "too_many_schema_extensions",
                                "The directory has " + SchemaExtensions.MOST
                                        + " schema extensions already. Delete one of them first.")
                        .exception());
    }

    @DELETE
    @Path("/{urn}")
    public Response delete(@RestPath String id, @RestPath String urn) {
        return transactions
                .call(() -> Optional.of(directories.get(id)).filter(directory -> extensions.delete(directory, urn)))
                .map(deleted -> Answers.noContent())
                .orElseThrow(() -> notFound(urn));
    }

    private static SchemaDefinition definition(String urn, Body body) {
        String resourceType = body.word("resource_type", RESOURCE_TYPES);
        String description = body.text("description");
        return SchemaDefinition.read(
                urn,
                resourceType == null ? "User" : resourceType,
                body.required("name"),
                description == null ? "" : description,
                body.flag("required", false),
                JsonNodeFactory.instance.arrayNode().addAll(body.list("attributes")),
                body::complain);
    }

    private static ApiException notFound(String urn) {
        return ApiError.notFound("Schema Extension", urn).exception();
    }

    private static ObjectNode view(SchemaExtension extension) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("object", "schema_extension");
        json.put("urn", extension.urn());
        json.put("directory_id", IdType.DIRECTORY.print(extension.directoryId()));
        json.put("resource_type", extension.resourceType());
        json.put("name", extension.name());
        json.put("description", extension.description());
        json.put("required", extension.required());
        json.set("attributes", extension.attributes());
        json.put("created_at", WireTime.print(extension.createdAt()));
        json.put("updated_at", WireTime.print(extension.updatedAt()));
        return json;
    }
}
