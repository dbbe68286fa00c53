package dev.muster.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.directory.AttributeOutcome;
import dev.muster.directory.DirectoryAttribute;
import dev.muster.directory.DirectoryAttributes;
import dev.muster.directory.attribute.AttributeType;
import dev.muster.tenant.Transactions;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestPath;

/** {@code /directory_attributes}: which attributes the people of this environment have in {@code custom_attributes}. */
@Path("/directory_attributes")
@Produces(Json.TYPE)
@RunOnVirtualThread
class DirectoryAttributesApi {

    private final DirectoryAttributes attributes;
    private final Transactions transactions;

    DirectoryAttributesApi(DirectoryAttributes attributes, Transactions transactions) {
        this.attributes = attributes;
        this.transactions = transactions;
    }

    @GET
    public ObjectNode list() {
        return Page.whole(transactions.call(attributes::all).stream()
                .map(DirectoryAttributesApi::view)
                .toList());
    }

    @POST
    public Response create(byte[] json) {
        Body body = Body.of(json);
        String name = body.required("name");
        body.required("type");
        var draft = new DirectoryAttributes.Draft(
                name, body.word("type", AttributeType.BY_NAME), body.flag("required", false), body.text("description"));
        body.check();
        return Answers.created(view(saved(name, () -> attributes.create(draft))));
    }

    @PATCH
    @Path("/{name}")
    public ObjectNode change(@RestPath String name, byte[] json) {
        Body body = Body.of(json);
        var change = new DirectoryAttributes.Change(
                flag(body, "enabled"),
                body.word("type", AttributeType.BY_NAME),
                flag(body, "required"),
                body.has("description") ? body.text("description", "") : null);
        body.check();
        return view(saved(name, () -> attributes.change(name, change)));
    }

    @DELETE
    @Path("/{name}")
    public Response delete(@RestPath String name) {
        saved(name, () -> attributes.remove(name));
        return Answers.noContent();
    }

    private DirectoryAttribute saved(String name, Supplier<AttributeOutcome> write) {
        return switch (transactions.call(write)) {
            case AttributeOutcome.Saved(DirectoryAttribute attribute) -> attribute;
            case AttributeOutcome.NotFound() ->
                throw ApiError.notFound("Directory Attribute", name).exception();
            case AttributeOutcome.Taken(String taken) ->
                throw ApiError.of(409, "name_already_used", "The attribute '" + taken + "' exists already.")
                        .exception();
            case AttributeOutcome.Refused(String field, String reason) ->
                throw ApiError.invalid(field, reason).exception();
        };
    }

    private static Boolean flag(Body body, String name) {
        return body.given(name) ? Boolean.valueOf(body.flag(name, false)) : null;
    }

    static ObjectNode view(DirectoryAttribute attribute) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("object", "directory_attribute");
        json.put("name", attribute.name());
        json.put("kind", attribute.predefined() ? "predefined" : "custom");
        json.put("enabled", attribute.enabled());
        json.put("type", attribute.type().wireName());
        json.put("required", attribute.required());
        json.put("description", attribute.description());
        return json;
    }
}
