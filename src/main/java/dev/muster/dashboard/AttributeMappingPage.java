package dev.muster.dashboard;

import dev.muster.directory.MappingSheet;
import dev.muster.directory.MappingSheets;
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
import java.util.List;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** Where the attributes of one directory come from, with a real person of it to look at and to try a mapping on. */
@Path("/dashboard/environments/{environment}/directories/{directory}/attributes")
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@RunOnVirtualThread
@SignedIn
class AttributeMappingPage {

    private final MappingSheets sheets;
    private final Transactions transactions;
    private final DirectoryFrames frames;
    private final Cookies cookies;

    AttributeMappingPage(MappingSheets sheets, Transactions transactions, DirectoryFrames frames, Cookies cookies) {
        this.sheets = sheets;
        this.transactions = transactions;
        this.frames = frames;
        this.cookies = cookies;
    }

    @CheckedTemplate(basePath = "dashboard/AttributeMappingPage")
    static class Templates {
        static native TemplateInstance show(DirectoryFrame frame, MappingSheet sheet);
    }

    @GET
    public TemplateInstance show(String directory, @RestQuery String email) {
        var frame = frames.live(directory, "attributes");
        return Templates.show(
                frame,
                transactions.call(() ->
                        sheets.show(frame.directory().id(), Text.given(email).strip())));
    }

    @POST
    public Response save(
            String directory, @RestForm List<String> name, @RestForm List<String> path, @RestForm String user) {
        var typed = MappingSheets.Typed.of(name, path, user).orElseThrow(Refusal::unknown);
        var frame = frames.still(directory, "attributes");
        return transactions
                .call(() -> sheets.save(frame.directory().id(), typed))
                .map(sheet -> Text.refuse(Templates.show(frame, sheet)))
                .orElseGet(() -> Redirect.to(
                        Addresses.of(frame.directory()) + "/attributes", cookies.notice(Notice.ATTRIBUTES_MAPPED)));
    }

    @POST
    @Path("preview")
    public Response preview(
            String directory, @RestForm List<String> name, @RestForm List<String> path, @RestForm String user) {
        var typed = MappingSheets.Typed.of(name, path, user).orElseThrow(Refusal::unknown);
        var frame = frames.still(directory, "attributes");
        MappingSheet sheet =
                transactions.call(() -> sheets.preview(frame.directory().id(), typed));
        TemplateInstance page = Templates.show(frame, sheet);
        return sheet.refused() ? Text.refuse(page) : Response.ok(page).build();
    }
}
