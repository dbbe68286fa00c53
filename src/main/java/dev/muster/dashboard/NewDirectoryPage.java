package dev.muster.dashboard;

import dev.muster.directory.Directories;
import dev.muster.directory.Directory;
import dev.muster.directory.DirectoryTokens;
import dev.muster.event.payload.OrganizationPayload;
import dev.muster.organization.Organizations;
import dev.muster.page.Text;
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
import org.jboss.resteasy.reactive.RestQuery;

/** Connecting a customer: choose the provider, name the directory, get endpoint and token. */
@Path("/dashboard/environments/{environment}/organizations/{organization}/directories/new")
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@RunOnVirtualThread
@SignedIn
class NewDirectoryPage {

    private static final int LONGEST_NAME = 255;

    private final Directories directories;
    private final DirectoryTokens tokens;
    private final Organizations organizations;
    private final Transactions transactions;
    private final Lookup lookup;
    private final ShownOnce shownOnce;

    NewDirectoryPage(
            Directories directories,
            DirectoryTokens tokens,
            Organizations organizations,
            Transactions transactions,
            Lookup lookup,
            ShownOnce shownOnce) {
        this.directories = directories;
        this.tokens = tokens;
        this.organizations = organizations;
        this.transactions = transactions;
        this.lookup = lookup;
        this.shownOnce = shownOnce;
    }

    @CheckedTemplate(basePath = "dashboard/NewDirectoryPage")
    static class Templates {
        static native TemplateInstance choose(OrganizationPayload organization, List<ProviderType> providers);

        static native TemplateInstance name(
                OrganizationPayload organization, ProviderType provider, String name, Optional<String> problem);
    }

    @GET
    public TemplateInstance choose(String organization, @RestQuery String provider) {
        OrganizationPayload found = lookup.organization(organization);
        return chosen(provider)
                .map(type -> Templates.name(found, type, proposal(found, type), Optional.empty()))
                .orElseGet(() -> Templates.choose(found, Arrays.asList(ProviderType.values())));
    }

    @POST
    public Response create(
            String organization, @RestForm String provider, @RestForm String name, @RestForm String deprovisioning) {
        OrganizationPayload found = lookup.organization(organization);
        ProviderType type = chosen(provider).orElseThrow(Refusal::unknown);
        return Text.of(name, LONGEST_NAME)
                .map(text -> new Directories.Draft(
                        found.id(), text, type.wireName(), null, null, DirectorySettingsPage.policy(deprovisioning)))
                .map(this::create)
                .orElseGet(() -> Text.refuse(Templates.name(
                        found,
                        type,
                        Text.given(name),
                        Optional.of("A directory needs a name of up to 255 characters."))));
    }

    private Response create(Directories.Draft draft) {
        record Made(Directory directory, DirectoryTokens.Issued token) {}
        Made made = transactions.call(() -> {
            if (!organizations.hold(draft.organizationId())) {
                throw Refusal.unknown();
            }
            Directory directory = directories.create(draft);
            return new Made(directory, tokens.issue(directory, null).orElseThrow());
        });
        return Redirect.to(
                Addresses.of(made.directory()) + "/setup",
                shownOnce.keep(made.directory().id(), made.token().secret()));
    }

    private static Optional<ProviderType> chosen(String provider) {
        return Optional.ofNullable(provider).flatMap(ProviderType::named);
    }

    private static String proposal(OrganizationPayload organization, ProviderType type) {
        return organization.name() + " " + type.displayName();
    }
}
