package dev.muster.portal;

import dev.muster.directory.Directories;
import dev.muster.directory.Directory;
import dev.muster.organization.PortalIntent;
import dev.muster.organization.PortalSessions;
import dev.muster.page.SeeOther;
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

/** Beginning and end of a visit. */
@Path("/portal")
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@RunOnVirtualThread
class HomePage {

    private final PortalSessions sessions;
    private final Directories directories;
    private final Transactions transactions;
    private final Administrator administrator;
    private final SessionCookie cookie;

    HomePage(
            PortalSessions sessions,
            Directories directories,
            Transactions transactions,
            Administrator administrator,
            SessionCookie cookie) {
        this.sessions = sessions;
        this.directories = directories;
        this.transactions = transactions;
        this.administrator = administrator;
        this.cookie = cookie;
    }

    @CheckedTemplate(basePath = "portal/HomePage")
    static class Templates {
        static native TemplateInstance done();

        static native TemplateInstance left();
    }

    /** Where this administrator goes on. */
    @GET
    @Admitted
    public Response show() {
        return SeeOther.at(
                administrator.session().grant().intent() == PortalIntent.DOMAIN_VERIFICATION
                        ? Addresses.DOMAINS
                        : directoryPage());
    }

    private String directoryPage() {
        List<Directory> mine = transactions.call(
                () -> directories.ofOrganization(administrator.organization().id()));
        return switch (mine.size()) {
            case 0 -> Addresses.NEW_DIRECTORY;
            case 1 -> entrance(mine.getFirst());
            default -> Addresses.DIRECTORIES;
        };
    }

    private static String entrance(Directory directory) {
        return directory.state() == Directory.State.UNLINKED ? Addresses.setup(directory) : Addresses.of(directory);
    }

    @POST
    @Path("finish")
    @Admitted
    public Response finish() {
        sessions.complete(administrator.session());
        return SeeOther.at(Addresses.DONE);
    }

    @GET
    @Path("done")
    @Admitted
    public TemplateInstance done() {
        return Templates.done();
    }

    @POST
    @Path("leave")
    @Admitted
    public Response leave() {
        sessions.close(administrator.session());
        return SeeOther.at(Addresses.LEFT, cookie.none());
    }

    @GET
    @Path("left")
    public TemplateInstance left() {
        return Templates.left();
    }
}
