package dev.muster.dashboard;

import dev.muster.event.payload.OrganizationPayload;
import dev.muster.organization.PortalIntent;
import dev.muster.organization.PortalLink;
import dev.muster.organization.PortalLinks;
import dev.muster.page.Text;
import dev.muster.vault.Secret;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;

/** The link that is sent to a customer's administrator: made, shown once, revoked. */
@Path("/dashboard/environments/{environment}/organizations/{organization}/setup-link")
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@RunOnVirtualThread
@SignedIn
class SetupLinkPage {

    private final PortalLinks links;
    private final Lookup lookup;
    private final Visitor visitor;
    private final ShownOnce shownOnce;
    private final Cookies cookies;

    SetupLinkPage(PortalLinks links, Lookup lookup, Visitor visitor, ShownOnce shownOnce, Cookies cookies) {
        this.links = links;
        this.lookup = lookup;
        this.visitor = visitor;
        this.shownOnce = shownOnce;
        this.cookies = cookies;
    }

    @CheckedTemplate(basePath = "dashboard/SetupLinkPage")
    static class Templates {
        static native TemplateInstance show(
                String here, OrganizationPayload organization, Optional<PortalLink> link, Optional<String> fresh);
    }

    @GET
    public TemplateInstance show(String organization, @Context HttpHeaders headers) {
        OrganizationPayload found = lookup.organization(organization);
        Optional<PortalLink> link = links.standing(found.id());
        var fresh = link.flatMap(living -> shownOnce.of(found.id(), headers.getCookies()));
        return Templates.show(address(found), found, link, fresh.map(Secret::reveal));
    }

    @POST
    public Response create(String organization, @RestForm String intent) {
        OrganizationPayload found = lookup.organization(organization);
        Secret link = PortalIntent.named(Text.given(intent))
                .flatMap(wanted -> links.issueStanding(found.id(), wanted))
                .orElseThrow(Refusal::unknown);
        return Redirect.to(address(found), shownOnce.keep(found.id(), link));
    }

    @POST
    @Path("stored")
    public Response stored(String organization) {
        String here = address(lookup.organization(organization));
        return Redirect.to(here, shownOnce.forget(), cookies.notice(Notice.LINK_STORED));
    }

    @GET
    @Path("revoke")
    public TemplateInstance askRevoke(String organization) {
        OrganizationPayload found = lookup.organization(organization);
        return new Question(
                        "Revoke the set-up link of " + found.name() + "?",
                        "It stops working at once, and whoever came in by it is out. What they have set up stays.",
                        "Revoke link",
                        address(found) + "/revoke",
                        address(found))
                .ask();
    }

    @POST
    @Path("revoke")
    public Response revoke(String organization) {
        OrganizationPayload found = lookup.organization(organization);
        links.revoke(found.id());
        return Redirect.to(address(found), shownOnce.forget(), cookies.notice(Notice.LINK_REVOKED));
    }

    private String address(OrganizationPayload organization) {
        return Addresses.organization(visitor.environment().id(), organization.id()) + "/setup-link";
    }
}
