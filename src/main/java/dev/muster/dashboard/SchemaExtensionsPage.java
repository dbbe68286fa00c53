package dev.muster.dashboard;

import dev.muster.directory.Directory;
import dev.muster.directory.SchemaDefinition;
import dev.muster.directory.SchemaExtension;
import dev.muster.directory.SchemaExtensions;
import dev.muster.page.Text;
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
import java.util.ArrayList;
import java.util.List;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;

/** The schemas a directory's provider sends beyond the standard ones: to see, to declare, to change. */
@Path("/dashboard/environments/{environment}/directories/{directory}/schemas")
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@RunOnVirtualThread
@SignedIn
class SchemaExtensionsPage {

    private static final String TAB = "settings";

    private final SchemaExtensions extensions;
    private final Transactions transactions;
    private final DirectoryFrames frames;
    private final Lookup lookup;
    private final Cookies cookies;

    SchemaExtensionsPage(
            SchemaExtensions extensions,
            Transactions transactions,
            DirectoryFrames frames,
            Lookup lookup,
            Cookies cookies) {
        this.extensions = extensions;
        this.transactions = transactions;
        this.frames = frames;
        this.lookup = lookup;
        this.cookies = cookies;
    }

    @CheckedTemplate(basePath = "dashboard/SchemaExtensionsPage")
    static class Templates {
        static native TemplateInstance list(DirectoryFrame frame, List<ShownSchema> schemas);

        static native TemplateInstance edit(
                DirectoryFrame frame, SchemaWish wish, boolean declared, List<String> problems);
    }

    @GET
    public TemplateInstance list(String directory) {
        var frame = frames.still(directory, TAB);
        List<SchemaExtension> declared = transactions.call(() -> extensions.of(frame.directory()));
        return Templates.list(frame, declared.stream().map(ShownSchema::of).toList());
    }

    @GET
    @Path("new")
    public TemplateInstance begin(String directory) {
        return Templates.edit(frames.still(directory, TAB), SchemaWish.EXAMPLE, false, List.of());
    }

    @GET
    @Path("{urn}")
    public TemplateInstance edit(String directory, @RestPath String urn) {
        var frame = frames.still(directory, TAB);
        return Templates.edit(frame, SchemaWish.of(find(frame.directory(), urn)), true, List.of());
    }

    @POST
    @Path("new")
    public Response declare(
            String directory,
            @RestForm String urn,
            @RestForm String resourceType,
            @RestForm String name,
            @RestForm String description,
            @RestForm String required,
            @RestForm String attributes) {
        var wish = SchemaWish.typed(urn, resourceType, name, description, required, attributes);
        return save(frames.still(directory, TAB), wish, false);
    }

    @POST
    @Path("{urn}")
    public Response change(
            String directory,
            @RestPath String urn,
            @RestForm String resourceType,
            @RestForm String name,
            @RestForm String description,
            @RestForm String required,
            @RestForm String attributes) {
        var frame = frames.still(directory, TAB);
        String known = find(frame.directory(), urn).urn();
        return save(frame, SchemaWish.typed(known, resourceType, name, description, required, attributes), true);
    }

    @GET
    @Path("{urn}/delete")
    public TemplateInstance askDelete(String directory, @RestPath String urn) {
        Directory found = lookup.directory(directory).directory();
        SchemaExtension extension = find(found, urn);
        return new Question(
                        "Delete the schema " + extension.name() + "?",
                        "What the provider sends under " + extension.urn()
                                + " is kept as before, but as values no schema describes.",
                        "Delete schema",
                        address(found) + "/" + extension.urn() + "/delete",
                        address(found))
                .ask();
    }

    @POST
    @Path("{urn}/delete")
    public Response delete(String directory, @RestPath String urn) {
        Directory found = lookup.directory(directory).directory();
        if (!transactions.call(() -> extensions.delete(found, urn))) {
            throw Refusal.unknown();
        }
        return Redirect.to(address(found), cookies.notice(Notice.SCHEMA_DELETED));
    }

    private Response save(DirectoryFrame frame, SchemaWish wish, boolean declared) {
        var problems = new ArrayList<String>();
        SchemaDefinition definition = wish.definition(problems);
        if (problems.isEmpty()
                && transactions
                        .call(() -> extensions.put(frame.directory(), definition))
                        .isEmpty()) {
            problems.add("A directory has at most " + SchemaExtensions.MOST + " schemas of its own.");
        }
        return problems.isEmpty()
                ? Redirect.to(address(frame.directory()), cookies.notice(Notice.SCHEMA_SAVED))
                : Text.refuse(Templates.edit(frame, wish, declared, problems));
    }

    private SchemaExtension find(Directory directory, String urn) {
        return transactions.call(() -> extensions.find(directory, urn)).orElseThrow(Refusal::unknown);
    }

    private static String address(Directory directory) {
        return Addresses.of(directory) + "/schemas";
    }
}
