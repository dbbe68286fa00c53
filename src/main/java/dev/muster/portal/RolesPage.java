package dev.muster.portal;

import dev.muster.directory.RoleSheet;
import dev.muster.directory.RoleSheets;
import dev.muster.id.IdType;
import dev.muster.organization.PortalIntent;
import dev.muster.page.Paging;
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

/** Which of the customer's groups give which of the application's roles; only where the application's team allows it. */
@Path("/portal/directories/{directory}/roles")
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@RunOnVirtualThread
@Admitted(PortalIntent.DSYNC)
class RolesPage {

    private static final int LONGEST_SEARCH = 200;

    private final DirectoryFrames frames;
    private final RoleSheets sheets;
    private final Transactions transactions;

    RolesPage(DirectoryFrames frames, RoleSheets sheets, Transactions transactions) {
        this.frames = frames;
        this.sheets = sheets;
        this.transactions = transactions;
    }

    @CheckedTemplate(basePath = "portal/RolesPage")
    static class Templates {
        static native TemplateInstance list(DirectoryFrame frame, RoleSheet sheet, Paging paging, boolean saved);
    }

    @GET
    public TemplateInstance list(
            String directory,
            @RestQuery("search") String typed,
            @RestQuery String show,
            @RestQuery String after,
            @RestQuery String before,
            @RestQuery String saved) {
        var frame = allowed(directory);
        RoleSheet sheet = transactions.call(() -> sheets.show(
                frame.id(),
                Text.of(typed, LONGEST_SEARCH).orElse(""),
                "mapped".equals(show),
                Paging.window(IdType.DIRECTORY_GROUP, after, before)));
        var paging = Paging.of(
                sheet.lines(), RoleSheet.Line::groupId, frame.connection().address() + "/roles", sheet.parameters());
        return Templates.list(frame, sheet, paging, saved != null);
    }

    /** @param group ids of the groups on the page @param role for each of them a role, or nothing */
    @POST
    public Response save(String directory, @RestForm List<String> group, @RestForm List<String> role) {
        var frame = allowed(directory);
        if (!transactions.call(() -> sheets.save(frame.id(), group, role))) {
            throw Refusal.unknown();
        }
        return SeeOther.at(frame.connection().address() + "/roles?saved=yes");
    }

    private DirectoryFrame allowed(String directory) {
        var frame = frames.still(directory, "roles");
        if (!frame.mapsRoles()) {
            throw Refusal.unknown();
        }
        return frame;
    }
}
