package dev.muster.portal;

import dev.muster.event.payload.OrganizationDomainPayload;
import dev.muster.id.IdType;
import dev.muster.organization.DomainClaims;
import dev.muster.organization.DomainName;
import dev.muster.organization.DomainOutcome;
import dev.muster.organization.DomainVerification;
import dev.muster.organization.Organizations;
import dev.muster.organization.PortalIntent;
import dev.muster.page.SeeOther;
import dev.muster.page.Text;
import dev.muster.sse.ChangeFeed;
import dev.muster.sse.Listener;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** The organization's mail domains and the TXT records that prove them. */
@Path("/portal/domains")
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Admitted(PortalIntent.DOMAIN_VERIFICATION)
class DomainsPage {

    private final Organizations organizations;
    private final DomainClaims claims;
    private final DomainVerification verification;
    private final Administrator administrator;
    private final ChangeFeed feed;

    DomainsPage(
            Organizations organizations,
            DomainClaims claims,
            DomainVerification verification,
            Administrator administrator,
            ChangeFeed feed) {
        this.organizations = organizations;
        this.claims = claims;
        this.verification = verification;
        this.administrator = administrator;
        this.feed = feed;
    }

    /** @param looked whether this visitor has just had us look for the record */
    record DomainRow(OrganizationDomainPayload domain, boolean looked) {

        public String id() {
            return IdType.ORGANIZATION_DOMAIN.print(domain.id());
        }

        /** The value of the TXT record. */
        public String record() {
            return "verification_token=" + domain.verificationToken();
        }

        public boolean proven() {
            return domain.state().endsWith("verified") && !domain.state().startsWith("un");
        }

        public String word() {
            return proven() ? "Verified" : domain.state().equals("pending") ? "Waiting for the record" : "Not verified";
        }

        public String tone() {
            return proven() ? "good" : "warn";
        }
    }

    @CheckedTemplate(basePath = "portal/DomainsPage")
    static class Templates {
        static native TemplateInstance list(
                List<DomainRow> domains, boolean allProven, String typed, Optional<String> problem, String live);
    }

    @GET
    @RunOnVirtualThread
    public TemplateInstance list(@RestQuery String looked) {
        return page(looked, "", Optional.empty());
    }

    @GET
    @Path("live")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RunOnVirtualThread
    public void follow(@RestQuery String seen, @Context SseEventSink sink, @Context Sse sse)
            throws InterruptedException {
        feed.follow(seen, state(), Listener.at(sink, sse));
    }

    @POST
    @RunOnVirtualThread
    public Response add(@RestForm String domain) {
        Optional<DomainName> name = DomainName.parse(domain).filter(given -> !given.consumer());
        if (name.isEmpty()) {
            return again(domain, "Enter a domain of your own, such as example.com; not one of a public mail service.");
        }
        return switch (claims.add(administrator.organization().id(), name.get())) {
            case DomainOutcome.Done done -> SeeOther.at(Addresses.DOMAINS);
            case DomainOutcome.Taken taken ->
                again(
                        domain,
                        "This domain cannot be added. If it is not in the list below, ask the people who sent you here.");
            case DomainOutcome.NotFound gone -> throw Refusal.unknown();
            case DomainOutcome.AlreadyVerified verified -> SeeOther.at(Addresses.DOMAINS);
        };
    }

    @POST
    @Path("{domain}/verify")
    @RunOnVirtualThread
    public Response verify(String domain) {
        verification.verify(mine(domain));
        return SeeOther.at(Addresses.DOMAINS + "?looked=" + domain + "#" + domain);
    }

    private UUID mine(String printed) {
        return IdType.ORGANIZATION_DOMAIN
                .parse(printed)
                .filter(id -> administrator.organization().domains().stream()
                        .anyMatch(domain -> domain.id().equals(id)))
                .orElseThrow(Refusal::unknown);
    }

    private Response again(String typed, String problem) {
        return Text.refuse(page(null, Text.given(typed), Optional.of(problem)));
    }

    private TemplateInstance page(String looked, String typed, Optional<String> problem) {
        String live = feed.address(Addresses.DOMAINS + "/live", state());
        List<DomainRow> rows = domains(administrator.organization().id()).stream()
                .map(domain -> new DomainRow(
                        domain, IdType.ORGANIZATION_DOMAIN.print(domain.id()).equals(looked)))
                .toList();
        boolean allProven = !rows.isEmpty() && rows.stream().allMatch(DomainRow::proven);
        return Templates.list(rows, allProven, typed, problem, live);
    }

    private Supplier<?> state() {
        UUID organization = administrator.organization().id();
        return () -> domains(organization);
    }

    private List<OrganizationDomainPayload> domains(UUID organization) {
        return organizations.get(organization).map(found -> found.domains()).orElse(List.of());
    }
}
