package dev.muster.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.directory.Role;
import dev.muster.directory.Roles;
import dev.muster.tenant.Transactions;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;

/** {@code /authorization/roles}: what people may be in the developer's application. An id is a slug or the role's id. */
@Path("/authorization/roles")
@Produces(Json.TYPE)
@RunOnVirtualThread
class RolesApi {

    private final Roles roles;
    private final Transactions transactions;

    RolesApi(Roles roles, Transactions transactions) {
        this.roles = roles;
        this.transactions = transactions;
    }

    @GET
    public ObjectNode list() {
        return transactions.call(
                () -> Page.whole(roles.all().stream().map(RolesApi::view).toList()));
    }

    @POST
    public Response create(byte[] json) {
        Body body = Body.of(json);
        var draft = new Roles.Draft(slug(body), body.required("name"), body.text("description"));
        body.check();
        return transactions
                .call(() -> roles.create(draft).map(RolesApi::view))
                .map(Answers::created)
                .orElseThrow(() -> ApiError.of(
                                409, "role_slug_already_used", "The role '" + draft.slug() + "' already exists.")
                        .exception());
    }

    private static String slug(Body body) {
        String slug = body.required("slug");
        if (!slug.isEmpty() && !Role.SLUG.matcher(slug).matches()) {
            body.complain("slug", "slug must have 1 to 64 lower-case letters, digits, hyphens and underscores");
        }
        return slug;
    }

    @GET
    @Path("/{id}")
    public ObjectNode get(@RestPath String id) {
        return transactions.call(() -> roles.named(id).map(RolesApi::view)).orElseThrow(() -> notFound(id));
    }

    @PATCH
    @Path("/{id}")
    public ObjectNode change(@RestPath String id, byte[] json) {
        Body body = Body.of(json);
        String name = body.has("name") ? body.required("name") : null;
        String description = body.text("description");
        body.check();
        return transactions
                .call(() -> roles.named(id)
                        .flatMap(role -> roles.describe(
                                id,
                                name == null ? role.name() : name,
                                body.has("description") ? description : role.description()))
                        .map(RolesApi::view))
                .orElseThrow(() -> notFound(id));
    }

    @DELETE
    @Path("/{id}")
    public Response delete(@RestPath String id) {
        return Optional.of(transactions.call(() -> roles.deleteNamed(id)))
                .filter(Boolean::booleanValue)
                .map(deleted -> Answers.noContent())
                .orElseThrow(() -> notFound(id));
    }

    private static ObjectNode view(Role role) {
        return role.payload().json();
    }

    static ApiException notFound(String id) {
        return ApiError.notFound("Role", id).exception();
    }
}
