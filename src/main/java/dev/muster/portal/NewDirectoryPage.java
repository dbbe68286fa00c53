package dev.muster.portal;

import dev.muster.directory.Directories;
import dev.muster.directory.Directory;
import dev.muster.directory.DirectoryTokens;
import dev.muster.event.payload.OrganizationPayload;
import dev.muster.organization.Organizations;
import dev.muster.organization.PortalIntent;
import dev.muster.page.FreshSecrets;
import dev.muster.page.SeeOther;
import dev.muster.provider.ProviderType;
import dev.muster.tenant.Transactions;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;

/** Where the organization has no directory, the choice of the provider makes it. */
@Path("/portal/directories/new")
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@RunOnVirtualThread
@Admitted(PortalIntent.DSYNC)
class NewDirectoryPage {

    private final Organizations organizations;
    private final Directories directories;
    private final DirectoryTokens tokens;
    private final Transactions transactions;
    private final Administrator administrator;
    private final FreshSecrets secrets;

    NewDirectoryPage(
            Organizations organizations,
            Directories directories,
            DirectoryTokens tokens,
            Transactions transactions,
            Administrator administrator,
            FreshSecrets secrets) {
        this.organizations = organizations;
        this.directories = directories;
        this.tokens = tokens;
        this.transactions = transactions;
        this.administrator = administrator;
        this.secrets = secrets;
    }

    @CheckedTemplate(basePath = "portal/NewDirectoryPage")
    static class Templates {
        static native TemplateInstance choose(List<ProviderType> providers);
    }

    @GET
    public TemplateInstance choose() {
        return Templates.choose(Arrays.asList(ProviderType.values()));
    }

    /** Who already has a directory, by a second click or in another tab, is shown that one. */
    @POST
    public Response create(@RestForm String provider) {
        ProviderType type =
                Optional.ofNullable(provider).flatMap(ProviderType::named).orElseThrow(Refusal::unknown);
        return transactions
                .call(() -> createFirst(type))
                .map(made -> SeeOther.at(
                        Addresses.setup(made.directory()),
                        secrets.keep(
                                administrator.session().id(),
                                made.directory().id(),
                                made.token().secret())))
                .orElseGet(() -> SeeOther.at(Addresses.HOME));
    }

    private record Made(Directory directory, DirectoryTokens.Issued token) {}

    private Optional<Made> createFirst(ProviderType type) {
        OrganizationPayload organization = administrator.organization();
        if (!organizations.holdAlone(organization.id())
                || !directories.ofOrganization(organization.id()).isEmpty()) {
            return Optional.empty();
        }
        Directory directory = directories.create(new Directories.Draft(
                organization.id(), organization.name(), type.wireName(), null, null, Directory.Deprovisioning.SUSPEND));
        return Optional.of(new Made(directory, tokens.issue(directory, null).orElseThrow()));
    }
}
