package dev.muster.dashboard;

import dev.muster.directory.Directory;
import dev.muster.directory.RoleSheet;
import dev.muster.directory.RoleSheets;
import dev.muster.id.IdType;
import dev.muster.page.Paging;
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

/** Which groups of a directory give their members a role. */
@Path("/dashboard/environments/{environment}/directories/{directory}/roles")
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@RunOnVirtualThread
@SignedIn
class RoleMappingsPage {

    private static final int LONGEST_SEARCH = 200;

    private final DirectoryFrames frames;
    private final RoleSheets sheets;
    private final Transactions transactions;
    private final Lookup lookup;
    private final Cookies cookies;

    RoleMappingsPage(
            DirectoryFrames frames, RoleSheets sheets, Transactions transactions, Lookup lookup, Cookies cookies) {
        this.frames = frames;
        this.sheets = sheets;
        this.transactions = transactions;
        this.lookup = lookup;
        this.cookies = cookies;
    }

    @CheckedTemplate(basePath = "dashboard/RoleMappingsPage")
    static class Templates {
        static native TemplateInstance list(DirectoryFrame frame, RoleSheet sheet, Paging paging);
    }

    @GET
    public TemplateInstance list(
            String directory,
            @RestQuery("search") String typed,
            @RestQuery String show,
            @RestQuery String after,
            @RestQuery String before) {
        var frame = frames.still(directory, "roles");
        RoleSheet sheet = transactions.call(() -> sheets.show(
                frame.directory().id(),
                Text.of(typed, LONGEST_SEARCH).orElse(""),
                "mapped".equals(show),
                Paging.window(IdType.DIRECTORY_GROUP, after, before)));
        var paging = Paging.of(
                sheet.lines(), RoleSheet.Line::groupId, Addresses.of(frame.directory()) + "/roles", sheet.parameters());
        return Templates.list(frame, sheet, paging);
    }

    /** @param group ids of the groups on the page @param role for each of them a role, or nothing */
    @POST
    public Response save(String directory, @RestForm List<String> group, @RestForm List<String> role) {
        Directory home = lookup.directory(directory).directory();
        if (!transactions.call(() -> sheets.save(home.id(), group, role))) {
            throw Refusal.unknown();
        }
        return Redirect.to(Addresses.of(home) + "/roles", cookies.notice(Notice.MAPPING_SAVED));
    }
}
