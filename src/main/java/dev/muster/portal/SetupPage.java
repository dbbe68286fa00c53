package dev.muster.portal;

import dev.muster.health.Finding;
import dev.muster.organization.PortalIntent;
import dev.muster.page.FreshSecrets;
import dev.muster.page.SeeOther;
import dev.muster.vault.Secret;
import dev.muster.vault.Tokens;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;

/** Two values to paste, the provider's own steps, and what arrives meanwhile. */
@Path("/portal/directories/{directory}/setup")
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@RunOnVirtualThread
@Admitted(PortalIntent.DSYNC)
class SetupPage {

    private static final int LATEST = 5;

    private final Connections connections;
    private final Administrator administrator;
    private final FreshSecrets secrets;

    SetupPage(Connections connections, Administrator administrator, FreshSecrets secrets) {
        this.connections = connections;
        this.administrator = administrator;
        this.secrets = secrets;
    }

    @CheckedTemplate(basePath = "portal/SetupPage")
    static class Templates {
        static native TemplateInstance show(
                Connection connection,
                Optional<String> token,
                List<Finding> findings,
                List<Arrival> latest,
                String live);
    }

    @GET
    public TemplateInstance show(String directory, @Context HttpHeaders headers) {
        String live = connections.live(connections.get(directory));
        Connection connection = connections.get(directory);
        var token = secrets.of(
                        administrator.session().id(), connection.directory().id(), headers.getCookies())
                .filter(secret -> living(connection, secret))
                .map(Secret::reveal);
        return Templates.show(
                connection,
                token,
                connections.findings(connection.directory()),
                connections.latest(connection.directory(), LATEST),
                live);
    }

    /** A fresh token may have been revoked since. */
    private static boolean living(Connection connection, Secret fresh) {
        return connection.tokens().stream().anyMatch(token -> token.suffix().equals(Tokens.suffix(fresh)));
    }

    /** The token has been stored. */
    @POST
    public Response stored(String directory) {
        return SeeOther.at(Addresses.setup(connections.get(directory).directory()), secrets.forget());
    }
}
