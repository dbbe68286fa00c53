package dev.muster.portal;

import dev.muster.organization.PortalIntent;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** The choice among the organization's directories, where it has several. */
@Path("/portal/directories")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
@Admitted(PortalIntent.DSYNC)
class DirectoriesPage {

    private final Connections connections;

    DirectoriesPage(Connections connections) {
        this.connections = connections;
    }

    @CheckedTemplate(basePath = "portal/DirectoriesPage")
    static class Templates {
        static native TemplateInstance list(List<Connection> connections);
    }

    @GET
    public TemplateInstance list() {
        return Templates.list(connections.all());
    }
}
