package dev.muster.dashboard;

import dev.muster.directory.DirectoryListing;
import dev.muster.event.payload.OrganizationPayload;
import dev.muster.id.IdType;
import dev.muster.organization.Organizations;
import dev.muster.page.Paging;
import dev.muster.page.Text;
import dev.muster.sql.Slice;
import dev.muster.sql.Window;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** The developer's customers. */
@Path("/dashboard/environments/{environment}/organizations")
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@RunOnVirtualThread
@SignedIn
class OrganizationsPage {

    private static final int LONGEST_NAME = 255;
    private static final int MOST_DIRECTORIES = 200;

    private final Organizations organizations;
    private final DirectoryListing directories;
    private final Transactions transactions;
    private final Lookup lookup;
    private final Visitor visitor;
    private final Cookies cookies;

    OrganizationsPage(
            Organizations organizations,
            DirectoryListing directories,
            Transactions transactions,
            Lookup lookup,
            Visitor visitor,
            Cookies cookies) {
        this.organizations = organizations;
        this.directories = directories;
        this.transactions = transactions;
        this.lookup = lookup;
        this.visitor = visitor;
        this.cookies = cookies;
    }

    @CheckedTemplate(basePath = "dashboard/OrganizationsPage")
    static class Templates {
        static native TemplateInstance list(
                String here, List<OrganizationPayload> organizations, String search, Paging paging);

        static native TemplateInstance create(String here, String name, Optional<String> problem);

        static native TemplateInstance show(
                String here, OrganizationPayload organization, List<DirectoryListing.Counted> directories);
    }

    @GET
    public TemplateInstance list(@RestQuery String search, @RestQuery String after, @RestQuery String before) {
        String words = Text.of(search, LONGEST_NAME).orElse(null);
        var query = new Organizations.Query(List.of(), words);
        Slice<OrganizationPayload> slice = organizations.list(query, Paging.window(IdType.ORGANIZATION, after, before));
        String shown = words == null ? "" : words;
        var paging = Paging.of(slice, one -> IdType.ORGANIZATION.print(one.id()), here(), Map.of("search", shown));
        return Templates.list(here(), slice.rows(), shown, paging);
    }

    @GET
    @Path("new")
    public TemplateInstance create() {
        return Templates.create(here(), "", Optional.empty());
    }

    @POST
    public Response create(@RestForm String name) {
        return Text.of(name, LONGEST_NAME)
                .map(organizations::create)
                .map(made -> Redirect.to(
                        here() + "/" + IdType.ORGANIZATION.print(made.id()),
                        cookies.notice(Notice.ORGANIZATION_CREATED)))
                .orElseGet(() -> Text.refuse(Templates.create(
                        here(),
                        Text.given(name),
                        Optional.of("An organization needs a name of up to " + LONGEST_NAME + " characters."))));
    }

    @GET
    @Path("{organization}")
    public TemplateInstance show(String organization) {
        OrganizationPayload found = lookup.organization(organization);
        var query = new DirectoryListing.Query(found.id(), null, null);
        var window = new Window(MOST_DIRECTORIES, true, null, null);
        return Templates.show(
                here(),
                found,
                transactions.call(() -> directories.list(query, window)).rows());
    }

    @GET
    @Path("{organization}/delete")
    public TemplateInstance askDelete(String organization) {
        OrganizationPayload found = lookup.organization(organization);
        String address = here() + "/" + organization;
        return new Question(
                        "Delete " + found.name() + "?",
                        "Its directories stop working at once, and your application is told that they, their users and"
                                + " groups are gone. This cannot be undone.",
                        "Delete organization",
                        address + "/delete",
                        address)
                .ask();
    }

    @POST
    @Path("{organization}/delete")
    public Response delete(String organization) {
        organizations.delete(lookup.organization(organization).id());
        return Redirect.to(here(), cookies.notice(Notice.ORGANIZATION_DELETED));
    }

    private String here() {
        return Addresses.of(visitor.environment()) + "/organizations";
    }
}
