package dev.muster.portal;

import dev.muster.directory.Directory;
import dev.muster.directory.DirectoryTokens;
import dev.muster.health.Finding;
import dev.muster.organization.PortalIntent;
import dev.muster.page.FreshSecrets;
import dev.muster.page.SeeOther;
import dev.muster.tenant.Transactions;
import dev.muster.vault.Secret;
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
    private final DirectoryFrames frames;
    private final DirectoryTokens tokens;
    private final Transactions transactions;
    private final Administrator administrator;
    private final FreshSecrets secrets;

    SetupPage(
            Connections connections,
            DirectoryFrames frames,
            DirectoryTokens tokens,
            Transactions transactions,
            Administrator administrator,
            FreshSecrets secrets) {
        this.connections = connections;
        this.frames = frames;
        this.tokens = tokens;
        this.transactions = transactions;
        this.administrator = administrator;
        this.secrets = secrets;
    }

    @CheckedTemplate(basePath = "portal/SetupPage")
    static class Templates {
        static native TemplateInstance show(
                DirectoryFrame frame, Optional<String> token, List<Finding> findings, List<Arrival> latest);
    }

    @GET
    public TemplateInstance show(String directory, @Context HttpHeaders headers) {
        var frame = frames.live(directory, "setup");
        Directory shown = frame.connection().directory();
        var token = secrets.of(administrator.session().id(), shown.id(), headers.getCookies())
                // It may have been revoked since.
                .filter(secret -> transactions.call(() -> tokens.lives(shown, secret)))
                .map(Secret::reveal);
        return Templates.show(frame, token, connections.findings(shown), connections.latest(shown, LATEST));
    }

    /** The token has been stored. */
    @POST
    public Response stored(String directory) {
        return SeeOther.at(Addresses.setup(connections.get(directory).directory()), secrets.forget());
    }
}
