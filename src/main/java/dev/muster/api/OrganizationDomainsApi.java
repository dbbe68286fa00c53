package dev.muster.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.event.payload.OrganizationDomainPayload;
import dev.muster.id.IdType;
import dev.muster.organization.DomainClaims;
import dev.muster.organization.DomainName;
import dev.muster.organization.DomainOutcome;
import dev.muster.organization.DomainVerification;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.RestPath;

/** {@code /organization_domains}: the mail domains of organizations, and the proof that they are theirs. */
@Path("/organization_domains")
@Produces(Json.TYPE)
@RunOnVirtualThread
class OrganizationDomainsApi {

    private final DomainClaims claims;
    private final DomainVerification verification;

    OrganizationDomainsApi(DomainClaims claims, DomainVerification verification) {
        this.claims = claims;
        this.verification = verification;
    }

    @POST
    public Response create(byte[] json) {
        Body body = Body.of(json);
        String organization = body.required("organization_id");
        DomainName name = DomainWishes.name(body, "domain", body.required("domain"));
        body.check();
        return IdType.ORGANIZATION
                .parse(organization)
                .map(id -> claims.add(id, name))
                .map(outcome -> Answers.created(shown(outcome, "Organization", organization)))
                .orElseThrow(
                        () -> ApiError.notFound("Organization", organization).exception());
    }

    @GET
    @Path("/{id}")
    public ObjectNode get(@RestPath String id) {
        return IdType.ORGANIZATION_DOMAIN
                .parse(id)
                .flatMap(claims::get)
                .map(OrganizationDomainPayload::json)
                .orElseThrow(() -> notFound(id));
    }

    @POST
    @Path("/{id}/verify")
    public Response verify(@RestPath String id) {
        return IdType.ORGANIZATION_DOMAIN
                .parse(id)
                .map(verification::verify)
                .map(outcome -> Answers.created(shown(outcome, "Organization Domain", id)))
                .orElseThrow(() -> notFound(id));
    }

    @DELETE
    @Path("/{id}")
    public Response delete(@RestPath String id) {
        return IdType.ORGANIZATION_DOMAIN
                .parse(id)
                .filter(claims::delete)
                .map(deleted -> Answers.noContent())
                .orElseThrow(() -> notFound(id));
    }

    private static ObjectNode shown(DomainOutcome outcome, String what, String id) {
        return switch (outcome) {
            case DomainOutcome.Done done -> done.domain().json();
            case DomainOutcome.NotFound none ->
                throw ApiError.notFound(what, id).exception();
            case DomainOutcome.Taken taken ->
                throw ApiError.of(
                                409,
                                "domain_already_exists",
                                "An Organization with the domain " + taken.domain() + " already exists.")
                        .exception();
            case DomainOutcome.AlreadyVerified verified ->
                throw ApiError.of(400, "domain_already_verified", "The domain is already verified.")
                        .exception();
        };
    }

    private static ApiException notFound(String id) {
        return ApiError.notFound("Organization Domain", id).exception();
    }
}
