package dev.muster.portal;

import dev.muster.directory.MappingSheet;
import dev.muster.directory.MappingSheets;
import dev.muster.organization.PortalIntent;
import dev.muster.page.SeeOther;
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

/** Where in the provider's data the application's attributes come from, tried on a real person. */
@Path("/portal/directories/{directory}/attributes")
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@RunOnVirtualThread
@Admitted(PortalIntent.DSYNC)
class AttributesPage {

    private final DirectoryFrames frames;
    private final MappingSheets sheets;
    private final Transactions transactions;

    AttributesPage(DirectoryFrames frames, MappingSheets sheets, Transactions transactions) {
        this.frames = frames;
        this.sheets = sheets;
        this.transactions = transactions;
    }

    @CheckedTemplate(basePath = "portal/AttributesPage")
    static class Templates {
        static native TemplateInstance show(DirectoryFrame frame, MappingSheet sheet, boolean saved);
    }

    @GET
    public TemplateInstance show(String directory, @RestQuery String email, @RestQuery String saved) {
        var frame = frames.live(directory, "attributes");
        MappingSheet sheet = transactions.call(
                () -> sheets.show(frame.id(), Text.given(email).strip()));
        return Templates.show(frame, sheet, saved != null);
    }

    @POST
    public Response save(
            String directory, @RestForm List<String> name, @RestForm List<String> path, @RestForm String user) {
        var typed = MappingSheets.Typed.of(name, path, user).orElseThrow(Refusal::unknown);
        var frame = frames.still(directory, "attributes");
        return transactions
                .call(() -> sheets.save(frame.id(), typed))
                .map(sheet -> Text.refuse(Templates.show(frame, sheet, false)))
                .orElseGet(() -> SeeOther.at(frame.connection().address() + "/attributes?saved=yes"));
    }

    @POST
    @Path("preview")
    public Response preview(
            String directory, @RestForm List<String> name, @RestForm List<String> path, @RestForm String user) {
        var typed = MappingSheets.Typed.of(name, path, user).orElseThrow(Refusal::unknown);
        var frame = frames.still(directory, "attributes");
        MappingSheet sheet = transactions.call(() -> sheets.preview(frame.id(), typed));
        TemplateInstance page = Templates.show(frame, sheet, false);
        return sheet.refused() ? Text.refuse(page) : Response.ok(page).build();
    }
}
