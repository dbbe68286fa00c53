package dev.muster.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.event.payload.OrganizationPayload;
import dev.muster.id.IdType;
import dev.muster.organization.DomainName;
import dev.muster.organization.DomainWish;
import dev.muster.organization.Organization;
import dev.muster.organization.OrganizationOutcome;
import dev.muster.organization.Organizations;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jboss.resteasy.reactive.RestPath;

/** {@code /organizations}: the developer's customers. */
@Path("/organizations")
@Produces(Json.TYPE)
@RunOnVirtualThread
class OrganizationsApi {

    private static final int LONGEST_EXTERNAL_ID = 128;

    private final Organizations organizations;

    OrganizationsApi(Organizations organizations) {
        this.organizations = organizations;
    }

    @GET
    public ObjectNode list(@Context UriInfo uri) {
        var parameters = new Parameters(uri);
        var domains = parameters.list("domains").stream()
                .map(text -> DomainName.parse(text).map(DomainName::text).orElse(text))
                .toList();
        var query = new Organizations.Query(domains, parameters.text("search").orElse(null));
        var window = parameters.window(IdType.ORGANIZATION);
        return Page.of(organizations.list(query, window).map(OrganizationPayload::json));
    }

    @POST
    public Response create(byte[] json) {
        Body body = Body.of(json);
        var details = details(body, Organization.Details.named(body.required("name")));
        List<DomainWish> wishes = DomainWishes.of(body);
        body.check();
        return Answers.created(saved(organizations.create(details, wishes == null ? List.of() : wishes), ""));
    }

    @GET
    @Path("/{id}")
    public ObjectNode get(@RestPath String id) {
        return IdType.ORGANIZATION
                .parse(id)
                .flatMap(organizations::get)
                .map(OrganizationPayload::json)
                .orElseThrow(() -> notFound(id));
    }

    /** SDKs of older majors send an external id with slashes as it is, newer ones percent-encode it. */
    @GET
    @Path("/external_id/{externalId: .+}")
    public ObjectNode getByExternalId(@RestPath String externalId) {
        return organizations
                .getByExternalId(externalId)
                .map(OrganizationPayload::json)
                .orElseThrow(() -> notFound(externalId));
    }

    @PUT
    @Path("/{id}")
    public ObjectNode update(@RestPath String id, byte[] json) {
        Body body = Body.of(json);
        details(body, Organization.Details.named(""));
        if (body.has("name")) {
            body.required("name");
        }
        List<DomainWish> wishes = DomainWishes.of(body);
        body.check();
        return IdType.ORGANIZATION
                .parse(id)
                .map(known -> organizations.change(known, old -> details(body, old), wishes))
                .map(outcome -> saved(outcome, id))
                .orElseThrow(() -> notFound(id));
    }

    @DELETE
    @Path("/{id}")
    public Response delete(@RestPath String id) {
        return IdType.ORGANIZATION
                .parse(id)
                .filter(organizations::delete)
                .map(deleted -> Answers.accepted())
                .orElseThrow(() -> notFound(id));
    }

    /** The old details, changed by what the body has. */
    private static Organization.Details details(Body body, Organization.Details old) {
        var metadata = body.has("metadata") ? old.metadata().merged(body.texts("metadata")) : old.metadata();
        metadata.complaint().ifPresent(OrganizationsApi::refuseMetadata);
        return new Organization.Details(
                body.has("name") ? body.required("name") : old.name(),
                body.flag("allow_profiles_outside_organization", old.allowProfilesOutsideOrganization()),
                body.text("stripe_customer_id", old.stripeCustomerId()),
                externalId(body, old),
                metadata);
    }

    private static String externalId(Body body, Organization.Details old) {
        String externalId = body.text("external_id", old.externalId());
        if (externalId != null
                && (externalId.isEmpty()
                        || externalId.length() > LONGEST_EXTERNAL_ID
                        || !externalId.chars().allMatch(c -> c >= ' ' && c < 0x7F))) {
            body.complain("external_id", "external_id must have 1 to 128 ASCII characters");
        }
        return externalId;
    }

    private static void refuseMetadata(String complaint) {
        throw ApiError.of(400, "invalid_metadata", complaint).exception();
    }

    private static ObjectNode saved(OrganizationOutcome outcome, String id) {
        return switch (outcome) {
            case OrganizationOutcome.Done done -> done.organization().json();
            case OrganizationOutcome.NotFound none -> throw notFound(id);
            case OrganizationOutcome.Taken taken -> throw taken(taken).exception();
        };
    }

    private static ApiError taken(OrganizationOutcome.Taken taken) {
        return switch (taken.what()) {
            case EXTERNAL_ID ->
                ApiError.of(
                        400,
                        "external_id_already_used",
                        "The external_id '" + taken.value() + "' is already used by another organization.");
            case STRIPE_CUSTOMER_ID ->
                ApiError.of(
                        400,
                        "stripe_customer_id_already_used",
                        "The stripe_customer_id '" + taken.value() + "' is already used by another organization.");
            case DOMAIN ->
                ApiError.of(
                        409,
                        "organization_domain_conflict",
                        "An Organization with the domain " + taken.value() + " already exists.");
        };
    }

    private static ApiException notFound(String id) {
        return ApiError.notFound("Organization", id).exception();
    }
}
